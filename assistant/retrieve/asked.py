"""What kind of thing a question asks for (a person, a date, a price…), and whether a quote has it.

A sentence can be about the very thing asked and not tell it: "Who signed the contract?" beside a
contract that names no one. And one that gives a figure of another quarter gives the wrong figure.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache

from assistant.language.words import fold
from assistant.records import Lang
from assistant.retrieve.asked_contrast import about_another, elsewhere
from assistant.retrieve.asked_given import Told, has, misfit
from assistant.retrieve.asked_times import other_time
from assistant.retrieve.asked_words import ASKED, DONE_BY, Sort

__all__ = ["Told", "amiss", "elsewhen", "given", "lacking", "sort_of"]

_PATTERNS = {
    lang: tuple((sort, re.compile(words)) for sort, words in rows) for lang, rows in ASKED.items()
}

_TOKEN = re.compile(r"[^\W_]+")
_PROPER = re.compile(r"[A-ZÀ-Þ][\w-]*[a-zà-ÿ][\w-]*")
_ALIKE = 0.8
_NO_NAMES = """
january february march april may june july august september october november december
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi
dimanche board conseil
"""
_CALENDAR = frozenset(_NO_NAMES.split())
# A figure may be told in words, and a person by what they are; these hardly.
_STRICT: frozenset[Sort] = frozenset(("name", "money", "time", "duration"))
_FIGURES: frozenset[Sort] = frozenset(("number", "money"))


# Asked of each of a question's quotes anew.
@lru_cache(maxsize=64)
def sort_of(question: str, lang: Lang) -> Sort | None:
    """The sort of thing that a question asks for; None where it does not tell."""
    folded = fold(question.strip())
    return next((sort for sort, asked in _PATTERNS[lang] if asked.search(folded)), None)


def given(question: str, lang: Lang, told: Told) -> float:
    """1 where a quote has the sort of thing that is asked for, -1 where not, 0 where it may have,
    where the question does not tell what that is, or where a reason may be told without saying so.
    """
    sort = sort_of(question, lang)
    if sort is None:
        return 0.0
    found = has(sort, question, lang, told)
    return max(found, 0.0) if sort == "reason" else found


def amiss(question: str, lang: Lang, told: Told) -> bool:
    """True for a quote that cannot answer, however near it is: of another time, place or side,
    in another unit, or without the name, the price, the date or the duration that is asked for."""
    if elsewhen(question, lang, told) or misfit(question, lang, told):
        return True
    beside = f"{told.header} {told.around}"
    if about_another(question, told.text, beside):
        return True
    sort = sort_of(question, lang)
    # What to do in a place may be told for all places; a figure is that of one.
    if sort in _FIGURES and elsewhere(question, lang, told.text, beside, told.lang, _CALENDAR):
        return True
    if sort == "person" and DONE_BY.search(fold(question)):
        sort = "name"
    return sort in _STRICT and has(sort, question, lang, told) < 0


def elsewhen(question: str, lang: Lang, told: Told) -> bool:
    """True where a question is about a year, a half-year, a quarter or a month, and the quote and
    what stands around it name others only."""
    return other_time(question, lang, told.text, f"{told.header} {told.around}", told.lang)


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
