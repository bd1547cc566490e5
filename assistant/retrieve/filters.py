"""Evidence under filters: kind, topic, sector, country, years, language, collection."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from assistant.library.browse import Catalogue, Entry
from assistant.records import Evidence, Hit, Lang, Passage
from assistant.retrieve.documents import PHRASING
from assistant.retrieve.own import OwnDocuments
from assistant.retrieve.retriever import Retriever

SHELF = "shelf"
_UPLOAD = "upload"
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Filters:
    """What evidence must fit; an empty filter lets everything through.

    `collections` are names or ids of own collections, "shelf" being the library; `kinds` those
    of documents, "upload" being own ones; topics, sectors and countries are the keys of
    `assistant.library.browse`; `years` is inclusive, and a document fits that overlaps it.
    Own documents have no topic, sector or country: under such a filter they do not appear.
    """

    collections: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    languages: tuple[Lang, ...] = ()

    @property
    def facets(self) -> dict[str, frozenset[str]]:
        """The keys asked for by facet, those without any left out."""
        asked = {
            "kind": self.kinds,
            "topic": self.topics,
            "sector": self.sectors,
            "country": self.countries,
        }
        return {facet: frozenset(keys) for facet, keys in asked.items() if keys}

    @property
    def shelf(self) -> bool:
        """True where the library is searched."""
        return not self.collections or SHELF in self.collections

    @property
    def own(self) -> bool:
        """True where own documents may fit."""
        if self.topics or self.sectors or self.countries:
            return False
        return not self.kinds or _UPLOAD in self.kinds

    def fits(self, span: tuple[int, int] | None) -> bool:
        """True for a span of years that overlaps; undated things do not fit any years."""
        if self.years is None:
            return True
        return span is not None and span[0] <= self.years[1] and span[1] >= self.years[0]


def filtered(
    question: str,
    lang: Lang,
    filters: Filters,
    retriever: Retriever,
    catalogue: Catalogue,
    own: OwnDocuments,
    count: int = 10,
) -> Evidence:
    """The evidence that fits, of the library and of own documents, best first.

    Scores are standardised over the library for both. No hits below either bar. Raises
    CollectionError for a collection that is not there.
    """
    shelf, near, confidence = _of_shelf(question, lang, filters, retriever, catalogue, count)
    mine, sure = _of_own(question, lang, filters, retriever, own)
    hits = sorted((*shelf, *mine), key=lambda hit: -hit.score)[:count]
    if not hits:
        return Evidence(question, lang, (), max(confidence, sure), near)
    return Evidence(question, lang, tuple(hits), max(confidence, sure))


Found = tuple[tuple[Hit, ...], tuple[Hit, ...], float]


def _of_shelf(
    question: str,
    lang: Lang,
    filters: Filters,
    retriever: Retriever,
    catalogue: Catalogue,
    count: int,
) -> Found:
    """Hits, near misses and confidence of the library."""
    if not filters.shelf:
        return (), (), 0.0
    searcher = retriever
    if filters.facets or filters.years:
        # Few fit a narrow filter: the best of them may be far down the list of all.
        searcher = copy.copy(retriever)
        searcher.weights = replace(retriever.weights, candidates=len(retriever.index))
    hits: list[Hit] = []
    confidence = 0.0
    for each in filters.languages or (lang,):
        search = searcher.search(question, each)
        found = search.hits(_accepting(filters, catalogue, each), count)
        if search.confidence >= retriever.threshold:
            hits += found
        elif not hits and search.confidence > confidence:
            confidence = search.confidence
            continue
        confidence = max(confidence, search.confidence)
    near = () if hits else found[:3]
    return tuple(hits), near, confidence


def _accepting(filters: Filters, catalogue: Catalogue, lang: Lang) -> Callable[[Passage], bool]:
    entries: Mapping[str, Entry] = {each.document.id: each for each in catalogue.entries[lang]}
    facets = filters.facets

    def accept(passage: Passage) -> bool:
        if passage.role == PHRASING:
            return False
        if not facets and filters.years is None:
            return True
        entry = entries.get(passage.document)
        if entry is None:
            return False
        held = all(entry.keys[facet] & keys for facet, keys in facets.items())
        return held and filters.fits(entry.years)

    return accept


def _of_own(
    question: str, lang: Lang, filters: Filters, retriever: Retriever, own: OwnDocuments
) -> tuple[list[Hit], float]:
    """Hits of own documents and the chance of the best."""
    within = tuple(each for each in filters.collections if each != SHELF)
    if not filters.own or (filters.collections and not within):
        return [], 0.0
    hits: dict[str, Hit] = {}
    sure = 0.0
    for each in own.quotes(question, lang, within, count=12):
        passage, collection = each.quote.hit.passage, each.quote.hit.collection
        if filters.languages and passage.lang not in filters.languages:
            continue
        file = collection.files.get(passage.document)
        if not filters.fits(_year(file.date if file else "")):
            continue
        # The library's passages are lifted by their document; one of its own stands for it here.
        score = each.quote.hit.score * (1 + retriever.weights.document)
        hits.setdefault(passage.id, Hit(passage, score, each.quote.hit.cosine))
        sure = max(sure, each.confidence)
    return list(hits.values()), sure


def _year(date: str) -> tuple[int, int] | None:
    found = _YEAR.match(date)
    return (int(found[0]), int(found[0])) if found else None
