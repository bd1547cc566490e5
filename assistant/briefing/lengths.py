"""How much of each part fits: a page, three pages, six slides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.briefing.records import Length


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most lines of each part; `longest` is the longest statement taken, in characters.

    `fallback` is the longest taken where a part would otherwise be empty. `sources` is the
    most publications cited. `pages` are the fewest and the most pages or slides.
    """

    context: int
    support: int
    against: int
    charts: int
    options: int
    risks: int
    kpis: int
    questions: int
    gaps: int
    figures: int
    sources: int
    longest: int
    fallback: int
    pages: tuple[int, int]


BOUNDS: Mapping[Length, Bounds] = {
    "one-page": Bounds(1, 2, 2, 0, 3, 2, 3, 1, 1, 4, 11, 190, 240, (1, 1)),
    "three-pages": Bounds(3, 6, 5, 2, 3, 4, 5, 4, 3, 8, 22, 330, 420, (2, 3)),
    "six-slides": Bounds(2, 3, 3, 1, 3, 3, 4, 3, 2, 5, 16, 210, 260, (6, 6)),
}
