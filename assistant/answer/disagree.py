"""Where the library and one of the company's own documents give different figures, or where one
tells of a rise and the other of a fall.

Said only where much speaks for the same subject: near in meaning, most of the words shared, no
name and no year that the other side does not have, nothing that the document says of its own
company; and figures of one unit that all differ, or that differ for the same year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer.citing import citation
from assistant.answer.repeats import self_contained
from assistant.answer.trend import Trend, trend
from assistant.language.numbers import Figure, figures, numbers, years
from assistant.language.words import fold, stems
from assistant.library import Library
from assistant.records import Citation, Lang, Passage
from assistant.retrieve import Retriever
from assistant.retrieve.quotes import Quote

# Near in meaning, or a little less near and hardly another word.
_COSINE, _OVERLAP, _SHARED = 0.9, 0.6, 4
_LESS_NEAR, _MOST_WORDS = 0.85, 0.75
_CANDIDATES = 6
_NAME = re.compile(r"(?:(?<=[\w,;:’'] )|(?<=[’']))(?:[A-ZÀ-Þ][\w&-]*\w|[A-Z]{2,})|\b[A-Z]{2,}\b")
# Who tells it is no part of what is told.
_TELLER = re.compile(
    r"(?:,\s*)?\b(?:according to|selon|d['’]après|as relayed by)\b[^,;.]*.*$", re.I
)
_CLAUSE = re.compile(
    r"[,;:]\s|\s(?:and (?:says|said|that|its|their)|et (?:dit|dont|sa|son|ses|leurs?)|while|but|"
    r"whereas|mais|tandis que|alors que)\s"
)
_OF_CLAUSE = 2
_NUMERIC = re.compile(r"\d")
# What a document says of its own company is no statement about others.
_OURS: dict[Lang, re.Pattern[str]] = {
    "fr": re.compile(r"\b(?:nos|notre|nous)\b"),
    "en": re.compile(r"\b(?:our|ours|we)\b"),
}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A figure of the document, one of the library in its place, and the library's passage; or,
    where `opposed`, "rise" or "fall" of each."""

    own: str
    shelf: str
    citation: Citation
    opposed: bool = False


def disagreements(
    quote: Quote, retriever: Retriever, library: Library, lang: Lang
) -> tuple[Disagreement, ...]:
    """The library's statement that contradicts a quote, in the language asked for; at most one.

    The search is in the quote's own language, since every statement exists in both.
    """
    passage = quote.hit.passage
    own = passage.lang
    if quote.header or _OURS[own].search(fold(quote.text)):
        return ()
    told = trend(quote.text, own)
    if not told and not figures(quote.text, own):
        return ()
    around = f"{passage.context} {passage.text}"
    search = retriever.search(quote.text, own)
    near = [
        hit.passage
        for hit in search.hits(lambda p: p.cited and self_contained(p), _CANDIDATES)
        if _near(hit.cosine, quote.text, hit.passage)
        and _about(hit.passage, library, around)
        and _alike(quote.text, around, hit.passage)
    ]
    # Where one statement gives the same figure, another one is about something else.
    pairs = [differing(quote.text, around, each) for each in near]
    confirmed = any(
        not pair and _same_figure(quote.text, each) for pair, each in zip(pairs, near, strict=True)
    )
    for found, other in zip(pairs, near, strict=True):
        pair = None if confirmed else found
        against = None if pair or not told else _trend_of(quote.text, other)
        if pair or (against and against != told):
            said = twin(other, library, lang)
            ours, theirs = pair or (str(told), str(against))
            cited = citation(said, library, said.references)
            return (Disagreement(ours, theirs, cited, not pair),)
    return ()


def _same_figure(text: str, other: Passage) -> bool:
    """True where both give a figure of one unit that agrees."""
    own, shelf = figures(text, other.lang), figures(other.text, other.lang)
    units = {each.unit for each in own if each.unit}
    return any(
        _agree({e.value for e in own if e.unit == u}, {e.value for e in shelf if e.unit == u})
        for u in units
    )


def _trend_of(text: str, other: Passage) -> Trend | None:
    """The direction of a statement, where the clause that tells it is about what the text is
    about: "it cut its spending and says that its reach rose" tells of no rise in spending."""
    found = trend(other.text, other.lang)
    subject = _subject(text, other.lang)
    for clause in _CLAUSE.split(other.text) if found else ():
        if trend(clause, other.lang) and len(_subject(clause, other.lang) & subject) >= _OF_CLAUSE:
            return found
    return None


