"""Figures with what matters for comparing them: unit, roundness, and the words of caution."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from assistant.answer.grounding.calendar import days
from assistant.answer.grounding.hedges import Hedge
from assistant.answer.grounding.hedges import hedge as hedge_of
from assistant.answer.grounding.measures import PHYSICAL, PHYSICAL_PATTERN
from assistant.language.number_units import CURRENCIES, DURATIONS, PERCENT, TIMES
from assistant.language.numbers import Figure, numbers
from assistant.records import Lang

SHARE = "share"
# "5 working days", "12 derniers mois"; not "five books a year".
_DURATION_AFTER: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(
        r"[\s-](?!(?:an?|per|each|every|in|of|to|for|the|at|on|by|and|or)\b)[a-z]+[\s-]"
        r"(second|minute|hour|day|week|month|year)s?\b"
    ),
    "fr": re.compile(
        r"\s(?!(?:par|de|des|du|en|dans|chaque|les?|la|un|une|et|ou|à|au|pour)\b)[a-zéèêîôû]+\s"
        r"(secondes?|minutes?|heures?|jours?|semaines?|mois|ans?|années?)\b"
    ),
}
_FRENCH_DURATIONS = {
    "sec": "second", "min": "minute", "heu": "hour", "jou": "day", "sem": "week", "moi": "month",
    "an": "year", "ans": "year", "ann": "year",
}  # fmt: skip
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
_MONTHS = {"month": 1, "year": 12}

_METRES = re.compile(r"(?P<gap>[\s\u00a0\u202f]?)m$")
# "Points de vente" are shops.
_OUTLETS = re.compile(
    r"\s(?:de\s(?:vente|contact|service|distribution|passage)|d['’](?:accueil|entrée|eau))\b"
)
_PARTY = re.compile(r"\b(?:par|d['’]|auprès d['’]|à)\s?un\stiers$", re.I)
_TALL = re.compile(r"\s(?:tall|high|long|wide|deep|away|above|below|race|from|apart)\b")

_OUT_OF: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(r"\s(?:\w+\s){0,2}(?:in|out\sof|of|for)\s(?:every\s|each\s)?$"),
    "fr": re.compile(r"\s(?:\w+\s){0,2}sur\s$"),
}
# "Messages a month in 10 languages" tells no share.
_ONE_OUT_OF: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:one|a)\s(?!(?:day|week|month|quarter|year|time|hour|minute)\s)(?:\w+\s){0,2}(?:in|out\sof)\s(?:every\s|each\s)?$",
        re.I,
    ),
    "fr": re.compile(r"\bune?\s(?:\w+\s){0,3}sur\s$", re.I),
}
# A difference between two figures is told; "to 7" is none.
_APART: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:los[te]\w*|gain\w*|sav(?:e|es|ed|ing)|gap|differen\w+|apart|more|fewer|less|extra|cheaper|dearer|short\w*|by)\b", re.I),
    "fr": re.compile(r"\b(?:perd\w*|gagn\w*|économis\w*|écart|différence|de\s(?:plus|moins)|supplémentaires?)\b", re.I),
}  # fmt: skip
_REACHED = re.compile(r"\b(?:to|at|à|atteint|reached)\s(?:\w+\s)?[$€£]?$", re.I)
_COUNTED = re.compile(
    r"(?:\d|\w)\s?(?:fois|reprises?|times|occasions?)\b|^(?:twice|thrice)\b", re.I
)
_MULTIPLIED = re.compile(
    r"\bmultipli\w+\s(?:by|par)\s(?:près\sde\s|plus\sde\s|about\s|nearly\s)?$", re.I
)
_FRACTION = re.compile(r"(?<![\d/.,])([1-9])/([2-9]|1\d|20)(?![\d/.,])")
_WHOLES = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 100, 1000))


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity: `value` in `unit` (a percentage's is "%", "share" for a worded one).

    `hedge` is the caution before it, `digits` its significant digits, `decimals` those after
    the point; `part` is True for the two numbers of "7 out of 10", whose share stands beside
    them; `apart` where the text speaks of a difference, `count` where "times" may only count
    ("four times", "à quatre reprises"). `text[start:end]` is `raw`.
    """

    value: Decimal
    unit: str
    start: int
    end: int
    raw: str
    hedge: Hedge = ""
    digits: int = 1
    decimals: int = 0
    scaled: bool = False
    worded: bool = False
    part: bool = False
    apart: bool = False
    count: bool = False


@lru_cache(maxsize=8192)
def amounts(text: str, lang: Lang) -> tuple[Amount, ...]:
    """The quantities of a text in order, shares such as "one in five" included."""
    found = [f for f in numbers(text, lang) if f.kind == "quantity"]
    years = {value for kind, value in days(text, lang) if kind == "year"}
    found = [f for f in found if f.unit or f.worded or f.value not in years or f.scale != 1]
    # "Vérifié par un tiers": a third party, no third.
    found = [f for f in found if not (f.worded and _PARTY.search(text[: f.end]))]
    fractions = [_fraction(m) for m in _FRACTION.finditer(text)]
    found = [f for f in found if not any(a.start <= f.start < a.end for a in fractions)]
    read = [_amount(text, _metres(text, figure), lang) for figure in found]
    read = sorted([*read, *fractions], key=lambda a: a.start)
    return tuple(sorted(_with_shares(text, read, lang), key=lambda a: (a.start, a.part)))


