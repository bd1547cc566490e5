"""Alterations that the program makes of a true statement: a digit, a year, a unit, a name."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.language.numbers import Figure, numbers
from assistant.language.words import content_words
from assistant.records import Lang

_UNITS: Mapping[Lang, tuple[tuple[str, str], ...]] = {
    "en": (("%", " points"), ("million", "billion"), ("billion", "million"), ("months", "years"),
           ("days", "weeks"), ("weeks", "days"), ("years", "months"), ("hours", "days"),
           ("minutes", "hours"), ("dollars", "euros"), ("$", "€"), ("€", "$"), ("£", "$")),
    "fr": (("%", "points"), ("millions", "milliards"), ("milliards", "millions"), ("mois", "ans"),
           ("jours", "semaines"), ("semaines", "jours"), ("heures", "jours"), ("dollars", "euros"),
           ("euros", "dollars"), ("livres", "euros")),
}  # fmt: skip
_NAMES = ("Nestlé", "Siemens", "Toyota", "Harvard", "Reuters", "Canada", "Spotify", "Carrefour",
          "Le Figaro", "Pfizer", "Norvège", "Accenture")  # fmt: skip


def altered(text: str, lang: Lang, chance: random.Random) -> Iterator[tuple[str, str]]:
    """One alteration of each kind that the statement lends itself to."""
    found = numbers(text, lang)
    quantities = [f for f in found if f.kind == "quantity" and not f.worded]
    years = [f for f in found if f.kind == "year" and f.value > 1000]
    if quantities:
        yield "digit", _digit(text, chance.choice(quantities), chance)
    if years:
        yield "year", _digit(text, chance.choice(years), chance)
    units = [(f, pair) for f in quantities for pair in _UNITS[lang] if pair[0] in _around(text, f)]
    if units:
        figure, (old, new) = chance.choice(units)
        start = max(0, figure.start - 2)
        rest = text[start : figure.end + 12]
        yield "unit", text[:start] + rest.replace(old, new, 1) + text[figure.end + 12 :]
    name = _name(text, chance)
    if name:
        yield "entity", name


_BRACKET = re.compile(r"\s\([^()]*\)")
_ASIDE = re.compile(
    r",\s(?:which|who|qui|dont|an?|the|une?|born|née?|soit|[a-zé]{3,}(?:ed|ée?s?|ant|ing))\s[^,;:.()]{4,70},\s"
)
_OPENING = re.compile(
    r"^(?:In|On|At|By|Since|During|Under|According\sto|En|Au|Aux|À|Selon|D[’']après|Depuis)\s[^,;:.()]{3,50},\s"
)
_NEGATIVE = re.compile(
    r"\b(?:not|no|never|only|if|ne|pas|sans|si|jamais|aucune?|and|or|et|ou|but|mais)\b|n'"
)


def trimmed(text: str) -> Iterator[str]:
    """The statement without an aside or its opening words: what is left stands on the whole."""
    for pattern, left in ((_BRACKET, ""), (_ASIDE, " "), (_OPENING, "")):
        found = pattern.search(text)
        if found and not _NEGATIVE.search(found[0].casefold()):
            made = text[: found.start()] + left + text[found.end() :]
            if len(made.split()) >= 5:
                yield made[0].upper() + made[1:]


def word(text: str, lang: Lang, others: Sequence[str], chance: random.Random) -> str:
    """The text with one of its nouns or adjectives in the place of another's, "" without one."""
    own = [m for m in re.finditer(r"(?<=[a-zé’' ])[a-zà-ÿ]{5,}\b", text) if _telling(m[0], lang)]
    found = [
        w for other in others for w in re.findall(r"\b[a-zà-ÿ]{5,}\b", other) if _telling(w, lang)
    ]
    found = [w for w in found if w[:4] not in text.casefold()]
    if not own or not found:
        return ""
    place = chance.choice(own)
    new: str = chance.choice(found)
    return text[: place.start()] + new + text[place.end() :]


def _telling(written: str, lang: Lang) -> bool:
    return bool(content_words(written, lang)) and not numbers(written, lang)


def _around(text: str, figure: Figure) -> str:
    return text[max(0, figure.start - 2) : figure.end + 12]


def _digit(text: str, figure: Figure, chance: random.Random) -> str:
    """The text with one digit of a figure changed; a leading digit never becomes 0."""
    places = [i for i in range(figure.start, figure.end) if text[i].isdigit()]
    place = places[-1] if figure.kind == "year" else chance.choice(places)
    choices = [d for d in "123456789" if d != text[place]]
    return text[:place] + chance.choice(choices) + text[place + 1 :]


def _name(text: str, chance: random.Random) -> str:
    """The text with a name put in the place of another, away from the head of the sentence."""
    names = [
        m
        for m in re.finditer(r"(?<=[a-zé,] )[A-Z][\wé]{3,}(?: [A-Z][\wé]+)*", text)
        if m[0] not in _NAMES
    ]
    if not names:
        return ""
    found = chance.choice(names)
    new = chance.choice([n for n in _NAMES if n not in text])
    return text[: found.start()] + new + text[found.end() :]
