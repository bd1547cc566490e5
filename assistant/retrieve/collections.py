"""Ranks the passages of the company's own documents, on the same scale as those of the library.

A collection may hold five passages that are all about the question, so scores are standardised
over the library's passages of the same language, and words are as rare as they are in both
together: 0 is an ordinary passage of the library for this question, here as there.
Both languages are searched. Across languages hardly a word is shared, so there the dense side
decides, with names, numbers and the glossary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.index import Index, Partition
from assistant.language.stopwords import STOPWORDS
from assistant.language.words import stem, words
from assistant.records import LANGS, Lang, Passage
from assistant.retrieve.own_index import OpenCollection, OpenCollections, merged
from assistant.retrieve.query import Glossary, Query, Speller, analyse
from assistant.retrieve.rank import DEFAULT_WEIGHTS, Weights
from assistant.retrieve.retriever import QueryEncoder, covered

# Below this many passages every one is compared; Chroma finds the nearest of more.
_ALL = 20_000
_CANDIDATES = 16
# Names and numbers across languages tell something, though less than a question's own words.
_FOREIGN = 0.5


@dataclass(frozen=True, slots=True)
class OwnHit:
    """A passage of a collection. `score` and `dense_z` are standardised over the library;
    `covered` is the share, 0 to 1, of the question's rare words that it holds."""

    passage: Passage
    collection: OpenCollection
    score: float
    dense_z: float
    cosine: float
    covered: float


@dataclass(frozen=True, slots=True)
class OwnSearch:
    """A question as it was searched in collections, and what was found, best first.

    `known` is the share of its rare words found anywhere in them; `weights` gives the rarity of
    each of its stems; `shelf_z` is how near the library's nearest passages are.
    """

    query: Query
    vector: np.ndarray
    hits: tuple[OwnHit, ...]
    weights: dict[str, float]
    known: float
    shelf_z: float


class CollectionSearch:
    """Searches all collections, or those that are named."""

    def __init__(
        self,
        collections: OpenCollections,
        shelf: Index,
        encoder: QueryEncoder,
        glossary: Glossary,
        weights: Weights = DEFAULT_WEIGHTS,
    ) -> None:
        self.collections = collections
        self.shelf = shelf
        self._encoder = encoder
        self.glossary = glossary
        self._weights = weights
        self._held: tuple[tuple[str, ...], Speller] = ((), Speller({}, "en"))

    def search(
        self, question: str, lang: Lang, within: Sequence[str] = (), count: int = 12
    ) -> OwnSearch | None:
        """The best passages for a cleaned question; None where there is nothing to search.

        Raises CollectionError for a collection that is not there.
        """
        opened = self.collections(within)
        if not opened:
            return None
        query = analyse(question, lang, self.glossary, self._speller(opened, lang))
        vector = self._encoder.encode_query(query.text)
        weights = self._rarity(query, opened)
        hits: list[OwnHit] = []
        for each in LANGS:
            terms = query.stems if each == lang else self._foreign(query, question, each)
            field = _Field(self.shelf.partitions[each], opened, each, terms, vector)
            for collection in opened:
                hits += self._rank(collection, field, query, weights)
        hits.sort(key=lambda hit: -hit.score)
        return OwnSearch(
            query=query,
            vector=vector,
            hits=tuple(hits[:count]),
            weights=weights,
            known=self._known(query, weights, opened),
            shelf_z=self._shelf_z(vector, lang),
        )

    def _speller(self, opened: Sequence[OpenCollection], lang: Lang) -> Speller:
        """Mends towards words of the collections only: the library's would turn a company's own
        words into those of the field. What either knows in either language is no slip."""
        other: Lang = "en" if lang == "fr" else "fr"
        stamp = (lang, *(each.index.folder.name for each in opened))
        if self._held[0] != stamp:
            shelf = (self.shelf.partitions[each].lexical.word_frequency for each in LANGS)
            accepted = merged([*shelf, *(each.words[other] for each in opened)])
            own = merged([each.words[lang] for each in opened])
            self._held = stamp, Speller(own, lang, accepted)
        return self._held[1]

    def _rarity(self, query: Query, opened: Sequence[OpenCollection]) -> dict[str, float]:
        """Inverse document frequency of each stem, over the library and the collections."""
        lexical = [self.shelf.partitions[query.lang].lexical]
        lexical += [each.index.partitions[query.lang].lexical for each in opened]
        size = sum(each.size for each in lexical)
        found = {}
        for term in query.stems:
            # `stem_rarity` is log(1 + n / (1 + frequency)).
            frequency = sum(
                each.size / np.expm1(each.stem_rarity(term)) - 1 for each in lexical if each.size
            )
            found[term] = float(np.log1p(size / (1.0 + frequency)))
        return found

    def _known(
        self, query: Query, weights: dict[str, float], opened: Sequence[OpenCollection]
    ) -> float:
        held = {
            term
            for term in query.stems
            for each in opened
            if each.index.partitions[query.lang].lexical.knows(term)
        }
        return covered(weights, held)

    def _shelf_z(self, vector: np.ndarray, lang: Lang) -> float:
        dense = self.shelf.partitions[lang].dense
        mean, deviation = dense.scale(vector)
        rows = dense.nearest(vector, 3)
        return float(((dense.cosines(vector, rows) - mean) / deviation).mean()) if len(rows) else 0

    def _foreign(self, query: Query, question: str, lang: Lang) -> tuple[str, ...]:
        """What a question shares with a text in the other language: glossary terms, names and
        numbers."""
        terms = dict.fromkeys(self.glossary.expand(query.terms, lang, ()))
        for place, token in enumerate(question.replace("’", "'").split()):
            for word in words(token, query.lang):
                name = token.strip("«»“”\"'()").lstrip("dlDL'")[:1].isupper() and place > 0
                if (name or word[0].isdigit()) and word not in STOPWORDS[lang]:
                    terms[stem(word, lang)] = None
        return tuple(terms)

    def _rank(
        self, collection: OpenCollection, field: _Field, query: Query, weights: dict[str, float]
    ) -> list[OwnHit]:
        part = collection.index.partitions[field.lang]
        if not part.passages:
            return []
        rows, cosine = field.candidates(part)
        dense_z = (cosine - field.mean) / field.deviation
        share = self._weights.lexical * (1.0 if field.lang == query.lang else _FOREIGN)
        score = self._weights.dense * dense_z + share * field.lexical_z(collection.id)[rows]
        best = np.argsort(-score, kind="stable")[:_CANDIDATES]
        hits = []
        for place in best:
            passage = part.passages[rows[place]]
            text = f"{passage.context} {passage.text}"
            held = covered(weights, set(part.lexical.terms(text)))
            hits.append(
                OwnHit(
                    passage,
                    collection,
                    float(score[place]),
                    float(dense_z[place]),
                    float(cosine[place]),
                    held,
                )
            )
        return hits


