"""The narrator that the settings ask for, one for the whole process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial

from assistant.answer.narrate.narrator import Ask, Narrator
from assistant.models import Embedder
from assistant.models.chat import build_chat_model
from assistant.records import Answer
from assistant.settings import Settings


# A library that is exchanged while the application runs keeps its narrator.
@lru_cache(maxsize=4)
def build_narrator(settings: Settings, embedder: Embedder) -> Narrator | None:
    """The narrator of these settings, None where it is off; its model is built at the first use."""
    if settings.narrator == "off":
        return None
    return Narrator(
        partial(build_chat_model, settings),
        settings.prompts,
        embedder,
        settings.narrator_seconds,
        settings.narrator_readers,
        reads_ahead=settings.narrator == "local",
    )


def narrated(
    settings: Settings,
    embedder: Embedder,
    composed: Answer,
    history: Sequence[object],
    ask: Ask,
) -> Iterator[Answer]:
    """The composed answer, then its narration where the settings ask for one.

    `ask` composes the answer to a question that stands alone.
    """
    narrator = build_narrator(settings, embedder)
    if narrator is None:
        yield composed
    else:
        yield from narrator.tell(composed, history, ask)
