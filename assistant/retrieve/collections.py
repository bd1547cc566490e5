"""Ranks the passages of the company's own documents, on the same scale as those of the library.

A collection may hold five passages that are all about the question, so scores are standardised
over the library's passages of the same language, and words are as rare as they are in both
together: 0 is an ordinary passage of the library for this question, here as there.
Both languages are searched. Across languages hardly a word is shared, so there the dense side
decides, with names, numbers and the glossary. Among the best of each language, late interaction
decides, with the words that are shared.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.index import Index
from assistant.language.detect import told
from assistant.language.stopwords import STOPWORDS
from assistant.language.words import content_words, stem, stems, words
from assistant.records import LANGS, Lang, Passage
from assistant.retrieve.own_accents import accented
from assistant.retrieve.own_field import (
    DEFAULT_OWN_WEIGHTS,
    Accept,
    Candidate,
    Field,
    OwnWeights,
)
from assistant.retrieve.own_index import OpenCollection, OpenCollections, merged
from assistant.retrieve.own_late import LateRanking
from assistant.retrieve.query import Glossary, Query, Speller, analyse
from assistant.retrieve.retriever import QueryEncoder, covered

# Passages of each language that late interaction orders.
_CANDIDATES = 120
# Names and numbers across languages tell something, though less than a question's own words.
_FOREIGN = 0.5
# What the nearest of a language share of the question's words is taken off all of them, or else
# the question's own language would come before the other whatever it says.
_NEAREST = 5


@dataclass(frozen=True, slots=True)
class OwnHit:
    """A passage of a collection. `score` and `dense_z` are standardised over the library; `rank`
    orders the hits of a language, by late interaction and words; `covered` is the share, 0 to 1,
    of the question's rare words that it holds."""

    passage: Passage
    collection: OpenCollection
    score: float
    dense_z: float
    cosine: float
    covered: float
    rank: float = 0.0


@dataclass(frozen=True, slots=True)
class OwnSearch:
    """A question as it was searched in collections, and what was found, best first.

    `weights` gives the rarity of each of its stems, `size` the number of passages there are;
    `readings` are the question as it was typed and, where that differs, as it was mended.
    """

    query: Query
    readings: tuple[str, ...]
    vector: np.ndarray
    hits: tuple[OwnHit, ...]
    weights: dict[str, float]
    size: int = 1

    @property
    def by_chance(self) -> float:
        """About the greatest of as many standardised scores as there are passages, were they all
        drawn at random: √(2 ln n), the growth of the maximum of n normal variables."""
        return math.sqrt(2.0 * math.log(max(self.size, 2)))