class _Field:
    """One language of the library for one question: what scores are measured against."""

    def __init__(
        self,
        shelf: Partition,
        opened: Sequence[OpenCollection],
        lang: Lang,
        terms: Sequence[str],
        vector: np.ndarray,
    ) -> None:
        self.lang = lang
        self._vector = vector
        self.mean, self.deviation = shelf.dense.scale(vector)
        parts = {each.id: each.index.partitions[lang] for each in opened}
        self._lexical = _standardised([shelf, *parts.values()], terms)
        self._places = {id: place for place, id in enumerate(parts, 1)}

    def lexical_z(self, collection: str) -> np.ndarray:
        """Standardised word scores of a collection's passages, shape (passages,)."""
        return self._lexical[self._places[collection]]

    def candidates(self, part: Partition) -> tuple[np.ndarray, np.ndarray]:
        """Rows to score and their cosines, shape (n,) each."""
        if len(part.passages) <= _ALL:
            rows = np.arange(len(part.passages))
        else:
            rows = np.sort(part.dense.nearest(self._vector, 400))
        return rows, part.dense.cosines(self._vector, rows)


def _standardised(parts: Sequence[Partition], terms: Sequence[str]) -> list[np.ndarray]:
    """BM25 of each part's passages with common rarities, standardised over all together."""
    sizes = [len(part.passages) for part in parts]
    totals = [np.zeros(size, dtype=np.float32) for size in sizes]
    for term in dict.fromkeys(terms):
        scores = [part.lexical.scores([term]) for part in parts]
        held = [int((each > 0).sum()) for each in scores]
        rarity = _idf(sum(sizes), sum(held))
        for place, each in enumerate(scores):
            if held[place]:
                totals[place] += each * (rarity / _idf(sizes[place], held[place]))
    together = np.concatenate(totals)
    mean, spread = float(together.mean()), float(together.std()) or 1.0
    return [(each - mean) / spread for each in totals]


def _idf(size: int, held: int) -> float:
    """The rarity that bm25s uses by its method "lucene"."""
    return float(np.log1p((size - held + 0.5) / (held + 0.5)))
