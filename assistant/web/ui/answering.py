"""What the chat needs of the assistant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, runtime_checkable

from assistant.records import Answer, Lang
from assistant.web.ui.context import Flaw, Shelf


class Service(Protocol):
    """What the chat needs of the assistant."""

    @property
    def library(self) -> Shelf:
        """The shelf, with `problems` (what could not be read) and its documents."""

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        lang: Lang | None = None,
        fallback: Lang = "en",
        within: Sequence[str] = (),
    ) -> Answer:
        """Answer a question in its language, in `fallback` where that cannot be told.

        Raises QuestionError where it cannot be taken.
        """

    def examples(self, lang: Lang) -> tuple[str, ...]:
        """Return questions to start with."""


@runtime_checkable
class Telling(Protocol):
    """A service whose answers may grow after they are shown, as a language model words them."""

    def ask_stream(
        self,
        question: str,
        history: Sequence[str] = (),
        lang: Lang | None = None,
        fallback: Lang = "en",
        within: Sequence[str] = (),
    ) -> Iterator[Answer]:
        """The answer as it grows, each a whole one; the last is final."""


@runtime_checkable
class Watched(Protocol):
    """A service that may hold back a newer state of its library."""

    @property
    def held(self) -> Sequence[Flaw]:
        """What is wrong with the newer state, empty where there is none."""
