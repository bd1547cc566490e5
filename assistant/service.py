"""The one place that wires the parts together; interfaces call this and nothing below."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.answer import Answerer
from assistant.index import CACHE, SyncReport, open_index
from assistant.library import Library, Term, fingerprint, load_library
from assistant.models import Embedder, build_embedder
from assistant.records import LANGS, Answer, Document, Evidence, Lang
from assistant.retrieve import Glossary, Refusal, Retriever, TermForms
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

    def ask(
        self,
        question: str,
        history: Sequence[Any] = (),
        lang: Lang | None = None,
        fallback: Lang = "en",
    ) -> Answer:
        """Answer a question in its language, with the conversation so far.

        `history` holds earlier turns: questions, (question, answer) pairs, role mappings
        or LangChain messages. Raises QuestionError for an empty or over-long question.
        """
        return self.answerer.answer(question, history, lang, fallback)

    def retrieve(self, question: str, lang: Lang | None = None, count: int = 10) -> Evidence:
        """The ranked evidence alone; empty below the calibrated threshold."""
        text = self.answerer.accept(question)
        return self.retriever.retrieve(text, lang or self.answerer.language(text), count)

    def document(self, id: str, lang: Lang) -> Document | None:
        """One language of a knowledge document."""
        return self.library.document(id, lang)

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
    embedder = build_embedder(settings)
    library = load_library(settings.knowledge)
    for problem in library.problems:
        log.warning("%s:%s: %s %s", problem.path, problem.line, problem.message, problem.remedy)
    state = fingerprint(settings.knowledge)
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
    index, report = open_index(
        settings.home,
        embedder,
        state,
        library.passages,
        progress,
        force=rebuild,
        cache=settings.knowledge / CACHE,
    )
    glossary = Glossary(_forms(term) for term in library.terms)
    retriever = Retriever(index, embedder, glossary, Refusal.load())
    answerer = Answerer(
        library, retriever, settings.prompts, settings.question_limit, settings.history_limit
    )
    return Assistant(settings, library, retriever, answerer, report, embedder)


def _forms(term: Term) -> TermForms:
    forms = {lang: (term.names[lang], *term.synonyms[lang]) for lang in LANGS}
    return TermForms(term.id, forms, term.abbreviations)
