"""Years, dates and ranks that a text names, as numbers that both languages share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from assistant.language.numbers import numbers
from assistant.records import Lang

# ("year", 2014), ("month", 9), ("day", 17), ("decade", 1990), ("clock", 1430)
Day = tuple[str, int]

_MONTHS: Mapping[Lang, tuple[str, ...]] = {
    "en": ("jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?",
           "aug(?:ust)?", "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?"),
    "fr": ("janv(?:ier)?", "févr(?:ier)?", "mars", "avr(?:il)?", "mai", "juin", "juil(?:let)?",
           "août", "sept(?:embre)?", "oct(?:obre)?", "nov(?:embre)?", "déc(?:embre)?"),
}  # fmt: skip
_MONTH: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:"
        + "|".join(f"({m})" for m in (w[0].upper() + w[1:] for w in _MONTHS["en"]))
        + r")\b"
    ),
    "fr": re.compile(r"(?<!\w)(?:" + "|".join(f"({m})" for m in _MONTHS["fr"]) + r")\b", re.I),
}
# Short and double-edged month words count only beside a number.
_DOUBTFUL = re.compile(r"^(?:May|March|Mar|Dec|Jan|Sept?|Oct|Nov|Mars|mars|Mai|sept|oct|nov)$")
_NUMERIC = re.compile(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)|(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<c>(?:19|20)\d\d))(?!\d)"
)
_CLOCK = re.compile(
    r"(?<![\d:,.])(?P<h>[01]?\d|2[0-4])(?:(?:[:.]|\s?h\s?)(?P<m>[0-5]\d))?\s?(?P<half>a\.?m\b\.?|p\.?m\b\.?)?",
    re.I,
)
_WEEKDAYS: Mapping[Lang, str] = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
}
_WEEKDAY: Mapping[Lang, re.Pattern[str]] = {
    lang: re.compile(r"\b(?:" + "|".join(f"({day})" for day in days.split()) + r")s?\b")
    for lang, days in _WEEKDAYS.items()
}
_DECADE = re.compile(
    r"(?<!\d)(?P<y>(?:1[5-9]|20)\d0)s\b|\bannées\s(?P<f>(?:19|20)?\d0)\b|(?<!\d)[’'](?P<s>\d0)s\b"
)
_SPAN = re.compile(r"(?<![\d-])(?P<from>(?:1\d|20)\d\d)\s?[-–/]\s?(?P<to>\d\d)(?!\d)")
_PAST = re.compile(r"(?<![\d.,$€£])(1[0-8]\d\d)(?![\d%]|[.,]\d|\s?%)")
_ROMAN = re.compile(r"(?<!\w)(?P<r>[IVX]+)(?:e|er|ère|ème|è)(?!\w)")
_NUMBERED = re.compile(
    r"(?<![\d.,])(?P<n>\d{1,3})\s?(?:st|nd|rd|th|er|ers|re|ère|e|es|ème|èmes|nd|nde)(?!\w)"
)
_ORDER: Mapping[Lang, tuple[str, ...]] = {
    "en": ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
           "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
           "seventeenth", "eighteenth", "nineteenth", "twentieth"),
    "fr": ("premi(?:er|ère)s?", "deuxièmes?|seconde?s?", "troisièmes?", "quatrièmes?", "cinquièmes?",
           "sixièmes?", "septièmes?", "huitièmes?", "neuvièmes?", "dixièmes?", "onzièmes?",
           "douzièmes?", "treizièmes?", "quatorzièmes?", "quinzièmes?", "seizièmes?",
           "dix-septièmes?", "dix-huitièmes?", "dix-neuvièmes?", "vingtièmes?"),
}  # fmt: skip
_ORDINAL: Mapping[Lang, re.Pattern[str]] = {
    lang: re.compile(
        r"(?<![\w-])(?:" + "|".join(f"({w})" for w in table) + r")(?!\w|\spart(?:y|ies)\b)", re.I
    )
    for lang, table in _ORDER.items()
}


@lru_cache(maxsize=8192)
def days(text: str, lang: Lang) -> frozenset[Day]:
    """The years, months, days, decades and hours that a text names."""
    found: set[Day] = set()
    plain = text.replace("\u202f", " ").replace("\u00a0", " ")
    for match in _NUMERIC.finditer(plain):
        found |= _numeric(match)
    blotted = _NUMERIC.sub(lambda m: "·" * len(m[0]), plain)
    for number in numbers(blotted, lang):
        value = int(number.value)
        if number.kind == "year" and 1000 <= value < 3000:
            found.add(("year", value))
        elif number.kind == "date" and value <= 31 and _in_date(blotted, number.start, number.end):
            found.add(("day", value))
    found |= {("year", int(m[1])) for m in _PAST.finditer(blotted) if _dated(blotted, m)}
    for span in _SPAN.finditer(blotted):
        found |= {("year", int(span["from"])), ("year", int(span["from"][:2] + span["to"]))}
    for month in _MONTH[lang].finditer(blotted):
        if month.lastindex and _is_month(blotted, month):
            found.add(("month", month.lastindex))
    for weekday in _WEEKDAY[lang].finditer(blotted):
        # "Small Business Saturday" is a name.
        if lang == "fr" or not re.search(r"[A-Z]\w+\s$", blotted[: weekday.start()]):
            found.add(("weekday", weekday.lastindex or 0))
    for decade in _DECADE.finditer(blotted):
        short = int(decade["y"] or decade["f"] or decade["s"])
        found.discard(("year", short))
        found.add(("decade", short if short > 99 else 1900 + short))
    found |= {("clock", each) for each in _hours(blotted)}
    return frozenset(found)


def _numeric(match: re.Match[str]) -> set[Day]:
    if match["y"]:
        return {("year", int(match["y"])), ("month", int(match["m"])), ("day", int(match["d"]))}
    one, other = int(match["a"]), int(match["b"])
    # A month above twelve is a day: the American order.
    day, month = (other, one) if other > 12 else (one, other)
    return {("year", int(match["c"])), ("month", month), ("day", day)}


def _in_date(text: str, start: int, end: int) -> bool:
    return ":" not in text[max(0, start - 1) : end + 1] and not re.match(
        r"\s?(?:h\b|h\d|[ap]\.?m\b)", text[end : end + 5], re.I
    )


def _dated(text: str, match: re.Match[str]) -> bool:
    """True where four digits from 1000 to 1899 are a year: they stand alone, without a noun."""
    before = text[: match.start()].rstrip()[-12:].casefold()
    after = text[match.end() :].lstrip()[:12].casefold()
    if re.match(r"[a-zà-ÿ]", after) and not re.match(
        r"(?:and|et|to|à|by|par|in|en|the|le|la|l'|when|after|before|was|had|he|she|until|at|when)\b",
        after,
    ):
        return bool(re.search(r"(?:\bin|\ben|since|depuis|until|jusqu'en|from|by|de)$", before))
    return True


def _is_month(text: str, match: re.Match[str]) -> bool:
    word = match[0]
    if not _DOUBTFUL.match(word):
        return len(word) > 3 or bool(
            re.search(r"\d\s?$|^\.?\s?\d", text[match.end() : match.end() + 3])
        )
    beside = (
        text[max(0, match.start() - 8) : match.start()] + "|" + text[match.end() : match.end() + 6]
    )
    return bool(re.search(r"\d|\b(?:in|en|since|of|by|until|late|early|fin|début)\s\|", beside))


def _hours(text: str) -> set[int]:
    found = set()
    for match in _CLOCK.finditer(text):
        hour, minute, half = int(match["h"]), int(match["m"] or 0), (match["half"] or "").casefold()
        marked = half or ":" in match[0] or re.search(r"\dh\d|\d h \d", match[0].casefold())
        if not marked or (match["m"] is None and not half):
            continue
        if half.startswith("p") and hour < 12:
            hour += 12
        elif half.startswith("a") and hour == 12:
            hour = 0
        found.add(hour * 100 + minute)
    return found


@lru_cache(maxsize=8192)
def ordinals(text: str, lang: Lang) -> frozenset[int]:
    """The ranks that a text names: "19th", "XIXe", "third"; fractions are not ranks."""
    found = {int(m["n"]) for m in _NUMBERED.finditer(text)}
    found |= {_roman(m["r"]) for m in _ROMAN.finditer(text)}
    fractions = [(f.start, f.end) for f in numbers(text, lang) if f.kind == "quantity"]
    for match in _ORDINAL[lang].finditer(text):
        if match.lastindex and not any(s <= match.start() < e for s, e in fractions):
            found.add(match.lastindex)
    return frozenset(found)


def _roman(word: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[c] for c in word]
    return sum(-v if i + 1 < len(values) and values[i + 1] > v else v for i, v in enumerate(values))
