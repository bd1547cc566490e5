"""What every route works with: the assistant, the settings, the caller's language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any, Protocol, cast, runtime_checkable

from fastapi import Depends, Query, Request

from assistant.answer.grounding import Report, Sources
from assistant.briefing import Briefing
from assistant.briefing import Request as BriefingRequest
from assistant.collections import CollectionDesk
from assistant.database import database_of
from assistant.export import Export, Format, Style
from assistant.feedback import Feedback
from assistant.library import Library
from assistant.plan.numbers.desk import Numbers
from assistant.plan.planning import Planning
from assistant.records import Answer, Evidence, Lang
from assistant.retrieve.filters import Filters
from assistant.settings import Settings
from assistant.web.documents.jobs import Jobs
from assistant.web.tongue import preferred_language


@runtime_checkable
class ApiService(Protocol):
    """What the API needs of the assistant."""

    @property
    def library(self) -> Library:
        """The library that answers."""

    @property
    def collections(self) -> CollectionDesk:
        """The company's own documents."""

    @property
    def planning(self) -> Planning:
        """Plans."""

    @property
    def numbers(self) -> Numbers:
        """The arithmetic."""

    def ask(
        self, question: str, history: Any = (), lang: Lang | None = None,
        fallback: Lang = "en", within: Any = (),
    ) -> Answer:  # fmt: skip
        """Answer a question."""

    def ask_stream(
        self, question: str, history: Any = (), lang: Lang | None = None,
        fallback: Lang = "en", within: Any = (),
    ) -> Iterator[Answer]:  # fmt: skip
        """The answer as it grows."""

    def retrieve(
        self, question: str, lang: Lang | None = None, count: int = 10,
        filters: Filters | None = None,
    ) -> Evidence:  # fmt: skip
        """The evidence alone."""

    def ground(self, text: str, sources: Sources | None = None, lang: Lang | None = None) -> Report:
        """Check a text."""

    def brief(self, request: BriefingRequest, fallback: Lang = "en") -> Briefing:
        """Draft a briefing."""

    def edit_brief(self, briefing: Briefing, edits: Any) -> Briefing:
        """A briefing with edits."""

    def export_brief(
        self, briefing: Briefing, format: Format, style: Style | None = None
    ) -> Export:
        """A briefing as a file."""

    def export_answers(self, answers: Any, format: Format, lang: Lang, title: str = "") -> Export:
        """Answers as a file."""


@dataclass
class Room:
    """The parts that routes share."""

    settings: Settings
    service: ApiService
    jobs: Jobs = field(init=False)
    feedback: Feedback = field(init=False)

    def __post_init__(self) -> None:
        self.jobs = Jobs(lambda: self.service.collections)
        database = database_of(self.settings)
        self.feedback = Feedback(self.settings.home, self.settings.keep_questions, database)


def language_of(request: Request, settings: Settings) -> Lang:
    """The language of a request: of its address, the setting, what the caller accepts."""
    return preferred_language(
        settings.language, request.headers, request.cookies, request.query_params
    )


def _room(request: Request) -> Room:
    return cast(Room, request.app.state.room)


def _lang(
    request: Request,
    lang: Annotated[
        Lang | None,
        Query(description="Language of messages and lists; Accept-Language where it is left out."),
    ] = None,
) -> Lang:
    return lang or language_of(request, _room(request).settings)


Here = Annotated[Room, Depends(_room)]
Tongue = Annotated[Lang, Depends(_lang)]
