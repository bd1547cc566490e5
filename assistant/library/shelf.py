"""The whole shelf as one Library; what is malformed is left out and named, the rest is served."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from assistant.errors import KnowledgeError
from assistant.library import entries
from assistant.library.catalogue import (
    Kpi,
    Level,
    Objective,
    read_kpi,
    read_level,
    read_objective,
)
from assistant.library.exercises import Exercise, read_exercise
from assistant.library.glossary import Term, read_term
from assistant.library.lessons import Lesson
from assistant.library.problems import Problem
from assistant.library.readiness import Readiness, read_readiness
from assistant.library.reading import Key, Reading
from assistant.library.references import read_reference
from assistant.records import LANGS, Document, Lang, Passage, Reference

REFERENCES = "references.yaml"
READINESS = "programme/readiness.yaml"
EXERCISES = "programme/exercises.yaml"


@dataclass(frozen=True)
class Library:
    """Everything on the shelf; `problems` says what was left out and why."""

    documents: Mapping[Key, Document] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    kpis: Mapping[str, Kpi] = field(default_factory=dict)
    levels: Mapping[str, Level] = field(default_factory=dict)
    objectives: Mapping[str, Objective] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    lessons: Mapping[Key, Lesson] = field(default_factory=dict)
    readiness: Readiness | None = None
    exercises: Mapping[str, Exercise] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def document(self, id: str, lang: Lang) -> Document | None:
        """One language of a document, None where the shelf has none."""
        return self.documents.get((id, lang))

    def of_kind(self, kind: str, lang: Lang) -> tuple[Document, ...]:
        """The documents of a kind in a language, in the order of their ids."""
        return tuple(d for d in self.documents.values() if d.kind == kind and d.lang == lang)

    def passages(self) -> tuple[Passage, ...]:
        """All that is indexed, ordered by document, language and place."""
        return self._passages

    @cached_property
    def _passages(self) -> tuple[Passage, ...]:
        return tuple(p for document in self.documents.values() for p in document.passages)


def read_shelf(knowledge: Path) -> tuple[Library, Reading]:
    """The library, and the raw material that the check looks at.

    Raises KnowledgeError where the folder does not exist.
    """
    if not knowledge.is_dir():
        raise KnowledgeError(
            f"{knowledge} is not a folder.", "Set ASSISTANT_KNOWLEDGE to the folder of the shelf."
        )
    reading = Reading(knowledge)
    reading.read_pages()
    kpis = reading.read_list(entries.KPIS, read_kpi, "kpis")
    levels = reading.read_list(entries.KPIS, read_level, "levels")
    objectives = reading.read_list(entries.OBJECTIVES, read_objective, "objectives")
    terms = reading.read_list(entries.GLOSSARY, read_term)
    library = Library(
        references=reading.read_list(REFERENCES, read_reference),
        kpis=kpis,
        levels=levels,
        objectives=objectives,
        terms=tuple(terms.values()),
        lessons=dict(sorted(reading.lessons.items())),
        readiness=_readiness(reading),
        exercises=reading.read_list(EXERCISES, read_exercise),
    )
    documents = {**reading.documents, **_entry_documents(library, reading)}
    return (
        replace(
            library,
            documents=dict(sorted(documents.items())),
            problems=tuple(reading.problems),
        ),
        reading,
    )


def _entry_documents(library: Library, reading: Reading) -> dict[Key, Document]:
    """The catalogue and the glossary as documents, in both languages."""
    made: list[Document] = []
    for lang in LANGS:
        for kpi in library.kpis.values():
            made.append(entries.kpi_document(kpi, lang, reading.line(entries.KPIS, kpi.id)))
        for objective in library.objectives.values():
            line = reading.line(entries.OBJECTIVES, objective.id)
            made.append(entries.objective_document(objective, lang, line))
        for term in library.terms:
            made.append(entries.term_document(term, lang, reading.line(entries.GLOSSARY, term.id)))
    return {(each.id, each.lang): each for each in made}


def _readiness(reading: Reading) -> Readiness | None:
    data = reading.data(READINESS)
    if data is None:
        return None
    try:
        return read_readiness(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = f"is malformed ({type(error).__name__}: {error})."
        reading.problems.append(Problem(READINESS, 1, message, "See the comment at its top."))
        return None


def load_library(knowledge: Path) -> Library:
    """Read the shelf; faults are in `problems`, and only a missing folder raises KnowledgeError."""
    return read_shelf(knowledge)[0]