def _near(cosine: float, text: str, other: Passage) -> bool:
    """True for statements near in meaning; somewhat less will do where most words are shared."""
    if cosine >= _COSINE:
        return True
    here, there = _subject(text, other.lang), _subject(other.text, other.lang)
    return cosine >= _LESS_NEAR and len(here & there) >= _MOST_WORDS * min(len(here), len(there))


def _about(other: Passage, library: Library, around: str) -> bool:
    """True where the text speaks of the organisation that a statement is about, if of any: it may
    stand first, where a capital tells nothing."""
    document = library.document(other.document, other.lang)
    named = re.findall(r"\w{3,}", fold(document.organisation)) if document else []
    # An organisation that the statement itself leaves out is not what it is about.
    spoken = [each for each in named if each in fold(other.text)]
    return not spoken or any(each in fold(around) for each in spoken)


def differing(text: str, around: str, other: Passage) -> tuple[str, str] | None:
    """The first two figures that differ where both texts speak of the same thing, else None.

    `around` is the passage in which `text` stands.
    """
    lang = other.lang
    if not _alike(text, around, other):
        return None
    own, shelf = figures(text, lang), figures(other.text, lang)
    for unit in dict.fromkeys(figure.unit for figure in own if figure.unit):
        dated = _of_one_year(text, other.text, lang, unit)
        if dated:
            return dated
        mine = {figure.value: figure.raw for figure in own if figure.unit == unit}
        theirs = {figure.value: figure.raw for figure in shelf if figure.unit == unit}
        if mine and theirs and not _agree(set(mine), set(theirs)):
            return next(iter(mine.values())), next(iter(theirs.values()))
    return None


def _alike(text: str, around: str, other: Passage) -> bool:
    """True where both speak of the same thing: words shared, years in common, no name that the
    other side does not know."""
    lang = other.lang
    here, there = _subject(text, lang), _subject(other.text, lang)
    shared = here & there
    if len(shared) < _SHARED or len(shared) < _OVERLAP * min(len(here), len(there)):
        return False
    then, now = years(other.text, lang), years(text, lang)
    if then and now and not then & now:
        return False
    theirs = _known(f"{other.context} {other.text}")
    told = _TELLER.sub("", other.text)
    return _names(told) <= _known(around) and _names(_TELLER.sub("", text)) <= theirs


def _of_one_year(text: str, other: str, lang: Lang, unit: str) -> tuple[str, str] | None:
    """The figures of both for the same year, where each side gives several years and they differ
    for all that both give."""
    mine, theirs = _by_year(text, lang, unit), _by_year(other, lang, unit)
    both = mine.keys() & theirs.keys()
    if not both or any(_agree({mine[year].value}, {theirs[year].value}) for year in both):
        return None
    latest = max(both)
    return mine[latest].raw, theirs[latest].raw


def _by_year(text: str, lang: Lang, unit: str) -> dict[int, Figure]:
    """The figure of each year, where every figure of this unit stands before a year of its own."""
    found: dict[int, Figure] = {}
    held: Figure | None = None
    for number in numbers(text, lang):
        if number.kind == "quantity" and number.unit == unit:
            if held:
                return {}
            held = number
        elif number.kind == "year" and held:
            found[int(number.value)] = held
            held = None
    return {} if held else found


def _agree(mine: set[Decimal], theirs: set[Decimal]) -> bool:
    """True where any figure of one side is that of the other, or its rounding."""
    return any(abs(a - b) <= max(abs(a), abs(b)) * Decimal("0.02") for a in mine for b in theirs)


def _subject(text: str, lang: Lang) -> set[str]:
    return {stem for stem in stems(text, lang) if not _NUMERIC.search(stem)}


def _names(text: str) -> set[str]:
    return {fold(name) for name in _NAME.findall(text)}


def _known(text: str) -> set[str]:
    return set(re.findall(r"[\w&-]+", fold(text)))


def twin(passage: Passage, library: Library, lang: Lang) -> Passage:
    """The same statement in another language, where both languages have as many of its role."""
    if passage.lang == lang:
        return passage
    sides = [library.document(passage.document, each) for each in (passage.lang, lang)]
    if not all(sides):
        return passage
    here, there = (side.of_role(passage.role) for side in sides if side)
    if len(here) != len(there) or passage not in here:
        return passage
    return there[here.index(passage)]
