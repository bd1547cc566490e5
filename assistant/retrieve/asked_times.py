"""Whether a text is of the year, the half-year, the quarter or the month that is asked about.

What a text names is told apart from what it may mean besides: "over 2024" is said of the year
behind, "the following quarter" of the one after that which is named, "31/03" of March.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.language.numbers import years
from assistant.language.words import fold
from assistant.records import Lang
from assistant.retrieve.asked_words import (
    CLOSING,
    COMPARED,
    FISCAL,
    HALF,
    MONTH,
    NUMERIC_DATE,
    OPEN_SPAN,
    OPENING,
    PLACED,
    QUARTER,
    RELATIVE,
    REPORTED,
    SEASON,
    SPAN,
    YEAR_SPAN,
)

# How far "two years earlier" may lie from a year that is named beside it.
_YEARS_BESIDE = 2
_LONGEST_SPAN = 40


@dataclass(frozen=True, slots=True)
class Times:
    """What a text names of one kind, and what it may mean: that, and what lies beside it."""

    named: frozenset[int]
    meant: frozenset[int]


def other_time(question: str, asked_in: Lang, text: str, beside: str, lang: Lang) -> bool:
    """True where a question is about a year, a part of it or a month, and a text names others
    only; `beside` is what stands around it and the names of its columns, in the same language."""
    if _other_year(question, asked_in, text, beside, lang):
        return True
    # "Since January" asks for all months from then on.
    if OPEN_SPAN.search(fold(question)):
        return False
    return any(
        bool(wanted := of(question).named)
        and bool((said := of(text)).named)
        and not wanted & (said.meant | of(beside).named)
        for of in (_halves, _quarters, _months)
    )


def _other_year(question: str, asked_in: Lang, text: str, beside: str, lang: Lang) -> bool:
    asked = _years(question, asked_in)
    if not asked:
        return False
    own, around = _years(text, lang), _years(beside, lang)
    if asked & (own | around):
        return False
    folded = fold(text)
    if own:
        if RELATIVE.search(folded):
            own |= {year + n for year in own for n in range(-_YEARS_BESIDE, _YEARS_BESIDE + 1)}
        plain = own - {int(each["year"]) for each in COMPARED.finditer(folded)}
        return bool(plain) and not asked & own
    # A report of March tells of the year before.
    around |= {int(each["year"]) - 1 for each in REPORTED.finditer(fold(beside))}
    return bool(around) and not asked & around


def _years(text: str, lang: Lang) -> set[int]:
    """The years that a text names: "FY24" and "2023-24" too, and those between two."""
    folded = fold(text)
    found = set(years(text, lang))
    found |= {2000 + int(each["year"]) for each in FISCAL.finditer(folded)}
    for each in (*SEASON.finditer(folded), *YEAR_SPAN.finditer(folded)):
        first, last = int(each["first"]), int(each["last"])
        last += first // 100 * 100 if last < 100 else 0
        if first < last <= first + _LONGEST_SPAN:
            found |= {*range(first, last + 1)}
    return found


def _halves(text: str) -> Times:
    folded = fold(text)
    named = {1 if each["first"] else 2 for each in HALF.finditer(folded)}
    finer = {(quarter + 1) // 2 for quarter in _quarters(text).meant}
    finer |= {(month + 5) // 6 for month in _months(text).meant}
    return _times(named, finer | _beside(folded, named, 2))


def _quarters(text: str) -> Times:
    folded = fold(text)
    found = [*QUARTER.finditer(folded)]
    if found:
        placed = [*PLACED.finditer(folded), *found]
        found = sorted({each.start(): each for each in placed}.values(), key=re.Match.start)
    named = _through(folded, [(each, _place(each.groupdict())) for each in found], 4)
    finer = {(month + 2) // 3 for month in _months(text).meant}
    return _times(named, finer | _beside(folded, named, 4))


def _place(found: Mapping[str, str | None]) -> int:
    digit = found.get("a") or found.get("c") or found["b"]
    return int(digit) if digit else next((n for n in (1, 2, 3) if found[f"q{n}"]), 4)


def _months(text: str) -> Times:
    # Of "may" only the month has a capital, and "mar" without one is a Tuesday in French.
    plain = fold(re.sub(r"\bMar\b(?!-)", "march", re.sub(r"\bmay\b", " ", text)))
    found = [(each, int((each.lastgroup or "m0")[1:])) for each in MONTH.finditer(plain)]
    named = _through(plain, found, 12)
    dates = list(NUMERIC_DATE.finditer(plain))
    named |= {int(each["iso"]) for each in dates if each["iso"]}
    # Which of the two is the month depends on the country.
    either = {int(each[n]) for each in dates if not each["iso"] for n in ("one", "two")}
    told = named | {month for month in either if month <= 12}
    since = set(range(1, max(named) + 1)) if named and OPENING.search(plain) else set()
    return _times(named, told | since | _beside(plain, named, 12))


def _times(named: set[int], meant: set[int]) -> Times:
    return Times(frozenset(named), frozenset(named | meant))


def _beside(folded: str, named: set[int], cycle: int) -> set[int]:
    """Those that a text may mean without naming them: the next, the one before, the first of the
    year, the last."""
    found: set[int] = set()
    if RELATIVE.search(folded):
        found |= {(each - 1 + n) % cycle + 1 for each in named for n in (-1, 1)}
    if OPENING.search(folded):
        found.add(1)
    if CLOSING.search(folded):
        found.add(cycle)
    return found


def _through(text: str, found: list[tuple[re.Match[str], int]], cycle: int) -> set[int]:
    """Those that are named, and of "from January to March" the one between as well."""
    places = {place for _, place in found}
    for (one, first), (other, last) in itertools.pairwise(found):
        if SPAN.fullmatch(text, one.end(), other.start()):
            places |= {(first - 1 + n) % cycle + 1 for n in range((last - first) % cycle)}
    return places
