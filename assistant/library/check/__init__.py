"""Refuses what is wrong with the shelf, naming file, line and remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.library.check import (
    ages,
    coverage,
    figures,
    form,
    languages,
    links,
    recorded,
    sources,
)
from assistant.library.problems import Problem
from assistant.library.reading import Reading
from assistant.library.shelf import Library, read_shelf

Rule = Callable[[Library, Reading], Iterator[Problem]]

# Everything that is refused beyond files that cannot be read at all.
RULES: tuple[Rule, ...] = (
    figures.uncited,
    figures.differing,
    form.file_names,
    form.front_matter,
    form.sister_languages,
    form.phrasings,
    languages.catalogue_languages,
    recorded.unrecorded,
    coverage.thin_topics,
    coverage.bare_objectives,
    coverage.orphan_kpis,
    links.document_links,
    links.related_documents,
    links.catalogue_links,
    links.programme_links,
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
    found = {*library.problems, *(problem for rule in RULES for problem in rule(library, reading))}
    year = date.today().year if today is None else today
    notices = sorted(ages.undated_figures(library, year))
    return Report(tuple(sorted(found)), tuple(notices), library)


def check_library(knowledge: Path) -> list[Problem]:
    """Every fault of the shelf, by file and line; an empty list means that it is sound.

    Raises KnowledgeError where the folder does not exist.
    """
    return list(examine_library(knowledge).problems)
