"""Where the library and one of the company's own documents give different figures.

Said only where much speaks for the same subject: near in meaning, most of the words shared, no
name and no year that the other side does not have, and figures of one unit that all differ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer.citing import citation
from assistant.answer.repeats import self_contained
from assistant.language.numbers import figures, years
from assistant.language.words import fold, stems
from assistant.library import Library
from assistant.records import Citation, Lang, Passage
from assistant.retrieve import Retriever
from assistant.retrieve.quotes import Quote

_COSINE, _OVERLAP, _SHARED = 0.9, 0.6, 4
_CANDIDATES = 6
_NAME = re.compile(r"(?<=[\w,;:’'] )(?:[A-ZÀ-Þ][\w&’-]+|[A-Z]{2,})|\b[A-Z]{2,}\b")
_NUMERIC = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A figure of the document, one of the library in its place, and the library's passage."""

    own: str
    shelf: str
    citation: Citation


def disagreements(
    quote: Quote, retriever: Retriever, library: Library, lang: Lang
) -> tuple[Disagreement, ...]:
    """The library's statement that contradicts a quote, in the language asked for; at most one.

    The search is in the quote's own language, since every statement exists in both.
    """
    passage = quote.hit.passage
    if quote.header or not figures(quote.text, passage.lang):
        return ()
    search = retriever.search(quote.text, passage.lang)
    for hit in search.hits(lambda p: p.cited and self_contained(p), _CANDIDATES):
        if hit.cosine < _COSINE:
            continue
        pair = differing(quote.text, f"{passage.context} {passage.text}", hit.passage)
        if pair:
            said = twin(hit.passage, library, lang)
            return (Disagreement(*pair, citation(said, library, said.references)),)
    return ()


def differing(text: str, around: str, other: Passage) -> tuple[str, str] | None:
    """The first two figures that differ where both texts speak of the same thing, else None.

    `around` is the passage in which `text` stands.
    """
    lang = other.lang
    here, there = _subject(text, lang), _subject(other.text, lang)
    shared = here & there
    if len(shared) < _SHARED or len(shared) < _OVERLAP * min(len(here), len(there)):
        return None
    then, now = years(other.text, lang), years(text, lang)
    if then and now and not then & now:
        return None
    if not _names(other.text) <= _known(around) or not _names(text) <= _known(
        f"{other.context} {other.text}"
    ):
        return None
    own, shelf = figures(text, lang), figures(other.text, lang)
    for unit in dict.fromkeys(figure.unit for figure in own if figure.unit):
        mine = {figure.value: figure.raw for figure in own if figure.unit == unit}
        theirs = {figure.value: figure.raw for figure in shelf if figure.unit == unit}
        if mine and theirs and not _agree(set(mine), set(theirs)):
            return next(iter(mine.values())), next(iter(theirs.values()))
    return None


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
