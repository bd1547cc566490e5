"""A language model under oath: it words the lead, and every sentence is checked or withheld."""

from assistant.answer.narrate.narrator import Narrator
from assistant.answer.narrate.opening import build_narrator, narrated

__all__ = ["Narrator", "build_narrator", "narrated"]
