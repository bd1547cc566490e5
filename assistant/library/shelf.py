"""Reads the whole shelf; a malformed file is left out and named, the rest is served."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

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
from assistant.library.documents import read_document
from assistant.library.glossary import Term, read_term
from assistant.library.lessons import Lesson, read_lesson
from assistant.library.pages import Page, Unreadable, read_page, read_text, read_yaml
from assistant.library.problems import Problem
from assistant.library.readiness import Readiness, read_readiness
from assistant.library.references import read_reference
from assistant.records import LANGS, Document, Lang, Passage, Reference

FOLDERS = ("articles", "case-studies", "kpi-frameworks", "programme", "questions")
REFERENCES = "references.yaml"
READINESS = "programme/readiness.yaml"

Key = tuple[str, Lang]
T = TypeVar("T")


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


class Reading:
    """Gathers what is read and what is wrong; `pages` and `sources` serve the check.

    `sources` maps a YAML file's name to its text, `entries` to its raw entries.
    """

    def __init__(self, knowledge: Path) -> None:
        self.knowledge = knowledge
        self.problems: list[Problem] = []
        self.pages: list[Page] = []
        self.sources: dict[str, str] = {}
        self.entries: dict[str, list[tuple[int, Mapping[str, Any]]]] = {}
        self.documents: dict[Key, Document] = {}
        self.lessons: dict[Key, Lesson] = {}

    def read_pages(self) -> None:
        """Read every Markdown file; the first file of an id and language wins."""
        for path in markdown_files(self.knowledge):
            name = path.relative_to(self.knowledge).as_posix()
            try:
                page = read_page(path, name)
                document, problems = read_document(page)
            except Unreadable as error:
                self.problems.append(error.problem)
                continue
            self.problems += problems
            self.pages.append(page)
            key = (document.id, document.lang)
            if key in self.documents:
                self.problems.append(_twice(name, page.line_of("id:"), document.id, document.lang))
                continue
            self.documents[key] = document
            if document.kind == "lesson":
                self.lessons[key], problems = read_lesson(page)
                self.problems += problems

    def read_list(
        self, name: str, read: Callable[[Mapping[str, Any]], T], key: str = ""
    ) -> dict[str, T]:
        """The entries of a YAML list by id; a malformed entry is left out and named."""
        found: dict[str, T] = {}
        for line, item in self._items(name, key):
            try:
                entry = read(item)
                entry_id = str(item["id"])
            except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
                what = f"key {error}" if isinstance(error, KeyError) else str(error)
                problem = f"has a malformed entry ({what})."
                self.problems.append(Problem(name, line, problem, "Compare it with another entry."))
                continue
            if entry_id in found:
                self.problems.append(_twice(name, line, entry_id, ""))
                continue
            found[entry_id] = entry
            self.entries.setdefault(name + key, []).append((line, item))
        return found

    def line(self, name: str, entry: str) -> int:
        """The line on which an entry of a YAML file begins."""
        return self._lines(name).get(entry, 1)

    def data(self, name: str) -> Any:
        """The content of a YAML file, None where it cannot be read."""
        try:
            self.sources[name] = read_text(self.knowledge / name, name)
            return read_yaml(self.sources[name], name)
        except Unreadable as error:
            if error.problem not in self.problems:
                self.problems.append(error.problem)
            return None

    def _items(self, name: str, key: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
        data = self._cached(name)
        items = data.get(key) if key and isinstance(data, dict) else data
        if data is not None and not isinstance(items, list):
            what = f"has no list {key!r}." if key else "is not a list."
            self.problems.append(Problem(name, 1, what, "Write entries as `- id: …`."))
        for item in items if isinstance(items, list) else ():
            if isinstance(item, dict):
                yield self.line(name, str(item.get("id"))), item
            else:
                message = f"has an entry that is not a set of keys: {item!r}."
                self.problems.append(Problem(name, 1, message, "Write `- id: …`."))

    def _cached(self, name: str) -> Any:
        cache: dict[str, Any] = self.__dict__.setdefault("_data", {})
        if name not in cache:
            cache[name] = self.data(name)
        return cache[name]

    def _lines(self, name: str) -> dict[str, int]:
        cache: dict[str, dict[str, int]] = self.__dict__.setdefault("_line_numbers", {})
        if name not in cache:
            lines = enumerate(self.sources.get(name, "").split("\n"), 1)
            starts = (
                (number, re.match(r"\s*- id: *['\"]?([^'\"\s]+)", line)) for number, line in lines
            )
            cache[name] = {found[1]: number for number, found in starts if found}
        return cache[name]


def _twice(name: str, line: int, id: str, lang: str) -> Problem:
    what = f"{id!r} ({lang})" if lang else repr(id)
    return Problem(name, line, f"repeats the id {what}.", "Give each its own id.", "duplicate id")


def markdown_files(knowledge: Path) -> list[Path]:
    """The Markdown files of the shelf, in a stable order."""
    return sorted(
        path
        for folder in FOLDERS
        for path in (knowledge / folder).glob("*.md")
        if path.is_file() and path.name != "README.md"
    )


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
    documents = dict(reading.documents)
    for lang in LANGS:
        made = [
            entries.kpi_document(each, lang, reading.line(entries.KPIS, each.id))
            for each in kpis.values()
        ]
        made += [
            entries.objective_document(each, lang, reading.line(entries.OBJECTIVES, each.id))
            for each in objectives.values()
        ]
        made += [
            entries.term_document(each, lang, reading.line(entries.GLOSSARY, each.id))
            for each in terms.values()
        ]
        documents.update({(each.id, lang): each for each in made})
    references = reading.read_list(REFERENCES, read_reference)
    readiness = _readiness(reading)
    return (
        Library(
            documents=dict(sorted(documents.items())),
            references=references,
            kpis=kpis,
            levels=levels,
            objectives=objectives,
            terms=tuple(terms.values()),
            lessons=dict(sorted(reading.lessons.items())),
            readiness=readiness,
            problems=tuple(reading.problems),
        ),
        reading,
    )


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
