"""Reads the files of the shelf one by one, gathering what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from assistant.library.bilingual import as_text
from assistant.library.documents import read_document
from assistant.library.lessons import Lesson, read_lesson
from assistant.library.pages import Page, Unreadable, read_page, read_text, read_yaml
from assistant.library.problems import Problem
from assistant.records import Document, Lang

FOLDERS = ("articles", "case-studies", "kpi-frameworks", "programme", "questions")

Key = tuple[str, Lang]
T = TypeVar("T")

_ENTRY = re.compile(r"\s*- id: *['\"]?([^'\"\s]+)")


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
        self._data: dict[str, Any] = {}
        self._starts: dict[str, dict[str, int]] = {}

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
                if not (entry_id := as_text(item["id"])):
                    raise ValueError("its id is empty")
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
        if not found and not any(each.path == name for each in self.problems):
            message = f"holds no entry{f' under {key!r}' if key else ''}."
            self.problems.append(Problem(name, 1, message, "Restore the file."))
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
        if name not in self._data:
            self._data[name] = self.data(name)
        return self._data[name]

    def _lines(self, name: str) -> dict[str, int]:
        if name not in self._starts:
            found: dict[str, int] = {}
            for number, line in enumerate(self.sources.get(name, "").split("\n"), 1):
                start = _ENTRY.match(line)
                if start:
                    found.setdefault(start[1], number)
            self._starts[name] = found
        return self._starts[name]


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
