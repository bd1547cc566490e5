"""The evidence of the shelf by year and strength, for a chart and the table beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.library.browse import EVIDENCE_ORDER, Entry

# Definitions and questions carry no evidence of their own.
_KINDS = frozenset({"article", "case-study"})


@dataclass(frozen=True, slots=True)
class Year:
    """How many documents end their evidence in a year, per strength in EVIDENCE_ORDER."""

    year: int
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """Documents of the year, of any strength."""
        return sum(self.counts)


def timeline(entries: Iterable[Entry]) -> tuple[Year, ...]:
    """Every year from the first to the last that holds a document, gaps included.

    A document counts once, in the latest year that it covers.
    """
    tally: Counter[tuple[int, str]] = Counter()
    for entry in entries:
        if entry.years and entry.document.kind in _KINDS and entry.document.evidence:
            tally[entry.years[1], entry.document.evidence] += 1
    if not tally:
        return ()
    years = [year for year, _ in tally]
    return tuple(
        Year(year, tuple(tally[year, strength] for strength in EVIDENCE_ORDER))
        for year in range(min(years), max(years) + 1)
    )
