"""Periods that a text counts by ("a year", "mensuel"), and single ones ("un an plus tôt")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from assistant.answer.grounding.amounts import Amount
from assistant.answer.grounding.reading import Reading
from assistant.records import Lang

_RATE: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:per|an?|each|every)\s(second|minute|hour|day|week|month|quarter|year)\b(?!\s(?:earlier|later|ago|before|after|in))"
        r"|\b(hourly|daily|weekly|monthly|quarterly|yearly|annual|annually)\b", re.I),
    "fr": re.compile(
        r"\bpar\s(seconde|minute|heure|jour|semaine|mois|trimestre|an|année)\b"
        r"|\b(quotidien|hebdomadaire|mensuel|trimestriel|annuel)(?:le)?(?:ment)?s?\b|\bchaque\s(jour|semaine|mois|année|heure)\b", re.I),
}  # fmt: skip
_RATE_NAMES = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month",
               "quarterly": "quarter", "yearly": "year", "annual": "year", "annually": "year",
               "seconde": "second", "heure": "hour", "jour": "day", "semaine": "week",
               "mois": "month", "trimestre": "quarter", "an": "year", "année": "year",
               "quotidien": "day", "hebdomadaire": "week", "mensuel": "month",
               "trimestriel": "quarter", "annuel": "year"}  # fmt: skip
_SINGLE: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:an?|one|the\sprevious|the\sprior|last)\s(day|week|month|quarter|year|decade|century)\b", re.I),
    "fr": re.compile(r"\b(?:une?|l['’])\s?(jour|semaine|mois|trimestre|an|année|décennie|siècle)\b", re.I),
}  # fmt: skip


@lru_cache(maxsize=8192)
def rates(text: str, lang: Lang) -> frozenset[str]:
    """The periods that a text counts by: "a year", "mensuel"."""
    found = (next(g for g in m.groups() if g).lower() for m in _RATE[lang].finditer(text))
    return frozenset(_RATE_NAMES.get(each, each) for each in found)


@lru_cache(maxsize=8192)
def single(text: str, lang: Lang) -> tuple[Amount, ...]:
    """Durations of one, which no number tells: "a year earlier", "un an plus tôt"."""
    names = {"décennie": "decade", "siècle": "century"} | _RATE_NAMES
    return tuple(
        Amount(Decimal(1), names.get(m[1].lower(), m[1].lower()), m.start(), m.end(), m[0])
        for m in _SINGLE[lang].finditer(text)
    )


_BOUND: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(r"\b(?P<side>before|prior\sto|earlier\sthan|after|later\sthan)\s(?:the\s(?:end|start)\sof\s|\w+\s){0,2}?(?P<year>[12]\d{3})\b"),
    "fr": re.compile(r"\b(?P<side>avant|après)\s(?:la\sfin\sde\s|le\sdébut\sde\s|\w+\s){0,2}?(?P<year>[12]\d{3})\b"),
}  # fmt: skip
_LATER = ("after", "later", "après")


def bounds(year: int, sentence: Reading, evidence: Reading) -> bool:
    """ "Before 1990" for a thing of 1987: every year of the evidence lies on the side named."""
    sides = [m["side"] for m in _BOUND[sentence.lang].finditer(sentence.lowered)
             if int(m["year"]) == year]  # fmt: skip
    given = [value for kind, value in evidence.days if kind == "year"]
    if not sides or not given:
        return False
    later = sides[0].startswith(_LATER)
    return all((value > year) if later else (value < year) for value in given)
