"""One language of collections for one question: dense and word scores, fused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.index import Partition
from assistant.records import Lang, Passage
from assistant.retrieve.own_index import OpenCollection

Accept = Callable[[OpenCollection, Passage], bool]

# Below this many passages every one is compared; the vector store finds the nearest of more.
_ALL = 20_000
_NEAREST = 400
# Of the candidates, so many are the nearest by one vector, so many those sharing most words.
_DENSE, _WORDS = 0.5, 0.35
# Names and numbers across languages tell something, though less than a question's own words.
_FOREIGN = 0.5


@dataclass(frozen=True, slots=True)
class OwnWeights:
    """What each part counts for; a zero switches it off (see `evaluate --ablation`).

    dense, lexical        standardised over the library: they choose the candidates
    late                  late interaction, standardised: it orders them
    usual                 share of a passage's nearness to any question that is taken off that
    words, words_mixed    BM25 beside it, words as rare as they are in the collections, where all
                          passages are in the question's language, and where a third or more
                          are not
    """

    dense: float = 1.0
    lexical: float = 0.3
    late: float = 1.0
    usual: float = 0.4
    words: float = 0.2
    words_mixed: float = 0.1


DEFAULT_OWN_WEIGHTS = OwnWeights()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage with its fused score; `words` is its BM25 among the collections alone."""

    passage: Passage
    collection: OpenCollection
    score: float
    dense_z: float
    cosine: float
    words: float


class Field:
    """What the passages of one language are measured against, and the best of them."""

    def __init__(
        self,
        shelf: Partition,
        opened: Sequence[OpenCollection],
        lang: Lang,
        terms: Sequence[str],
        vector: np.ndarray,
    ) -> None:
        """`terms` are stems to look for, `vector` the question's, shape (dimension,)."""
        self.lang = lang
        self._opened = opened
        self._vector = vector
        self._scale = shelf.dense.scale(vector)
        self._parts = [each.index.partitions[lang] for each in opened]
        (of_shelf, *self._words), self._own = bm25(shelf, self._parts, terms)
        together = np.concatenate([of_shelf, *self._words])
        self._usual = float(together.mean()), float(together.std()) or 1.0

    def candidates(
        self, weights: OwnWeights, own: bool, most: int, accept: Accept | None = None
    ) -> list[Candidate]:
        """The best passages by the fused scores, by one vector and by words, best first; `own`
        tells whether the question is in their language."""
        rows = [self._rows(part, bool(accept)) for part in self._parts]
        if not sum(map(len, rows)):
            return []
        parts = zip(self._parts, rows, strict=True)
        cosine = np.concatenate([part.dense.cosines(self._vector, own_) for part, own_ in parts])
        mean, spread = self._usual
        words, own_words = (
            np.concatenate([each[own_] for each, own_ in zip(both, rows, strict=True)])
            for both in (self._words, self._own)
        )
        dense_z = (cosine - self._scale[0]) / self._scale[1]
        share = weights.lexical * (1.0 if own else _FOREIGN)
        score = weights.dense * dense_z + share * (words - mean) / spread
        owner = np.repeat(np.arange(len(rows)), [len(each) for each in rows])
        row = np.concatenate(rows)
        found = []
        for place in _chosen(
            score, dense_z * bool(weights.dense), words * bool(share), most, accept
        ):
            collection = self._opened[owner[place]]
            passage = self._parts[owner[place]].passages[row[place]]
            if accept and not accept(collection, passage):
                continue
            values = (score[place], dense_z[place], cosine[place], own_words[place])
            found.append(Candidate(passage, collection, *map(float, values)))
            if accept and len(found) == most:
                break
        return found

    def _rows(self, part: Partition, every: bool) -> np.ndarray:
        if every or len(part.passages) <= _ALL:
            return np.arange(len(part.passages))
        near = part.dense.nearest(self._vector, _NEAREST)
        return np.sort(near)


def _chosen(
    score: np.ndarray, dense: np.ndarray, words: np.ndarray, most: int, accept: Accept | None
) -> np.ndarray:
    """Places of the candidates, best first; all of them where some may not be accepted."""
    order = np.argsort(-score, kind="stable")
    if accept or len(score) <= most:
        return order
    chosen = np.zeros(len(score), dtype=bool)
    for values, share in ((dense, _DENSE), (words, _WORDS)):
        some = int(most * share)
        if values.any():
            chosen[np.argpartition(-values, some)[:some]] = True
    rest = order[~chosen[order]][: most - int(chosen.sum())]
    chosen[rest] = True
    return order[chosen[order]]


def bm25(
    shelf: Partition, parts: Sequence[Partition], terms: Sequence[str]
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """BM25 of the passages of the library and of each part, words as rare as they are in all
    together; and of those of each part, words as rare as they are in the parts alone: what a
    collection says on every page tells nothing there, however rare it is in the library."""
    every = [shelf, *parts]
    sizes = [len(part.passages) for part in every]
    totals, own = ([np.zeros(size, dtype=np.float32) for size in sizes] for _ in range(2))
    for term in dict.fromkeys(terms):
        scores = [part.lexical.scores([term]) for part in every]
        held = [int((each > 0).sum()) for each in scores]
        rarity, own_rarity = _idf(sum(sizes), sum(held)), _idf(sum(sizes[1:]), sum(held[1:]))
        for place, each in enumerate(scores):
            if held[place]:
                bare = each / _idf(sizes[place], held[place])
                totals[place] += bare * rarity
                own[place] += bare * own_rarity
    return totals, own[1:]


def _idf(size: int, held: int) -> float:
    """The rarity that bm25s uses by its method "lucene"."""
    return float(np.log1p((size - held + 0.5) / (held + 0.5)))
