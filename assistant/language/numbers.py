"""Figures in French and English prose, normalised so that both languages compare equal.

`0,34 %` is `0.34%`, `1 300 milliards` is `1.3 trillion`, `5 à 9 %` is `5-9%`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from assistant.language.number_context import Kind, mask, uncounted
from assistant.language.number_units import (
    CURRENCIES,
    DURATIONS,
    PERCENT,
    currency_before,
    half_after,
    scale_after,
    unit_after,
)
from assistant.language.number_words import ratio, spelled
from assistant.records import Lang

# Thousands are grouped by spaces of any width, and by apostrophes in Switzerland; an initial
# letter glued to the first group makes it a name ("Q4 300 people"), not a group.
_GROUP = "[ \u00a0\u202f\u2009'’]"
_GROUPED = rf"(?<![^\W\d_])\d{{1,3}}(?:{_GROUP}\d{{3}})+(?!\d)"
_FRACTION = r"(?<![\d/.,])(?P<count>[1-3])/(?P<whole>10|[2-9])(?![\d/])"
_NUMERAL: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        rf"{_FRACTION}|{_GROUPED}(?:,\d+)?"
        r"|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d+[,.]\d+|\d+"
    ),
    "en": re.compile(
        rf"{_FRACTION}|\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?|{_GROUPED}(?:\.\d+)?"
        r"|\d+\.\d+|\d+,\d{1,2}(?!\d)|\d+"
    ),
}
# What may stand between two numbers that share one unit; a comma shares no scale.
_ABOUT = r"(?:(?:environ|près de|à|about|nearly)\s)?"
_JOINER = re.compile(r"\s?(?:-|–|—|/|à|to|,|et|and|ou|or|puis|then|, et|, and)\s?" + _ABOUT, re.I)
_DIGIT = re.compile(r"\d")
_MINUS = re.compile(r"(?<![\w).%])(?:-|−\s?)$")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
_NO_SCALE = re.compile(r"\s?[,/]")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text: `value` with its scale applied, in `unit`.

    `unit` is "%", "pp" (points), "x" (times), a currency code, a duration in English
    ("month"), or "" for a count. `kind` tells quantities from years, dates, ordinals and
    numbers inside names. `worded` is True where the number is spelled out, and so may be
    rounder than what it stands for. `scale` is the factor that a word such as "millions"
    gave. `text[start:end]` is `raw`.
    """

    value: Decimal
    unit: str
    start: int
    end: int
    raw: str
    kind: Kind = "quantity"
    worded: bool = False
    scale: Decimal = Decimal(1)

    @property
    def key(self) -> tuple[Decimal, str]:
        """What is compared: the value and its unit, durations and counts being one."""
        return self.value, "" if self.unit in DURATIONS else self.unit

    @property
    def approximate(self) -> bool:
        """True for a number in words such as "a third" or "deux fois"."""
        return self.worded


def figures(text: str, lang: Lang) -> tuple[Figure, ...]:
    """The quantities of a text: no year, date, ordinal, or number that is part of a name."""
    return tuple(each for each in numbers(text, lang) if each.kind == "quantity")


def years(text: str, lang: Lang) -> frozenset[int]:
    """The calendar years that a text names."""
    found = (each for each in numbers(text, lang) if each.kind in ("year", "date"))
    return frozenset(int(each.value) for each in found if 1000 <= each.value <= 2999)


@lru_cache(maxsize=8192)
def numbers(text: str, lang: Lang) -> tuple[Figure, ...]:
    """Every number of a text in order, whatever its kind."""
    masked = mask(text)
    spans = uncounted(masked, lang) if _DIGIT.search(masked) else []
    found: list[Figure] = []
    for numeral in _NUMERAL[lang].finditer(masked) if _DIGIT.search(masked) else ():
        kind = next((k for start, end, k in spans if start <= numeral.start() < end), None)
        figure = _numeral(masked, numeral, lang, kind)
        if not found or figure.start >= found[-1].end:
            found.append(figure)
    taken = [(each.start, each.end) for each in found] + [span[:2] for span in spans]
    for start, end, value, unit in spelled(masked, lang):
        if not any(first < end and start < last for first, last in taken):
            found.append(_spelled(masked, (start, end), value, unit, lang))
    ordered = _share_units(masked, sorted(found, key=lambda each: each.start))
    return tuple(replace(each, raw=text[each.start : each.end]) for each in ordered)


