"""Whether a text is about another than the one that is asked about: suppliers, not customers; the
West, not the South; Leeds, not York."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.language.words import fold
from assistant.records import Lang


class _Side(NamedTuple):
    """What names one of several, and by what else it may be meant, over folded text."""

    named: re.Pattern[str]
    meant: re.Pattern[str]


def _side(named: str, meant: str = "") -> _Side:
    both = f"{named}|{meant}" if meant else named
    return _Side(re.compile(rf"\b(?:{named})\b"), re.compile(rf"\b(?:{both})\b"))


_ANYONE = r"people|personnes?|users?|utilisateurs?|respondents?|repondants?|members?|membres?|gens"
_SETS: tuple[tuple[_Side, ...], ...] = (
    (
        _side("clients?|clientes?|customers?", f"{_ANYONE}|buyers?|acheteurs?|shoppers?|visitors?"),
        _side(r"fournisseurs?|suppliers?|vendors?", r"sous-traitants?|subcontractors?|achats?"),
        _side(
            r"employees?|salarie\w*|collaborat(?:eur|rice)s?|employe\w*|staff",
            rf"{_ANYONE}|personnel|employs?|headcount|workforce|effectifs?|teams?|equipes?|agents?|"
            r"workers?|colleagues?|fte|etp|joined|hires?|hired|embauch\w+",
        ),
        _side("actionnaires?|shareholders?", f"{_ANYONE}|holders?|porteurs?"),
    ),
    (
        *map(_side, ("instagram", "linkedin", "youtube", "tiktok", "pinterest", "snapchat")),
        *map(_side, ("whatsapp", "threads", "mastodon", "bluesky")),
        _side("facebook", "meta"),
        _side("twitter|(?:on|sur|compte|reseau) x|x account", "x"),
    ),
    (
        _side("hommes?|men|male", "parite|mixite|gender"),
        _side("femmes?|women|female", "parite|mixite|gender"),
    ),
    (
        _side(r"nett?e?s?(?! promoter)", "after tax|apres impots?|hors taxes|ht|bottom line"),
        _side("brute?s?|gross", "before tax|avant impots?|ttc"),
    ),
    (
        _side(r"electri\w+", r"evs?|batter\w+|zero[- ]emission"),
        _side(r"hybrid\w*"),
        _side("diesels?|gazole"),
        _side("petrol|gasoline"),
    ),
    (
        _side("adultes?|adults?"),
        _side("juniors?|enfants?|children|child|kids?|jeunes", "under|moins de"),
        _side(r"seniors?|retraite\w*|pensioners?", "over|plus de"),
        _side(r"etudiant\w*|students?", "under|moins de|jeunes"),
    ),
    (_side("court terme|short[- ]term"), _side("long terme|long[- ]term")),
    (
        _side("temps plein|full[- ]time"),
        _side("temps partiel|part[- ]time", "pro ?rata|proportion\\w*|others|autres"),
    ),
    (_side("cdi|permanent contracts?"), _side("cdd|fixed[- ]term")),
)
# "Est" is a verb as well: a direction only within a sentence and with a capital.
_DIRECTIONS = tuple(
    re.compile(each)
    for each in (
        r"\b[Nn]ord\b|\b[Nn]orth(?:ern)?\b",
        r"\b[Ss]ud\b|\b[Ss]outh(?:ern)?\b",
        r"(?<=[\w|] )Est\b|(?<=[’'])Est\b|\b[Ee]ast(?:ern)?\b",
        r"\b[Oo]uest\b|\b[Ww]est(?:ern)?\b",
    )
)
# Where something is: a name behind it is no company that a document leaves unsaid, being its own.
_PLACE = re.compile(
    r"\b(?:in|on|sur|en|au|aux|à|région|[Pp]ays|site d[eu’']|usine d[eu’']) ?"
    r"(?P<name>[A-ZÀ-Þ][\w-]*[a-zà-ÿ])\b"
)
_NAME = re.compile(r"(?<=[\w,;:|’'] )[A-ZÀ-Þ][\w-]*[a-zà-ÿ]\b|(?<=[’'])[A-ZÀ-Þ][\w-]*[a-zà-ÿ]\b")
_FIRST_CELL = re.compile(r"[A-ZÀ-Þ][\w-]*[a-zà-ÿ](?= \|)")
_SHARED_START = 4
# Whose people and things are called otherwise.
_CALLED = {
    "france": ("fren",),
    "spain": ("span",),
    "switzerland": ("swis",),
    "netherlands": ("dutc",),
    "britain": ("engl", "uk"),
    "england": ("brit", "uk"),
    "angleterre": ("angl", "brit"),
}


def about_another(question: str, text: str, beside: str) -> bool:
    """True where a question names one side of such a set, and a text names another of it only, as
    does what stands beside it."""
    asked, said, around = fold(question), fold(text), fold(beside)
    for sides in _SETS:
        wanted = [each for each in sides if each.named.search(asked)]
        if not wanted or not any(each.named.search(said) for each in sides):
            continue
        if not any(each.meant.search(said) or each.named.search(around) for each in wanted):
            return True
    ways = [each for each in _DIRECTIONS if each.search(question)]
    if not ways or not any(each.search(text) for each in _DIRECTIONS):
        return False
    return not any(each.search(f"{text} {beside}") for each in ways)


def elsewhere(
    question: str, asked_in: Lang, text: str, beside: str, lang: Lang, known: frozenset[str]
) -> bool:
    """True where a question asks for a place or a channel by name, in the language of a text that
    names another, and neither it nor what stands beside it says that name. `known` are words with
    a capital that are no names."""
    if asked_in != lang:
        return False
    places = {fold(each["name"]) for each in _PLACE.finditer(question)} - known
    # Networks go by several names.
    places -= {
        each for each in places if any(s.named.search(each) for sides in _SETS for s in sides)
    }
    if not places:
        return False
    heard = fold(f"{text} {beside}")
    called = (start for each in places for start in (each[:_SHARED_START], *_CALLED.get(each, ())))
    if any(start in heard for start in called):
        return False
    others = (*_NAME.finditer(text), *_FIRST_CELL.finditer(text))
    asked = fold(question)
    return any(fold(each[0]) not in asked and fold(each[0]) not in known for each in others)
