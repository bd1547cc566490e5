"""Fusion of dense and lexical scores of one language's passages.

Scores are standardised per query and added: on public French and cross-language sets
this beat reciprocal rank fusion, which throws away how far ahead the first is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.index import Partition
from assistant.retrieve.query import Query


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part counts; a zero switches the part off (see `evaluate --ablation`)."""

    dense: float = 1.0
    lexical: float = 0.3
    expansion: float = 0.3
    document: float = 0.8
    candidates: int = 400


DEFAULT_WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Ranked:
    """Candidate rows of a partition, best first, with their parts (all shape (n,))."""

    rows: np.ndarray
    score: np.ndarray
    cosine: np.ndarray
    dense_z: np.ndarray
    lexical: np.ndarray
    lexical_z: np.ndarray


class Field:
    """One question's scores over a partition, for whichever rows are asked.

    `vector` is the question's, shape (dimension,).
    """

    def __init__(
        self, part: Partition, query: Query, vector: np.ndarray, weights: Weights = DEFAULT_WEIGHTS
    ) -> None:
        self._part = part
        self._vector = vector
        self._weights = weights
        lexical = part.lexical.scores(query.stems)
        if weights.expansion and query.expansions:
            lexical = lexical + weights.expansion * part.lexical.scores(query.expansions)
        self._lexical = lexical
        self._scale = part.dense.scale(vector)
        self._usual, self._spread = float(lexical.mean()), float(lexical.std()) or 1.0

    def candidates(self) -> Ranked:
        """The nearest passages and those that share the most words, best first."""
        by_words = np.argpartition(-self._lexical, min(100, len(self._lexical) - 1))[:100]
        by_words = by_words[self._lexical[by_words] > 0]
        near = self._part.dense.nearest(self._vector, self._weights.candidates)
        return self.at(np.union1d(near, by_words))

    def at(self, rows: np.ndarray) -> Ranked:
        """These rows, best first; `rows` has shape (n,)."""
        cosine = self._part.dense.cosines(self._vector, rows)
        mean, deviation = self._scale
        dense_z = (cosine - mean) / deviation
        lexical_z = (self._lexical[rows] - self._usual) / self._spread
        score = self._weights.dense * dense_z + self._weights.lexical * lexical_z
        order = np.argsort(-score, kind="stable")
        arrays = (rows, score, cosine, dense_z, self._lexical[rows], lexical_z)
        return Ranked(*(array[order] for array in arrays))