def _numeral(text: str, numeral: re.Match[str], lang: Lang, kind: Kind | None) -> Figure:
    """One numeral in digits, with the sign, currency, scale and unit around it."""
    start, end = numeral.span()
    if numeral["count"]:
        value = ratio(int(numeral["count"]), int(numeral["whole"]))
        return Figure(value, "", start, end, "", kind or "quantity")
    value = _decimal(numeral[0], lang)
    if kind:
        return Figure(value, "", start, end, "", kind)
    before = currency_before(text, start)
    unit, start = before if before else ("", start)
    value, end, scale = _scaled(text, value, end, lang)
    after = unit_after(text, end, lang)
    if after and not unit:
        unit, end = after
    if _MINUS.search(text, max(0, start - 3), start):
        value = -value
    bare = not unit and _BARE_YEAR.fullmatch(text, start, end)
    kind = "year" if bare and scale == 1 else "quantity"
    return Figure(value, unit, start, end, "", kind, scale=scale)


def _decimal(digits: str, lang: Lang) -> Decimal:
    digits = re.sub(_GROUP, "", digits)
    if lang == "fr":
        grouped = re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?|.*\..*\..*", digits)
        digits = digits.replace(".", "") if grouped else digits
        return Decimal(digits.replace(",", "."))
    if re.fullmatch(r"\d+,\d{1,2}", digits):
        return Decimal(digits.replace(",", "."))
    return Decimal(digits.replace(",", ""))


def _scaled(text: str, value: Decimal, end: int, lang: Lang) -> tuple[Decimal, int, Decimal]:
    """Apply "millions" and "et demi" after it: the value, where its words end, the factor."""
    scale = scale_after(text, end, lang)
    if not scale:
        return value, end, Decimal(1)
    half = half_after(text, scale[1], lang)
    value = value + Decimal("0.5") if half else value
    return value * scale[0], half or scale[1], scale[0]


def _spelled(text: str, span: tuple[int, int], value: Decimal, unit: str, lang: Lang) -> Figure:
    start, end = span
    half = half_after(text, end, lang)
    if half:
        scale = next((s for s in (10**12, 10**9, 10**6, 1000) if value >= s), 1)
        value, end = value + Decimal(scale) / 2, half
    after = unit_after(text, end, lang) if not unit else None
    if after:
        unit, end = after
    return Figure(value, unit, start, end, "", worded=True)


def _share_units(text: str, found: list[Figure]) -> list[Figure]:
    """In "5 à 9 %", "$10-15" and "28, 19 and 6%" one unit serves the whole range or list."""
    for i in range(len(found) - 2, -1, -1):
        first, second = found[i], found[i + 1]
        gap = text[first.end : second.start]
        if first.kind != "quantity" or second.kind != "quantity" or not _JOINER.fullmatch(gap):
            continue
        ranged = not _NO_SCALE.match(gap)
        if ranged and first.scale == 1 and _within_reach(first, second):
            first = replace(first, value=first.value * second.scale, scale=second.scale)
        unit = first.unit or (second.unit if ranged or not first.worded else "")
        found[i] = replace(first, unit=unit)
        tight = gap in ("-", "–") or (ranged and second.scale != 1)
        if tight and not second.unit and first.unit in CURRENCIES:
            found[i + 1] = replace(second, unit=first.unit)
    return found


def _within_reach(first: Figure, second: Figure) -> bool:
    """In "5 à 9 millions" the scale serves both; in "500 to 1 million" it does not."""
    if first.worded or first.value >= 1000 or first.unit not in ("", *CURRENCIES):
        return False
    return first.value * second.scale < second.value * 20


def agree(one: Figure, other: Figure) -> bool:
    """True where two figures state the same amount, "a third" and "33 %" included."""
    if one.key == other.key:
        return True
    for share, percent in ((one, other), (other, one)):
        if share.worded and not share.unit and percent.unit == PERCENT and 0 < share.value < 1:
            return abs(share.value * 100 - percent.value) < 1
    return False


def missing(wanted: Iterable[Figure], among: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures that have no counterpart; each counterpart serves once, digits first."""
    left = sorted(among, key=lambda each: each.worded)
    unmet: list[Figure] = []
    for figure in sorted(wanted, key=lambda each: each.worded):
        match = next((each for each in left if each.key == figure.key), None)
        match = match or next((each for each in left if agree(each, figure)), None)
        if match is None:
            unmet.append(figure)
        else:
            left.remove(match)
    return tuple(unmet)
