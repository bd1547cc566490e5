"""The shelf read again while an older reading of it is in use."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from assistant.library.check import check_changes
from assistant.library.problems import Problem
from assistant.library.shelf import Library, read_shelf

_LANGUAGE = re.compile(r"\.(?:en|fr)\.md$")


@dataclass(frozen=True, slots=True)
class Renewal:
    """The new reading, and the faults for which it should not take the place of the old one."""

    library: Library
    faults: tuple[Problem, ...]


def renew(knowledge: Path, before: Library, changed: Collection[str]) -> Renewal:
    """Read the shelf again and check what has changed since `before`.

    `changed` names the files added, edited or deleted. Only faults that these edits brought
    count: what was wrong before is served as before. Raises KnowledgeError where the folder
    is gone.
    """
    library, reading = read_shelf(knowledge)
    ids = {
        key[0]
        for key in library.documents.keys() | before.documents.keys()
        if library.documents.get(key) != before.documents.get(key)
    }
    known = {_told(each) for each in before.problems}
    edited = {_document(name) for name in changed}
    faults = tuple(
        each
        for each in check_changes(library, reading, ids)
        if (each in library.problems and _told(each) not in known)
        or (each not in library.problems and _document(each.path) in edited)
    )
    return Renewal(library, faults)


def _told(problem: Problem) -> tuple[str, str]:
    """A fault apart from its line, which moves with every edit above it."""
    return problem.path, problem.message


def _document(path: str) -> str:
    """What both languages of a document share: a twin that is missing is told of the other."""
    return _LANGUAGE.sub("", path)
