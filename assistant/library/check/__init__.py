"""Refuses what is wrong with the shelf, naming file, line and remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from assistant.library.check import figures, form, languages, links, recorded, sources
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
    links.document_links,
    links.related_documents,
    links.catalogue_links,
    links.programme_links,
    sources.unknown_references,
    sources.incomplete_references,
    sources.unknown_keys,
    sources.uncited_references,
)


def check_library(knowledge: Path) -> list[Problem]:
    """Every fault of the shelf, by file and line; an empty list means that it is sound.

    Raises KnowledgeError where the folder does not exist.
    """
    library, reading = read_shelf(knowledge)
    found = {*library.problems, *(problem for rule in RULES for problem in rule(library, reading))}
    return sorted(found)
