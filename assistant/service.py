"""The one place that wires the parts together; interfaces call this and nothing below."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from assistant.access.quota import Quota
from assistant.answer import Answerer
from assistant.answer.grounding import Report, Sources, Watcher, check_text, silent
from assistant.answer.narrate import narrated
from assistant.answer.own import OwnAnswers
from assistant.answer.remembered import RememberedAnswers
from assistant.backup import finish_restore
from assistant.briefing import Briefing, Drafter, Request, edited
from assistant.collections import CollectionDesk, bring_in_step, open_collections
from assistant.database import database_of
from assistant.export import Export, Format, Style, answers_paper, briefing_paper, export_paper
from assistant.index import CACHE, SyncReport, open_index
from assistant.ingest import limits_of
from assistant.library import Library, fingerprint
from assistant.library.browse import Catalogue
from assistant.library.snapshot import remembered_library
from assistant.models import Embedder, build_embedder
from assistant.notebook import draw_in_notebooks
from assistant.plan.chat import in_chat
from assistant.plan.drafting import Planner
from assistant.plan.interpret import Mapper
from assistant.plan.numbers.desk import Numbers
from assistant.plan.planning import Planning
from assistant.plan.store import PlanStore
from assistant.records import Answer, Document, Evidence, Lang
from assistant.retrieve import Glossary, Refusal, Retriever, TermForms
from assistant.retrieve.bar import Bar
from assistant.retrieve.filters import Filters, filtered
from assistant.retrieve.own import OwnDocuments
from assistant.settings import Settings, load_settings
from assistant.wording import load_wording

log = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]


def _silent(stage: str, done: int, total: int) -> None:
    """No one is listening."""


@dataclass(frozen=True)
class Assistant:
    """Everything the product can do, ready to be asked."""

    settings: Settings
    library: Library
    retriever: Retriever
    answerer: Answerer
    report: SyncReport
    embedder: Embedder
    collections: CollectionDesk
    own: OwnAnswers
    remembered: RememberedAnswers

    def ask(
        self,
        question: str,
        history: Sequence[Any] = (),
        lang: Lang | None = None,
        fallback: Lang = "en",
        within: Sequence[str] = (),
    ) -> Answer:
        """Answer a question in its language, with the conversation so far.

        `history` holds earlier turns: questions, (question, answer) pairs, role mappings
        or LangChain messages. `within` restricts the answer to collections of the company's
        own documents. Raises QuestionError for an empty or over-long question,
        CollectionError for a collection that is not there.
        """

        def composed() -> Answer:
            told = self.answerer.answer(question, history, lang, fallback)
            words = load_wording(self.settings.prompts, "plan", told.lang)
            return in_chat(told, self.planning.planner, words)

        answer = self.remembered.answer(question, history, lang, fallback, composed)
        return self.own.complete(answer, within)

    def ask_stream(
        self,
        question: str,
        history: Sequence[Any] = (),
        lang: Lang | None = None,
        fallback: Lang = "en",
        within: Sequence[str] = (),
    ) -> Iterator[Answer]:
        """The answer as it grows, each a whole Answer: composed at once, then with the lead of the
        language model that `settings.narrator` names, by verified sentence; the last is final.
        Raises what `ask` raises."""
        told = self.ask(question, history, lang, fallback, within)
        ask = partial(self.ask, lang=told.lang, within=within)
        yield from narrated(self.settings, self.embedder, told, history, ask)

    @cached_property
    def planning(self) -> Planning:
        """Plans: drafted, saved, edited, compared, exchanged; see `Planning`."""
        parts = self.retriever.index.partitions.values()
        known = [part.lexical.word_frequency for part in parts]
        mapper = Mapper(
            self.library,
            self.embedder,
            self.embedder.identity,
            lambda word: any(word in words for words in known),
        )
        planner = Planner(self.library, mapper, self.settings.prompts)
        return Planning(planner, PlanStore(self.settings.home), self.settings.prompts)

    def retrieve(
        self,
        question: str,
        lang: Lang | None = None,
        count: int = 10,
        filters: Filters | None = None,
        ranked: bool | None = None,
    ) -> Evidence:
        """The ranked evidence alone, of the library and of own documents; empty below the bars.

        `ranked` gives the best `count` passages whatever their chance, of a long text by its start:
        so it is where filters name own collections only. CollectionError where one is missing.
        """
        wanted, limit = filters or Filters(), self.settings.question_limit
        text = self.answerer.accept(wanted.head(question, ranked, limit))
        spoken = lang or self.answerer.language(text)
        parts = self.retriever, self.catalogue, self.own.documents
        return filtered(text, spoken, wanted, *parts, count, ranked)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The library made ready for filtering."""
        return Catalogue(self.library)

    def brief(self, request: Request, fallback: Lang = "en") -> Briefing:
        """A cited draft for the board, in the request's language or that of its topic.

        Where the library has no evidence the draft says so (`covered` False). Raises
        BriefingError for a topic, audience, length or ask that cannot be taken.
        """
        lang = request.lang or self.answerer.language(request.topic, request.questions, fallback)
        return Drafter(self.library, self.retriever, self.settings.prompts).draft(request, lang)

    def edit_brief(self, briefing: Briefing, edits: Mapping[str, str]) -> Briefing:
        """The draft with edits by line id, each checked against the sources it cites."""
        wording = load_wording(self.settings.prompts, "briefing", briefing.lang)
        return edited(briefing, edits, self.library, wording)

    def export_brief(
        self, briefing: Briefing, format: Format, style: Style | None = None
    ) -> Export:
        """A draft as a file; raises ExportError where a tool or a template fails."""
        style = style or Style()
        paper = briefing_paper(briefing, self.settings.prompts, style)
        return export_paper(paper, format, style)

    def export_answers(
        self, answers: Sequence[Answer], format: Format, lang: Lang, title: str = ""
    ) -> Export:
        """An answer, or a conversation, as a file; raises ExportError where a tool fails."""
        paper = answers_paper(answers, self.settings.prompts, lang, title)
        return export_paper(paper, format)

    def ground(self, text: str, sources: Sources | None = None, lang: Lang | None = None,
               watch: Watcher = silent) -> Report:  # fmt: skip
        """Check every sentence of a text against sources, or against the shelf without them.

        `watch` hears how far it is. Raises AssistantError where either is empty or too long.
        """
        titles = {d.id: d.title for d in self.library.documents.values()}
        return check_text(text, sources, self.retriever, titles, lang, self.embedder, watch)

    def document(self, id: str, lang: Lang) -> Document | None:
        """One language of a knowledge document."""
        return self.library.document(id, lang)

    @property
    def numbers(self) -> Numbers:
        """Returns, holdout tests, reallocation, scorecard and mirror."""
        return Numbers(self.settings.home)

    def examples(self, lang: Lang) -> tuple[str, ...]:
        """Questions to start with."""
        return load_wording(self.settings.prompts, "answers", lang).several("examples")


