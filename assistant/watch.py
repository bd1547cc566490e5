"""Notices a change of the library while the application runs, and puts the new state in force.

The library is read again, checked and indexed in the background; the old state answers until
the new one is whole. What the check refuses never takes its place.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.answer.grounding import Report, Sources, Watcher, silent
from assistant.answer.narrate import build_narrator
from assistant.answer.remembered import Recall
from assistant.briefing import Briefing, Request
from assistant.collections import CollectionDesk
from assistant.errors import AssistantError
from assistant.export import Export, Format, Style
from assistant.library import Library, Problem
from assistant.library.fingerprint import digest_of, file_states
from assistant.library.renewal import renew
from assistant.plan.numbers.desk import Numbers
from assistant.plan.planning import Planning
from assistant.records import Answer, Document, Evidence, Lang
from assistant.retrieve import Retriever
from assistant.retrieve.filters import Filters
from assistant.service import Assistant, Progress, assemble, start
from assistant.settings import Settings

log = logging.getLogger(__name__)


class LivingAssistant:
    """The assistant in force; what interfaces hold, so that it can be exchanged beneath them.

    Every question is answered by one state from its beginning to its end. `held` names the
    faults that keep a newer state of the library from being served.
    """

    def __init__(self, assistant: Assistant) -> None:
        self.now = assistant
        self.held: tuple[Problem, ...] = ()
        self.watch: Watch | None = None

    @property
    def settings(self) -> Settings:
        """The settings of the application."""
        return self.now.settings

    @property
    def library(self) -> Library:
        """The library that answers; another object once it has been exchanged."""
        return self.now.library

    @property
    def retriever(self) -> Retriever:
        """What ranks the passages of that library."""
        return self.now.retriever

    def ask(
        self,
        question: str,
        history: Sequence[Any] = (),
        lang: Lang | None = None,
        fallback: Lang = "en",
        within: Sequence[str] = (),
    ) -> Answer:
        """Answer a question; raises QuestionError for an empty or over-long one."""
        return self.now.ask(question, history, lang, fallback, within)

    def ask_stream(
        self,
        question: str,
        history: Sequence[Any] = (),
        lang: Lang | None = None,
        fallback: Lang = "en",
        within: Sequence[str] = (),
    ) -> Iterator[Answer]:
        """The answer as it grows, the composed one first; the last one is final."""
        return self.now.ask_stream(question, history, lang, fallback, within)

    @property
    def recall(self) -> Recall:
        """How many questions were answered from memory since the library was read."""
        return self.now.remembered.recall

    @property
    def collections(self) -> CollectionDesk:
        """Collections of the company's own documents; a change of them is noticed at once."""
        return self.now.collections

    @property
    def planning(self) -> Planning:
        """Plans: drafted, saved, edited, compared, exchanged."""
        return self.now.planning

    def brief(self, request: Request, fallback: Lang = "en") -> Briefing:
        """A cited draft for the board; raises BriefingError for a request that cannot be taken."""
        return self.now.brief(request, fallback)

    def edit_brief(self, briefing: Briefing, edits: Mapping[str, str]) -> Briefing:
        """The draft with edits by line id, each checked against the sources it cites."""
        return self.now.edit_brief(briefing, edits)

    def export_brief(
        self, briefing: Briefing, format: Format, style: Style | None = None
    ) -> Export:
        """A draft as a file; raises ExportError where a tool or a template fails."""
        return self.now.export_brief(briefing, format, style)

    def export_answers(
        self, answers: Sequence[Answer], format: Format, lang: Lang, title: str = ""
    ) -> Export:
        """An answer, or a conversation, as a file; raises ExportError where a tool fails."""
        return self.now.export_answers(answers, format, lang, title)

    def ground(
        self, text: str, sources: Sources | None = None, lang: Lang | None = None,
        watch: Watcher = silent,
    ) -> Report:  # fmt: skip
        """Every sentence of a text checked against sources, or against the library."""
        return self.now.ground(text, sources, lang, watch)

    @property
    def numbers(self) -> Numbers:
        """Returns, holdout tests, reallocation, scorecard and mirror."""
        return self.now.numbers

    def retrieve(
        self,
        question: str,
        lang: Lang | None = None,
        count: int = 10,
        filters: Filters | None = None,
        ranked: bool | None = None,
    ) -> Evidence:
        """The ranked evidence alone, of the library and of own documents; empty below the bars."""
        return self.now.retrieve(question, lang, count, filters, ranked)

    def document(self, id: str, lang: Lang) -> Document | None:
        """One language of a knowledge document."""
        return self.now.document(id, lang)

    def examples(self, lang: Lang) -> tuple[str, ...]:
        """Questions to start with."""
        return self.now.examples(lang)


class Watch:
    """Looks at the files of the library, and renews a LivingAssistant when they have changed.

    `served` is what `file_states` found before the library in force was read.
    """

    def __init__(self, living: LivingAssistant, served: Mapping[str, str]) -> None:
        self._living = living
        self._folder = living.settings.knowledge
        self._served = self._tried = self._seen = dict(served)
        self._leave = threading.Event()

    def look(self) -> bool:
        """Glance at the files; True where a new state has been put in force.

        A change is taken up at the second look that finds it, so that files are not read
        while they are still being written.
        """
        states = file_states(self._folder)
        settled, self._seen = states == self._seen, states
        if not settled or states == self._tried:
            return False
        self._tried = states
        try:
            return self._renew(states)
        except AssistantError as fault:
            problem = Problem(self._folder.name, 0, fault.message, fault.remedy, fault.code)
            return self._hold((problem,))

    def _renew(self, states: dict[str, str]) -> bool:
        """Put the files in force if nothing is wrong with them, else hold them back."""
        living = self._living
        names = states.keys() | self._served.keys()
        changed = {name for name in names if states.get(name) != self._served.get(name)}
        renewal = renew(self._folder, living.library, changed)
        if renewal.faults:
            return self._hold(renewal.faults)
        now = living.now
        living.now = assemble(now.settings, now.embedder, renewal.library, digest_of(states))
        living.held = ()
        self._served = states
        log.info("The library has been read again: %s", ", ".join(sorted(changed)))
        return True

    def _hold(self, faults: tuple[Problem, ...]) -> bool:
        self._living.held = faults
        for fault in faults:
            log.warning("%s", fault)
        return False

    def start(self) -> None:
        """Look every `settings.watch` seconds, in a thread that ends with the process."""
        threading.Thread(target=self._keep_looking, name="watch", daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._leave.set()

    def _keep_looking(self) -> None:
        while not self._leave.wait(self._living.settings.watch):
            try:
                self.look()
            except Exception:
                log.exception("The library could not be looked at.")


def start_watched(settings: Settings, progress: Progress) -> LivingAssistant:
    """Start the assistant, and keep it in step with its library where `settings.watch` says so.

    Raises what `start` raises.
    """
    served = file_states(settings.knowledge)
    living = LivingAssistant(start(settings, progress))
    if narrator := build_narrator(settings, living.now.embedder):
        # The first reader shall not wait until a model is loaded.
        threading.Thread(target=narrator.prepare, name="narrator-start", daemon=True).start()
    if settings.watch:
        living.watch = Watch(living, served)
        living.watch.start()
    return living