def _fraction(match: re.Match[str]) -> Amount:
    """ "1/6": a share, as the words "one sixth" are."""
    share = (Decimal(match[1]) / Decimal(match[2]) * 100).quantize(Decimal("0.0001")).normalize()
    return Amount(share, SHARE, match.start(), match.end(), match[0], worded=True)


def _metres(text: str, figure: Figure) -> Figure:
    """The figure without its scale where "m" stands for metres: "330 m", "30m tall"."""
    end = _METRES.search(text[figure.start : figure.end])
    if not end or figure.scale != 10**6 or figure.unit:
        return figure
    if not end["gap"] and not _TALL.match(text, figure.end):
        return figure
    place = figure.start + end.start()
    return replace(figure, value=figure.value / figure.scale, scale=Decimal(1), end=place)


def _amount(text: str, figure: Figure, lang: Lang) -> Amount:
    value, unit, end = abs(figure.value), figure.unit, figure.end
    if figure.worded and not unit and 0 < value < 1:
        value, unit = value * 100, SHARE
    elif unit == "pp" and _OUTLETS.match(text, figure.end):
        unit = ""
    elif not unit or unit in ("x", "minute", "GBP"):
        value, unit, end = _physical(text, value, unit, figure, lang)
    if not unit and _MULTIPLIED.search(text[: figure.start]):
        unit = TIMES
    digits = re.sub(r"\D", "", text[figure.start : figure.end])
    point = re.search(r"[.,](\d{1,2})(?!\d)", text[figure.start : figure.end])
    return Amount(
        value=value.normalize(),
        unit=unit,
        start=figure.start,
        end=end,
        raw=text[figure.start : end].strip(),
        hedge=hedge_of(text, figure.start, end, lang),
        digits=max(1, len(digits.lstrip("0").rstrip("0") if not point else digits.lstrip("0"))),
        decimals=len(point[1]) if point else 0,
        scaled=figure.scale != 1,
        worded=figure.worded,
        apart=bool(_APART[lang].search(text) and not _REACHED.search(text[: figure.start])),
        count=bool(_COUNTED.search(text[figure.start : end + 12])),
    )


def _physical(
    text: str, value: Decimal, unit: str, figure: Figure, lang: Lang
) -> tuple[Decimal, str, int]:
    """The value in the base unit of its dimension, where a unit of measure follows."""
    if unit == "GBP" and not text[figure.start : figure.end].rstrip().endswith(("pound", "pounds")):
        return value, unit, figure.end
    after = PHYSICAL_PATTERN.match(text, figure.end)
    if after and after.lastindex and unit == "":
        _, dimension, size = PHYSICAL[after.lastindex - 1]
        return value * Decimal(str(size)), dimension, after.end()
    duration = _DURATION_AFTER[lang].match(text, figure.end) if not unit else None
    if duration:
        word = duration[1]
        name = (
            word
            if lang == "en"
            else _FRENCH_DURATIONS[word if len(word) < 4 and word != "mois" else word[:3]]
        )
        return value, name, figure.end
    return value, unit, figure.end


def _with_shares(text: str, read: list[Amount], lang: Lang) -> Iterator[Amount]:
    """Add the share that "7 out of 10" states, and mark its two numbers as parts of it."""
    skip = False
    for place, amount in enumerate(read):
        if skip:
            skip = False
            continue
        whole = read[place + 1] if place + 1 < len(read) else None
        gap = text[amount.end : whole.start] if whole else ""
        if (
            whole
            and not amount.unit
            and not whole.unit
            and 0 < amount.value < whole.value
            and int(whole.value) in _WHOLES
            and _OUT_OF[lang].fullmatch(gap)
        ):
            share = (amount.value / whole.value * 100).quantize(Decimal("0.0001")).normalize()
            yield replace(
                amount, value=share, unit=SHARE, end=whole.end, worded=True,
                raw=text[amount.start : whole.end],
            )  # fmt: skip
            yield replace(amount, part=True)
            yield replace(whole, part=True)
            skip = True
        elif one := _one_of(text, amount, lang):
            yield one
            yield replace(amount, part=True)
        else:
            yield amount


def _one_of(text: str, whole: Amount, lang: Lang) -> Amount | None:
    """ "One in five": its first word is an article elsewhere, so that it is no figure."""
    before = max(0, whole.start - 45)
    one = _ONE_OUT_OF[lang].search(text[before : whole.start])
    if not one or whole.unit or int(whole.value) not in _WHOLES:
        return None
    start = before + one.start()
    share = (100 / whole.value).quantize(Decimal("0.0001")).normalize()
    raw = text[start : whole.end]
    hedge = hedge_of(text, start, whole.end, lang)
    return replace(whole, value=share, unit=SHARE, start=start, raw=raw, worded=True, hedge=hedge)


__all__ = [
    "CURRENCIES",
    "DURATIONS",
    "PERCENT",
    "SHARE",
    "TIMES",
    "Amount",
    "Hedge",
    "amounts",
]
