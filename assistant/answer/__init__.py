"""From a question to an Answer: intent, composition, conversation."""

from assistant.answer.answerer import Answerer

__all__ = ["Answerer"]
