"""Refuses what is wrong with the shelf, naming file, line and remedy."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from assistant.library.check import (
    ages,
    coverage,
    figures,
    form,
    languages,
    links,
    programme,
    recorded,
    sources,
)
from assistant.library.problems import Problem
from assistant.library.reading import Reading
from assistant.library.shelf import Library, read_shelf

Rule = Callable[[Library, Reading], Iterator[Problem]]

# What is refused beyond files that cannot be read: first in each document by itself, then
# between the documents and in the catalogues.
DOCUMENT_RULES: tuple[Rule, ...] = (figures.uncited, figures.differing, recorded.unrecorded)
SHELF_RULES: tuple[Rule, ...] = (
    form.file_names,
    form.front_matter,
    form.sister_languages,
    form.phrasings,
    form.written,
    languages.catalogue_languages,
    coverage.thin_topics,
    coverage.bare_objectives,
    coverage.orphan_kpis,
    links.document_links,
    links.related_documents,
    links.catalogue_links,
    links.programme_links,
    programme.quiz_answers,
    programme.quiz_twins,
    programme.exercises,
    sources.unknown_references,
    sources.incomplete_references,
    sources.unknown_keys,
    sources.uncited_references,
)


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: `problems` are refused, `notices` are worth an editor's while."""

    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    library: Library


def examine_library(knowledge: Path, today: int | None = None) -> Report:
    """Every fault and notice of the shelf, by file and line; `today` is the year, now if None.

    Raises KnowledgeError where the folder does not exist.
    """
    library, reading = read_shelf(knowledge)
    found = {*library.problems, *_broken(library, library, reading)}
    year = date.today().year if today is None else today
    notices = sorted(ages.undated_figures(library, year))
    return Report(tuple(sorted(found)), tuple(notices), library)


def check_library(knowledge: Path) -> list[Problem]:
    """Every fault of the shelf, by file and line; an empty list means that it is sound.

    Raises KnowledgeError where the folder does not exist.
    """
    return list(examine_library(knowledge).problems)


def check_changes(library: Library, reading: Reading, ids: Collection[str]) -> list[Problem]:
    """The faults of a shelf of which only the documents `ids` have changed since it was sound."""
    changed = replace(
        library,
        documents={key: each for key, each in library.documents.items() if key[0] in ids},
        lessons={key: each for key, each in library.lessons.items() if key[0] in ids},
    )
    return sorted({*library.problems, *_broken(library, changed, reading)})


def _broken(library: Library, changed: Library, reading: Reading) -> Iterator[Problem]:
    for rule in DOCUMENT_RULES:
        yield from rule(changed, reading)
    for rule in SHELF_RULES:
        yield from rule(library, reading)
