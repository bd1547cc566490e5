"""Evidence under filters: kind, topic, sector, country, years, language, collection."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from assistant.library.browse import Catalogue, Entry
from assistant.records import Evidence, Hit, Lang, Passage
from assistant.retrieve.collections import OwnHit
from assistant.retrieve.documents import PHRASING, varied
from assistant.retrieve.own import OwnDocuments
from assistant.retrieve.own_index import OpenCollection
from assistant.retrieve.retriever import Retriever

SHELF = "shelf"
_UPLOAD = "upload"
# As many hits are looked at for each that is given, so that several documents are met.
_POOL = 5
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

    def ranks(self, ranked: bool | None) -> bool:
        """True where passages are ranked whatever their chance: as `ranked` says, or else where
        own collections alone are named."""
        return bool(self.collections) and not self.shelf if ranked is None else ranked

    def head(self, question: str, ranked: bool | None, most: int) -> str:
        """What is searched of a text: its first `most` characters where passages are ranked, for
        a whole page may be looked for too; all of it elsewhere."""
        return question.strip()[:most] if self.ranks(ranked) else question

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
    ranked: bool | None = None,
) -> Evidence:
    """The evidence that fits, of the library and of own documents, best first.

    Scores are standardised over the library for both. No hits below either bar, unless `ranked`:
    then the best `count` passages there are, whatever their chance; so it is of itself where the
    filters name own collections only. Raises CollectionError for a collection that is not there.
    """
    ranked = filters.ranks(ranked)
    least = 0.0 if ranked else retriever.threshold
    shelf, near, confidence = _of_shelf(question, lang, filters, retriever, catalogue, count, least)
    if ranked:
        mine, sure = _ranked_own(question, lang, filters, retriever, own, count), 0.0
    else:
        mine, sure = _of_own(question, lang, filters, retriever, own)
    if shelf:
        mine = sorted((*shelf, *mine), key=lambda hit: -hit.score)
    hits = tuple(mine[:count])
    if not hits:
        return Evidence(question, lang, (), max(confidence, sure), near, ranked)
    return Evidence(question, lang, hits, max(confidence, sure), (), ranked)


Found = tuple[tuple[Hit, ...], tuple[Hit, ...], float]


def _of_shelf(
    question: str,
    lang: Lang,
    filters: Filters,
    retriever: Retriever,
    catalogue: Catalogue,
    count: int,
    least: float,
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
        accepted = search.hits(_accepting(filters, catalogue, each), _POOL * count)
        found = varied(accepted, count)
        if search.confidence >= least:
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


def _within(filters: Filters) -> tuple[str, ...] | None:
    """The own collections that are searched, () for all; None where none is."""
    within = tuple(each for each in filters.collections if each != SHELF)
    return None if not filters.own or (filters.collections and not within) else within


def _of_own(
    question: str, lang: Lang, filters: Filters, retriever: Retriever, own: OwnDocuments
) -> tuple[list[Hit], float]:
    """Hits of own documents that clear the bar, and the chance of the best."""
    within = _within(filters)
    if within is None:
        return [], 0.0
    accept = _accepting_own(filters)
    hits: dict[str, Hit] = {}
    sure = 0.0
    for each in own.quotes(question, lang, within, count=12):
        found = each.quote.hit
        if accept(found.collection, found.passage):
            hits.setdefault(found.passage.id, _own_hit(found, retriever))
            sure = max(sure, each.confidence)
    return list(hits.values()), sure


def _ranked_own(
    question: str,
    lang: Lang,
    filters: Filters,
    retriever: Retriever,
    own: OwnDocuments,
    count: int,
) -> list[Hit]:
    """The best passages of own documents that fit, whatever their chance."""
    within = _within(filters)
    if within is None:
        return []
    accept = _accepting_own(filters) if filters.languages or filters.years else None
    search = own.searcher.search(question, lang, within, count, accept)
    found = search.hits if search else ()
    # What orders them is not on the library's scale: they share out the scores that are.
    scores = sorted((each.score for each in found), reverse=True)
    return [
        _own_hit(replace(each, score=score), retriever)
        for each, score in zip(found, scores, strict=True)
    ]


def _own_hit(found: OwnHit, retriever: Retriever) -> Hit:
    # The library's passages are lifted by their document; one of its own stands for it here.
    score = found.score * (1 + retriever.weights.document)
    file = found.collection.files.get(found.passage.document)
    name, title = (file.name, file.title) if file else ("", "")
    return Hit(found.passage, score, found.cosine, file=name, title=title)


def _accepting_own(filters: Filters) -> Callable[[OpenCollection, Passage], bool]:
    def accept(collection: OpenCollection, passage: Passage) -> bool:
        if filters.languages and passage.lang not in filters.languages:
            return False
        file = collection.files.get(passage.document)
        return filters.fits(_year(file.date if file else ""))

    return accept


def _year(date: str) -> tuple[int, int] | None:
    found = _YEAR.match(date)
    return (int(found[0]), int(found[0])) if found else None