def start(
    settings: Settings | None = None, progress: Progress = _silent, rebuild: bool = False
) -> Assistant:
    """Unpack the model, bring the index in step, wire the parts.

    `progress` hears (stage, done, total). Raises an AssistantError that names the remedy:
    a home that cannot be written, a model that cannot be loaded, a missing shelf.
    """
    settings = settings or load_settings()
    finish_restore(settings.home)
    draw_in_notebooks(settings.prompts)
    embedder = build_embedder(settings)
    state = fingerprint(settings.knowledge)
    library = remembered_library(settings.knowledge, settings.home, state)
    for problem in library.problems:
        log.warning("%s:%s: %s %s", problem.path, problem.line, problem.message, problem.remedy)
    return assemble(settings, embedder, library, state, progress, rebuild)


def assemble(
    settings: Settings,
    embedder: Embedder,
    library: Library,
    state: str,
    progress: Progress = _silent,
    rebuild: bool = False,
) -> Assistant:
    """Bring the index in step with a library that was read, and wire the parts around it.

    `state` is the fingerprint of the library's files. Raises what `open_index` raises.
    """
    database = database_of(settings)
    index, report = open_index(
        settings.home,
        embedder,
        state,
        library.passages,
        progress,
        force=rebuild,
        cache=settings.knowledge / CACHE,
        database=database,
    )
    glossary = Glossary(TermForms.of(term) for term in library.terms)
    retriever = Retriever(index, embedder, glossary, Refusal.load(), word=embedder.word)
    answerer = Answerer(
        library, retriever, settings.prompts, settings.question_limit, settings.history_limit
    )
    store = open_collections(settings.home, database)
    bring_in_step(store, embedder, progress)
    quota = Quota(settings.home, settings.quota_megabytes)
    desk = CollectionDesk(store, embedder, limits_of(settings), quota)
    documents = OwnDocuments(store, index, embedder, glossary, Bar.load())
    own = OwnAnswers(documents, retriever, library, settings.prompts)
    kept = RememberedAnswers(settings.answers_kept)
    return Assistant(settings, library, retriever, answerer, report, embedder, desk, own, kept)
