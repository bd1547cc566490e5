"""Sources: every citation leads to a complete reference, and every reference is cited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.library.entries import KPIS, OBJECTIVES
from assistant.library.problems import Problem
from assistant.library.reading import Reading, markdown_files
from assistant.library.sentences import cited_keys
from assistant.library.shelf import REFERENCES, Library

Place = tuple[str, int, str]
# CSL's own variables, and `figures`: the numbers that were read in the publication.
_KEYS = ("id", "type", "title", "author", "publisher", "issued", "URL", "note", "figures")


def unknown_references(library: Library, reading: Reading) -> Iterator[Problem]:
    """Every key that is cited is in the bibliography."""
    for path, line, key in _citations(library, reading) if library.references else ():
        if key not in library.references:
            message = f"cites an unknown reference {key!r}."
            remedy = f"Add it to {REFERENCES} or correct the key."
            yield Problem(path, line, message, remedy, "unknown reference")


def uncited_references(library: Library, reading: Reading) -> Iterator[Problem]:
    """A reference that nobody cites is dead weight, or the trace of a lost citation."""
    if not library.kpis or not library.objectives:
        return  # They cite too, and were not read: that fault is named already.
    cited = {key for _, _, key in _citations(library, reading)}
    for path in markdown_files(reading.knowledge):
        # A document that was left out for another fault still cites.
        cited.update(cited_keys(path.read_text(encoding="utf-8", errors="replace")))
    for key in library.references.keys() - cited:
        line = reading.line(REFERENCES, key)
        message = f"holds {key!r}, which nothing cites."
        yield Problem(REFERENCES, line, message, "Cite it or remove it.", "uncited reference")


def incomplete_references(library: Library, reading: Reading) -> Iterator[Problem]:
    """A reader can tell who published a source and when, or that it bears no date."""
    for line, item in reading.entries.get(REFERENCES, ()):
        for fault, remedy in _faults(item):
            message = f"holds {item['id']!r}, {fault}."
            yield Problem(REFERENCES, line, message, remedy, "incomplete reference")


def unknown_keys(library: Library, reading: Reading) -> Iterator[Problem]:
    """A key that nothing reads is a slip, and would be lost in silence."""
    for line, item in reading.entries.get(REFERENCES, ()):
        for key in item.keys() - set(_KEYS):
            message = f"holds {item['id']!r} with an unknown key {key!r}."
            yield Problem(REFERENCES, line, message, f"Use {', '.join(_KEYS)}.", "unknown key")


def _faults(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if not str(item.get("publisher") or "").strip():
        yield "which has no publisher", "Add `publisher: …`."
    if not _dated(item.get("issued")):
        yield (
            "which has no date",
            "Add `issued: {date-parts: [[year]]}`, or `issued: {literal: n.d.}` "
            "where the source bears none.",
        )
    url = item.get("URL")
    if url is not None and not re.match(r"https?://\S+$", str(url)):
        yield f"whose URL {url!r} is no web address", "Start it with https://."


def _dated(issued: object) -> bool:
    if not isinstance(issued, dict):
        return False
    if str(issued.get("literal") or "").strip():
        return True
    parts = issued.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    limits = ((1800, 2100), (1, 12), (1, 31))
    return (
        isinstance(first, list)
        and 1 <= len(first) <= 3
        and all(
            isinstance(part, int) and low <= part <= high
            for part, (low, high) in zip(first, limits, strict=False)
        )
    )


def _citations(library: Library, reading: Reading) -> Iterator[Place]:
    """Every citation of the shelf with where it stands."""
    for page in reading.pages:
        for number, line in enumerate(page.text.split("\n"), 1):
            for key in cited_keys(line) if "[@" in line else ():
                yield page.path, number, key
    for kpi in library.kpis.values():
        line_number = reading.line(KPIS, kpi.id)
        for source in (*kpi.sources, *(each.source for each in kpi.benchmarks)):
            yield KPIS, line_number, source.reference
    for level in library.levels.values():
        for source in level.sources:
            yield KPIS, reading.line(KPIS, level.id), source.reference
    for objective in library.objectives.values():
        for finding in objective.evidence:
            if finding.source.reference:
                place = reading.line(OBJECTIVES, objective.id)
                yield OBJECTIVES, place, finding.source.reference
