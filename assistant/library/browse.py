"""Browsing the shelf: what each document can be filtered by, what a choice leaves, and counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from assistant.language.stopwords import STOPWORDS
from assistant.language.tokens import tokens
from assistant.library.places import PLACES, places_of, slug
from assistant.library.shelf import Library
from assistant.library.topics import TOPICS
from assistant.records import LANGS, Document, Lang

FACETS = ("kind", "topic", "sector", "country", "decade", "objective", "evidence")
# What is read for its evidence first, what is looked up last.
KIND_ORDER = (
    "case-study",
    "article",
    "kpi-framework",
    "question",
    "objective",
    "kpi",
    "lesson",
    "term",
)
EVIDENCE_ORDER = ("independent", "mixed", "self-reported", "opinion")
HISTORICAL_AFTER = 8
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A document with its keys under each facet, its span of years, and its words, folded."""

    document: Document
    keys: Mapping[str, frozenset[str]]
    years: tuple[int, int] | None
    title_words: str
    all_words: str

    def fits(self, choices: Mapping[str, str]) -> bool:
        """True where the document has the chosen key under every facet chosen."""
        return all(value in self.keys[facet] for facet, value in choices.items())


class Catalogue:
    """One Library made ready for browsing, in both languages; keys are the same in both."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._labels: dict[tuple[str, str, Lang], str] = {}
        self._sectors = Sectors(library)
        self.entries: dict[Lang, tuple[Entry, ...]] = {
            lang: tuple(sorted((self._entry(d) for d in _of(library, lang)), key=_place))
            for lang in LANGS
        }
        self._known = {
            facet: {key for lang in LANGS for e in self.entries[lang] for key in e.keys[facet]}
            for facet in FACETS
        }

    def choices(self, asked: Mapping[str, str]) -> dict[str, str]:
        """The choices of an address that the shelf knows; a key that means nothing is dropped."""
        return {facet: asked[facet] for facet in FACETS if asked.get(facet) in self._known[facet]}

    def label(self, facet: str, key: str, lang: Lang) -> str:
        """What people read for a key; the key itself where the interface words it."""
        if facet == "topic" and key in TOPICS:
            return TOPICS[key][lang]
        if facet == "objective" and key in self.library.objectives:
            return self.library.objectives[key].names[lang]
        if facet == "country" and key in PLACES:
            return PLACES[key][lang]
        return self._labels.get((facet, key, lang), key)

    def _entry(self, document: Document) -> Entry:
        english = self.library.document(document.id, "en") or document
        span = span_of(document.years)
        sector, country = self._sectors.key(document.sector), places_of(english.country)
        self._labels.setdefault(("sector", sector, document.lang), document.sector)
        for place in country - PLACES.keys():
            self._labels[("country", place, document.lang)] = document.country
        keys = {
            "kind": frozenset({document.kind}),
            "topic": frozenset(document.topics),
            "sector": frozenset({sector} - {""}),
            "country": country,
            "decade": decades_of(span),
            "objective": frozenset(document.objectives),
            "evidence": frozenset({document.evidence} - {""}),
        }
        title = f"{document.title} {document.organisation} {' '.join(document.variants)}"
        body = " ".join(passage.text for passage in document.passages)
        other = f"{document.summary} {document.sector} {document.country} {document.years}"
        return Entry(
            document,
            MappingProxyType(keys),
            span,
            _searchable(title),
            _searchable(f"{title} {other} {body}"),
        )


class Sectors:
    """One key for all the words that documents and their twins use for one sector.

    "Airlines" and "Air transport" are one where French calls both "Transport aérien".
    """

    def __init__(self, library: Library) -> None:
        self._parent: dict[str, str] = {}
        for document in library.documents.values():
            english = library.document(document.id, "en") or document
            if document.sector and english.sector:
                first, second = sorted((self.key(english.sector), self.key(document.sector)))
                self._parent[second] = first

    def key(self, sector: str) -> str:
        """The key of a sector in either language; "" for none."""
        found = slug(sector)
        while self._parent.get(found, found) != found:
            found = self._parent[found]
        return found


def span_of(years: str) -> tuple[int, int] | None:
    """First and last year of a `years` field, None where it names none."""
    found = [int(each) for each in _YEAR.findall(years)]
    return (min(found), max(found)) if found else None


def decades_of(span: tuple[int, int] | None) -> frozenset[str]:
    """The decades that a span touches, as "2010s"."""
    if span is None:
        return frozenset()
    return frozenset(f"{year}s" for year in range(span[0] // 10 * 10, span[1] + 1, 10))


def is_historical(year: int | None, today: int) -> bool:
    """True where a figure of that year is older than HISTORICAL_AFTER years."""
    return year is not None and today - year > HISTORICAL_AFTER


def narrowed(entries: Iterable[Entry], choices: Mapping[str, str]) -> tuple[Entry, ...]:
    """The entries that fit every choice, in their order."""
    return tuple(entry for entry in entries if entry.fits(choices))


def counts(entries: Sequence[Entry], choices: Mapping[str, str]) -> dict[str, Counter[str]]:
    """Per facet, how many entries each key would leave beside the choices of the other facets."""
    tallies: dict[str, Counter[str]] = {}
    for facet in FACETS:
        others = {name: value for name, value in choices.items() if name != facet}
        tallies[facet] = Counter(
            key for entry in entries if entry.fits(others) for key in entry.keys[facet]
        )
    return tallies


def worded(entries: Iterable[Entry], text: str, lang: Lang) -> tuple[Entry, ...]:
    """The entries in which every word of the text begins some word; titles first."""
    typed = tokens(text)
    wanted = [f" {word}" for word in typed if word not in STOPWORDS[lang] and len(word) > 1]
    wanted = wanted or [f" {word}" for word in typed]
    if not wanted:
        return ()
    found = [entry for entry in entries if all(word in entry.all_words for word in wanted)]
    return tuple(
        sorted(found, key=lambda entry: not all(word in entry.title_words for word in wanted))
    )


def merged(
    found: Sequence[Entry], ranked: Sequence[Entry], near: Sequence[Entry]
) -> tuple[Entry, ...]:
    """Entries that hold the words, those named in their titles first, then by rank, and `near`
    ones (close in meaning, without the words) after them.

    `found` comes from `worded`, `ranked` from retrieval.
    """
    rank = {entry.document.id: place for place, entry in enumerate(ranked)}
    last = len(rank)
    order = sorted(
        enumerate(found), key=lambda item: (rank.get(item[1].document.id, last), item[0])
    )
    merged = {entry.document.id: entry for _, entry in order}
    merged.update((e.document.id, e) for e in near if e.document.id not in merged)
    return tuple(merged.values())


def _searchable(text: str) -> str:
    return f" {' '.join(tokens(text))}"


def _of(library: Library, lang: Lang) -> Iterable[Document]:
    return (document for document in library.documents.values() if document.lang == lang)


def _place(entry: Entry) -> tuple[int, int, str]:
    """By kind, then the latest evidence first, then the title."""
    kind = entry.document.kind
    place = KIND_ORDER.index(kind) if kind in KIND_ORDER else len(KIND_ORDER)
    return place, -(entry.years[1] if entry.years else 0), entry.title_words
