"""The figure and the deadline in an objective: "from 18 to 12 %", "by 20 %", "in 18 months"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from assistant.language.numbers import Figure, figures
from assistant.language.words import fold
from assistant.records import Lang

Move = Literal["change", "points", "level", "pair"]

_LESS = re.compile(
    r"\b(?:reduc\w*|reduir\w*|reduis\w*|cut|lower\w*|decreas\w*|shorten\w*|baiss\w+|diminu\w+|"
    r"raccourc\w+|ramener|fewer|less|bring down|take .{1,12} out|limit\w*|halve|drop|moins|"
    r"alleger|economis\w+|save)\b"
)
_MORE = re.compile(
    r"\b(?:increas\w*|rais\w+|grow\w*|lift\w*|boost\w*|improv\w*|augment\w+|accroit\w*|doubl\w+|"
    r"tripl\w+|amelior\w+|gagn\w+|gain\w*|win|more|plus|relever|porter|add|develop\w*|win)\b"
)
_MONTHS = (
    ("january", "janvier"), ("february", "fevrier"), ("march", "mars"), ("april", "avril"),
    ("may", "mai"), ("june", "juin"), ("july", "juillet"), ("august", "aout"),
    ("september", "septembre"), ("october", "octobre"), ("november", "novembre"),
    ("december", "decembre"),
)  # fmt: skip
_MONTH_NUMBERS = {name: n for n, names in enumerate(_MONTHS, 1) for name in names}
_WORD_NUMBERS = {
    "a": 1, "an": 1, "un": 1, "une": 1, "one": 1, "two": 2, "deux": 2, "three": 3, "trois": 3,
    "four": 4, "quatre": 4, "five": 5, "cinq": 5, "six": 6, "twelve": 12, "douze": 12,
    "eighteen": 18, "dix-huit": 18,
}  # fmt: skip
_SPAN = re.compile(
    rf"\b(?:in|within|en|dans|sous|over|sur|d'ici|next|coming|prochains?|les) "
    rf"(?:the |les )?(?:next |coming )?(\d{{1,3}}|{'|'.join(_WORD_NUMBERS)}) ?"
    r"(?:prochain(?:e)?s )?(months?|mois|years?|ans?|annees?|quarters?|"
    r"trimestres?|weeks?|semaines?)\b"
)
_IN_MONTHS = {"m": 1.0, "y": 12.0, "a": 12.0, "q": 3.0, "t": 3.0, "w": 0.23, "s": 0.23}
_DATE = re.compile(
    rf"\b(?:by|before|until|in|d'ici|avant|en|fin|end of)\b.{{0,14}}?\b"
    rf"(?:({'|'.join(_MONTH_NUMBERS)})\b ?(20\d\d)?|"
    r"q([1-4]) ?(20\d\d)?|t([1-4]) ?(20\d\d)?|(20\d\d))"
)
_TIMES = {"minute": "minutes", "hour": "hours", "day": "days"}
_TIME = re.compile(r"\s?(min\b|h\b)")
_SHORT = {"min": "minutes", "h": "hours"}
# "25 to 40 year olds", "18 months": an age or a deadline, never a level.
_NO_LEVEL = ("second", "week", "month", "year")


@dataclass(frozen=True, slots=True)
class Ambition:
    """What an objective asks of an indicator.

    `move`: "change" by `value` percent, by `value` "points", to a "level", or a "pair" from
    `start` to `value`. `unit` is %, pp, a currency, minutes, hours, days or "". `sign` is 1 for
    more, -1 for less, 0 where the words do not tell.
    """

    move: Move
    value: float
    unit: str
    sign: int
    start: float | None = None


def ambition(text: str, lang: Lang) -> Ambition | None:
    """The first figure that is no date and no deadline, with what it means."""
    folded = fold(text)
    sign = _sign(folded)
    for words, value in (("doubl", 100.0), ("tripl", 200.0), ("halve|diviser par deux", -50.0)):
        if re.search(rf"\b(?:{words})", folded):
            return Ambition("change", abs(value), "%", -1 if value < 0 else 1)
    spans = [match.span() for pattern in (_SPAN, _DATE) for match in pattern.finditer(folded)]
    found = [
        figure
        for figure in figures(text, lang)
        if figure.kind == "quantity"
        and figure.unit not in _NO_LEVEL
        and not any(start <= figure.start < end for start, end in spans)
    ]
    if not found:
        return None
    pair = _pair(text, found, sign)
    return pair or _single(text, folded, found[0], sign)


def _pair(text: str, found: list[Figure], sign: int) -> Ambition | None:
    for first, second in pairwise(found):
        if pair := _joined(text, first, second, sign):
            return pair
    return None


def _joined(text: str, first: Figure, second: Figure, sign: int) -> Ambition | None:
    before = fold(text[: first.start]).rstrip(" €$£")
    between = fold(text[first.end : second.start])
    joined = re.fullmatch(r"\s*(?:\w+ )?(?:to|a|up to|jusqu'a|->|→)\s*[€$£]?", between)
    if not joined or not re.search(r"\b(?:from|de|passer de)$", before):
        return None
    unit = _unit(text, second) or _unit(text, first)
    start, end = float(first.value), float(second.value)
    return Ambition("pair", end, unit, (end > start) - (end < start) or sign, start)


def _single(text: str, folded: str, figure: Figure, sign: int) -> Ambition:
    unit = _unit(text, figure)
    before = fold(text[: figure.start]).rstrip(" €$£")
    after = fold(text[figure.end : figure.end + 14]).strip()
    value = float(figure.value)
    by = re.search(r"\b(?:by|of)$|(?:^|[^\w])\+$", before) or (
        before.endswith(" de") and not re.search(r"\b(?:plus|moins|more|less) de$", before)
    )
    rather = re.match(r"(?:more|fewer|less|higher|lower|de plus|de moins|out of|off)\b", after)
    straight = sign and unit == "%" and re.search(r"\b(?:take|save|gagner|cut|reduire)$", before)
    if unit == "pp":
        return Ambition("points", abs(value), unit, sign or 1)
    if unit == "%" and (by or rather or straight):
        return Ambition("change", abs(value), unit, sign or (1 if value > 0 else -1))
    return Ambition("level", value, unit, sign)


def _unit(text: str, figure: Figure) -> str:
    if figure.unit:
        return _TIMES.get(figure.unit, figure.unit)
    match = _TIME.match(fold(text[figure.end :]))
    return _SHORT[match[1]] if match else ""


def _sign(folded: str) -> int:
    less, more = _LESS.search(folded), _MORE.search(folded)
    if less and more:
        return -1 if less.start() < more.start() else 1
    return -1 if less else 1 if more else 0


def months_in(text: str, start: tuple[int, int] | None) -> int | None:
    """The length in months that an objective states; dates are counted from `start`, to the end
    of the month, quarter or year that they name. None where it states none, or one gone by."""
    folded = fold(text)
    if span := _SPAN.search(folded):
        count = _WORD_NUMBERS.get(span[1]) or int(span[1])
        months = max(1, round(count * _IN_MONTHS[span[2][0]]))
        return months if months <= 120 else None
    date = _DATE.search(folded)
    if not date or start is None:
        return None
    name, year, quarter, quarter_year, term, term_year, bare = date.groups()
    month = _MONTH_NUMBERS[name] if name else 3 * int(quarter or term) if quarter or term else 12
    told = year or quarter_year or term_year or bare
    first = start[0] * 12 + start[1] - 1
    end = (int(told) if told else start[0]) * 12 + month - 1
    if not told and end < first:
        end += 12
    return end - first + 1 if end >= first else None
