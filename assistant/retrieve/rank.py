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
    candidates: int = 200


DEFAULT_WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Ranked:
    """Candidate rows of a partition, best first, with their parts (all shape (n,))."""

    rows: np.ndarray
    score: np.ndarray
    cosine: np.ndarray
    dense_z: np.ndarray
    lexical: np.ndarray

    def top(self, count: int) -> Ranked:
        """The first `count` rows."""
        return Ranked(*(getattr(self, name)[:count] for name in self.__slots__))


def rank(part: Partition, query: Query, vector: np.ndarray, weights: Weights) -> Ranked:
    """Rank a partition's passages for a query; `vector` has shape (dimension,)."""
    lexical = part.lexical.scores(query.stems)
    if weights.expansion and query.expansions:
        lexical = lexical + weights.expansion * part.lexical.scores(query.expansions)
    by_words = np.argpartition(-lexical, min(100, len(lexical) - 1))[:100]
    by_words = by_words[lexical[by_words] > 0]
    rows = np.union1d(part.dense.nearest(vector, weights.candidates), by_words)
    cosine = part.dense.cosines(vector, rows)
    mean, deviation = part.dense.scale(vector)
    dense_z = (cosine - mean) / deviation
    spread = float(lexical.std()) or 1.0
    lexical_z = (lexical[rows] - float(lexical.mean())) / spread
    score = weights.dense * dense_z + weights.lexical * lexical_z
    score = score + weights.document * _document_support(part, rows, score)
    order = np.argsort(-score, kind="stable")
    return Ranked(rows[order], score[order], cosine[order], dense_z[order], lexical[rows][order])


def _document_support(part: Partition, rows: np.ndarray, score: np.ndarray) -> np.ndarray:
    """The best score within each row's document: a good document lifts its statements."""
    best: dict[str, float] = {}
    for row, value in zip(rows, score, strict=True):
        document = part.passages[row].document
        best[document] = max(best.get(document, -np.inf), float(value))
    return np.asarray([best[part.passages[row].document] for row in rows])
