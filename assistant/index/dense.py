"""Vectors of one language: a store finds the nearest, rows on disk give every similarity."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.index.vectors import Neighbours
from assistant.records import Lang


class DenseIndex:
    """Nearest passages of a language, and the similarity of any row to a query."""

    def __init__(
        self, folder: Path, lang: Lang, ids: Sequence[str], neighbours: Neighbours
    ) -> None:
        self.lang = lang
        self.neighbours = neighbours
        self._ids = ids
        self.vectors: np.ndarray = np.load(folder / f"vectors-{lang}.npy", mmap_mode="r")
        moments = np.load(folder / f"moments-{lang}.npz")
        self._mean: np.ndarray = moments["mean"]
        self._covariance: np.ndarray = moments["covariance"]
        self._rows = {id_: row for row, id_ in enumerate(ids)}

    def close(self) -> None:
        """Let go of the store; a later search opens it again."""
        self.neighbours.close()

    def nearest(self, query: np.ndarray, count: int) -> np.ndarray:
        """Rows of the nearest passages, best first; at most `count`."""
        wanted = min(count, len(self._ids))
        if not wanted:
            return np.zeros(0, dtype=np.int64)
        found = self.neighbours.nearest(query, wanted)
        if found is not None:
            rows = [self._rows[id_] for id_ in found if id_ in self._rows][:wanted]
            if len(rows) == wanted:
                return np.asarray(rows, dtype=np.int64)
        # The store is not open yet, is away, or holds too many passages of other generations.
        return self._scanned(query, wanted)

    def _scanned(self, query: np.ndarray, count: int) -> np.ndarray:
        """What `nearest` gives, by comparing the query with every row."""
        similarities = np.asarray(self.vectors, dtype=np.float32) @ query
        best = np.argpartition(-similarities, count - 1)[:count]
        order = np.argsort(-similarities[best], kind="stable")
        return np.asarray(best[order], dtype=np.int64)

    def cosines(self, query: np.ndarray, rows: np.ndarray) -> np.ndarray:
        """Cosine of the query with these rows, shape (len(rows),)."""
        similarities: np.ndarray = np.asarray(self.vectors[rows], dtype=np.float32) @ query
        return similarities

    def scale(self, query: np.ndarray) -> tuple[float, float]:
        """Mean and standard deviation of this query's cosine over *all* passages.

        They follow from the passages' mean m and covariance C: mean = q·m and
        variance = qᵀ C q, so scores can be standardised without scoring everything.
        """
        mean = float(query @ self._mean)
        variance = float(query @ self._covariance @ query)
        return mean, max(variance, 1e-8) ** 0.5


def save_rows(folder: Path, lang: Lang, vectors: np.ndarray) -> None:
    """Write the rows (float16) and their moments, which `DenseIndex` reads."""
    np.save(folder / f"vectors-{lang}.npy", vectors.astype(np.float16))
    dimension = vectors.shape[1]
    if len(vectors) > 1:
        mean, covariance = vectors.mean(axis=0), np.cov(vectors, rowvar=False)
    else:
        mean, covariance = np.zeros(dimension), np.eye(dimension)
    np.savez(
        folder / f"moments-{lang}.npz",
        mean=mean.astype(np.float32),
        covariance=covariance.astype(np.float32),
    )