class CollectionSearch:
    """Searches all collections, or those that are named."""

    def __init__(
        self,
        collections: OpenCollections,
        shelf: Index,
        encoder: QueryEncoder,
        glossary: Glossary,
        late: LateRanking | None = None,
        weights: OwnWeights = DEFAULT_OWN_WEIGHTS,
    ) -> None:
        """Without `late` the fused scores order the hits."""
        self.collections = collections
        self.shelf = shelf
        self.encoder = encoder
        self.glossary = glossary
        self.late = late
        self.weights = weights
        self._spellers: dict[Lang, tuple[tuple[str, ...], Speller]] = {}

    def search(
        self,
        question: str,
        lang: Lang,
        within: Sequence[str] = (),
        count: int = 12,
        accept: Accept | None = None,
    ) -> OwnSearch | None:
        """The best passages for a cleaned question; None where there is nothing to search.

        `accept` tells which passages may be found. Raises CollectionError for a collection that
        is not there.
        """
        opened = self.collections(within)
        if not opened:
            return None
        lang = spoken(question, lang, opened)
        question = accented(question, lang, [*(each.index for each in opened), self.shelf])
        query = analyse(question, lang, self.glossary, self._speller(opened, lang))
        readings = tuple(dict.fromkeys((question, query.text)))
        vector = self._vector(readings)
        rarity = self._rarity(query, opened)
        fields = {}
        for each in LANGS:
            terms = (
                _terms(query, question) if each == lang else self._foreign(query, question, each)
            )
            fields[each] = Field(self.shelf.partitions[each], opened, each, terms, vector)
        found = [
            each
            for field in fields.values()
            for each in self._ranked(
                field, readings, query, opened, accept, max(_CANDIDATES, count)
            )
        ]
        found.sort(key=lambda each: -each[2])
        hits = tuple(_hit(each, rank, rarity, query.lang) for each, rank, _ in found[:count])
        size = sum(len(each.index) for each in opened)
        return OwnSearch(query, readings, vector, hits, rarity, size)

    def _vector(self, readings: Sequence[str]) -> np.ndarray:
        """What was typed and what it was mended to, together: either may be the mistake. Shape
        (dimension,), of unit length."""
        total = np.sum([self.encoder.encode_query(each) for each in readings], axis=0)
        vector: np.ndarray = total / np.linalg.norm(total)
        return vector.astype(np.float32)

    def _ranked(
        self,
        field: Field,
        readings: Sequence[str],
        query: Query,
        opened: Sequence[OpenCollection],
        accept: Accept | None,
        most: int,
    ) -> list[tuple[Candidate, float, float]]:
        """The best passages of one language with their rank in it, and what orders them all."""
        weights, own = self.weights, field.lang == query.lang
        found = field.candidates(weights, own, most, accept)
        late = np.full(len(found), np.nan)
        if self.late and weights.late and found:
            passages = [(each.collection, each.passage) for each in found]
            late = self.late.scores(readings, field.lang, passages, opened, weights.usual)
        if np.isnan(late).all():
            return [(each, each.score, each.score) for each in found]
        share = weights.words_mixed + (weights.words - weights.words_mixed) * max(
            0.0, 1.0 - 3.0 * foreign_share(opened, query.lang)
        )
        words = np.asarray([each.words for each in found]) * share * (1.0 if own else _FOREIGN)
        nearest = np.argsort(-np.nan_to_num(late, nan=-np.inf), kind="stable")[:_NEAREST]
        # What was not looked at follows what was, in the order of the fused scores.
        last = float(np.nanmin(late)) - 1.0
        behind = last - np.arange(len(found)) * 1e-3
        rank = np.where(np.isnan(late), behind, weights.late * late + words)
        order = rank - float(words[nearest].mean())
        values = zip(found, rank.tolist(), order.tolist(), strict=True)
        return [(each, value, place) for each, value, place in values]

    def _speller(self, opened: Sequence[OpenCollection], lang: Lang) -> Speller:
        """Mends towards words of the collections only: the library's would turn a company's own
        words into those of the field. What either knows in either language is no slip."""
        other: Lang = "en" if lang == "fr" else "fr"
        stamp = tuple(each.index.folder.name for each in opened)
        held = self._spellers.get(lang)
        if held is None or held[0] != stamp:
            shelf = (self.shelf.partitions[each].lexical.word_frequency for each in LANGS)
            accepted = merged([*shelf, *(each.words[other] for each in opened)])
            own = merged([each.words[lang] for each in opened])
            held = self._spellers[lang] = stamp, Speller(own, lang, accepted)
        return held[1]

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


def _terms(query: Query, question: str) -> tuple[str, ...]:
    """Stems of the question as it was typed and as it was mended."""
    return tuple(dict.fromkeys((*query.stems, *stems(question, query.lang))))


def _hit(found: Candidate, rank: float, rarity: dict[str, float], lang: Lang) -> OwnHit:
    passage, part = found.passage, found.collection.index.partitions[found.passage.lang]
    held = covered(rarity, set(part.lexical.terms(f"{passage.context} {passage.text}")))
    return OwnHit(passage, found.collection, found.score, found.dense_z, found.cosine, held, rank)


def spoken(question: str, lang: Lang, opened: Sequence[OpenCollection]) -> Lang:
    """The language of a question of keywords, which no small word tells: the one in which the
    collections know more of them; `lang`, as it was taken to be, where they do not tell either."""
    if told(question):
        return lang
    known = dict.fromkeys(LANGS, 0)
    for each in LANGS:
        for word in set(content_words(question, each)):
            known[each] += any(word in collection.words[each] for collection in opened)
    other: Lang = "en" if lang == "fr" else "fr"
    return other if known[other] > known[lang] else lang


def foreign_share(opened: Sequence[OpenCollection], lang: Lang) -> float:
    """The share, 0 to 1, of passages that are not in a language."""
    own = sum(len(each.index.partitions[lang].passages) for each in opened)
    return 1.0 - own / (sum(len(each.index) for each in opened) or 1)
