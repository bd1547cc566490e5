"""What kind of thing a question asks for (a person, a date, a price…), and whether a quote has it.

A sentence can be about the very thing asked and not tell it: "Who signed the contract?" beside a
contract that names no one. And one that gives a figure of another quarter gives the wrong figure.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from assistant.language.number_units import CURRENCIES, DURATIONS
from assistant.language.numbers import figures, numbers, years
from assistant.language.words import fold
from assistant.records import Lang
from assistant.retrieve.asked_words import (
    ASKED,
    MONEY,
    MONTH,
    NOBODY,
    PERSON,
    PLACED,
    QUARTER,
    RHYTHM,
    ROLES,
    SPAN,
    WHEN,
    WHY,
    Sort,
)

_PATTERNS = {
    lang: tuple((sort, re.compile(words)) for sort, words in rows) for lang, rows in ASKED.items()
}

_TOKEN = re.compile(r"[^\W_]+")
_PROPER = re.compile(r"[A-ZÀ-Þ][\w-]*[a-zà-ÿ][\w-]*")
_ALIKE = 0.8
_NO_NAMES = """
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday board conseil
"""
_CALENDAR = frozenset(_NO_NAMES.split())


def sort_of(question: str, lang: Lang) -> Sort | None:
    """The sort of thing that a question asks for; None where it does not tell."""
    folded = fold(question.strip())
    return next((sort for sort, asked in _PATTERNS[lang] if asked.search(folded)), None)


@dataclass(frozen=True, slots=True)
class Told:
    """A quote, the names of its columns, and what stands around it: its passage and the titles
    above."""

    text: str
    header: str
    around: str
    lang: Lang


def given(question: str, lang: Lang, told: Told) -> float:
    """1 where a quote has the sort of thing that is asked for, -1 where not, 0 where the question
    does not tell what that is, or where a reason may be told without saying so."""
    sort = sort_of(question, lang)
    if sort is None:
        return 0.0
    if _GIVEN[sort](question, lang, told):
        return 1.0
    return 0.0 if sort == "reason" else -1.0


def amiss(question: str, lang: Lang, told: Told) -> bool:
    """True for a quote that cannot answer, however near it is: of another time, or without the
    name, the price, the date or the duration that is asked for."""
    if elsewhen(question, lang, told):
        return True
    sort = sort_of(question, lang)
    return sort in _STRICT and not _GIVEN[sort](question, lang, told)


def elsewhen(question: str, lang: Lang, told: Told) -> bool:
    """True where a question is about a year, a quarter or a month, and the quote and what stands
    around it name others only."""
    around = f"{told.text} {told.header} {told.around}"
    asked, said = years(question, lang), years(around, told.lang)
    if asked and said and not asked & said:
        return True
    return any(
        bool(wanted := of(question)) and bool(named := of(told.text)) and not wanted & (
            named | of(told.around)
        )
        for of in (_quarters, _months)
    )  # fmt: skip


def lacking(question: str, lang: Lang, told: Told) -> float:
    """The share, 0 to 1, of the names in a question of which neither the quote nor what stands
    around it speaks; 0 across languages, where a place may go by another name."""
    if told.lang != lang:
        return 0.0
    tokens = _TOKEN.findall(question)
    named = {fold(each) for each in tokens[1:] if _PROPER.fullmatch(each)} - _CALENDAR
    if not named or 2 * sum(each[0].isupper() for each in tokens) > len(tokens):
        return 0.0
    said = set(_TOKEN.findall(fold(f"{told.text} {told.header} {told.around}")))
    return sum(not _heard(each, said) for each in named) / len(named)


def _heard(name: str, said: set[str]) -> bool:
    """True where a name stands there, be it misspelt on either side."""
    return name in said or bool(get_close_matches(name, said, 1, _ALIKE))


def _quarters(text: str) -> set[int]:
    folded = fold(text)
    found = [*QUARTER.finditer(folded)]
    if found:
        named = [*PLACED.finditer(folded), *found]
        found = sorted({each.start(): each for each in named}.values(), key=re.Match.start)
    return _through(folded, [(each, _place(each.groupdict())) for each in found], 4)


def _place(found: Mapping[str, str | None]) -> int:
    digit = found.get("a") or found["b"]
    return int(digit) if digit else next((n for n in (1, 2, 3) if found[f"q{n}"]), 4)


def _months(text: str) -> set[int]:
    # Of "may" only the month has a capital.
    plain = fold(re.sub(r"\bmay\b", " ", text))
    found = [(each, int((each.lastgroup or "m0")[1:])) for each in MONTH.finditer(plain)]
    return _through(plain, found, 12)


def _through(text: str, found: list[tuple[re.Match[str], int]], cycle: int) -> set[int]:
    """Those that are named, and of "from January to March" the one between as well."""
    places = {place for _, place in found}
    for (one, first), (other, last) in itertools.pairwise(found):
        if SPAN.fullmatch(text, one.end(), other.start()):
            places |= {(first - 1 + n) % cycle + 1 for n in range((last - first) % cycle)}
    return places


def _numbered(question: str, lang: Lang, told: Told) -> bool:
    """A figure that the question does not hold itself."""
    asked = {each.value for each in numbers(question, lang)}
    return any(each.value not in asked for each in figures(told.text, told.lang))


def _priced(question: str, lang: Lang, told: Told) -> bool:
    if not _numbered(question, lang, told):
        return False
    units = {each.unit for each in figures(told.text, told.lang)}
    # The unit of a cell may stand in the head of its table.
    return bool(units & CURRENCIES) or bool(MONEY.search(f"{told.header} {told.text}".lower()))


def _dated(question: str, lang: Lang, told: Told) -> bool:
    """A date, or a delay: "when" and "how long" may be told by either."""
    dates = (each for each in numbers(told.text, told.lang) if each.kind in ("year", "date"))
    if any(dates) or WHEN.search(fold(told.text)):
        return True
    return any(each.unit in DURATIONS for each in figures(told.text, told.lang))


def _named(question: str, lang: Lang, told: Told) -> bool:
    """A name that the question does not hold itself and that is no month and no network."""
    known = fold(question)
    found = (fold(each[0]) for each in PERSON.finditer(told.text))
    return any(
        each not in known and not MONTH.search(each) and not NOBODY.fullmatch(each)
        for each in found
    )


def _peopled(question: str, lang: Lang, told: Told) -> bool:
    if _named(question, lang, told):
        return True
    known = fold(question)
    return any(each[0] not in known for each in ROLES.finditer(fold(told.text)))


# A figure may be told in words, and a person by what they are; these hardly.
_STRICT: frozenset[Sort] = frozenset(("name", "money", "time", "duration"))
_GIVEN: Mapping[Sort, Callable[[str, Lang, Told], bool]] = {
    "name": _named,
    "person": _peopled,
    "time": _dated,
    "duration": _dated,
    "rhythm": lambda _, __, told: (
        bool(RHYTHM.search(fold(told.text)))
        or any(each.unit in DURATIONS for each in figures(told.text, told.lang))
    ),
    "money": _priced,
    "number": _numbered,
    "reason": lambda _, __, told: bool(WHY.search(fold(told.text))),
}
