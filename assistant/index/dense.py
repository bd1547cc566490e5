"""Vectors of one language: Chroma through LangChain for search, rows on disk for the rest.

One Chroma collection a language: filtering a mixed one by metadata took five times as long.
Never Chroma's HTTP server: the embedded client only, with vectors that we compute.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.records import Lang, Passage

log = logging.getLogger(__name__)

# On the shelf's own vectors these find 99 % of the true 300 nearest and all of the first 30;
# denser graphs took half as long again to build for the last hundredth.
_HNSW = {"space": "cosine", "ef_construction": 100, "ef_search": 400, "max_neighbors": 16}
_ADD_AT_ONCE = 2000
# Importing and opening Chroma takes two seconds or more. An index the size of the shelf scans
# its rows until Chroma is open, so that the first question does not wait for it.
_SCAN_FROM, _OPEN_AFTER = 2000, 1.0


class KnownVectors(Embeddings):
    """A LangChain embedding that answers from vectors already computed."""

    def __init__(self, vectors: Mapping[str, np.ndarray]) -> None:
        self._vectors = vectors

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The stored vectors of these texts; KeyError where one was not computed."""
        return [self._vectors[text].tolist() for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """The stored vector of this text."""
        result: list[float] = self._vectors[text].tolist()
        return result


def open_store(folder: Path, lang: Lang, embeddings: Embeddings) -> Any:
    """The LangChain vector store of a language inside a generation's Chroma folder."""
    import chromadb
    from chromadb.config import Settings as ChromaSettings
    from langchain_chroma import Chroma

    client = chromadb.PersistentClient(
        path=str(folder), settings=ChromaSettings(anonymized_telemetry=False)
    )
    return Chroma(
        client=client,
        collection_name=f"passages-{lang}",
        embedding_function=embeddings,
        collection_configuration={"hnsw": _HNSW},
    )


def release(store: Any) -> None:
    """Let go of a store, whose files Chroma would keep open as long as the process lives."""
    store._client.close()


def metadata(passage: Passage) -> dict[str, str | int]:
    """What Chroma keeps beside the text, for filters and for reading the store by hand."""
    return {
        "document": passage.document,
        "kind": passage.kind,
        "role": passage.role,
        "lang": passage.lang,
        "collection": passage.collection,
        "order": passage.order,
    }


def embedded_text(passage: Passage) -> str:
    """What the model reads: the document's context, then the passage."""
    return f"{passage.context}. {passage.text}" if passage.context else passage.text


def write_store(
    store: Any, add: Sequence[Passage], remove: Sequence[str], tick: Any = None
) -> None:
    """Bring a store from one set of passages to the next; `tick(n)` hears of progress."""
    for start in range(0, len(remove), _ADD_AT_ONCE):
        store.delete(ids=list(remove[start : start + _ADD_AT_ONCE]))
    for start in range(0, len(add), _ADD_AT_ONCE):
        batch = add[start : start + _ADD_AT_ONCE]
        store.add_texts(
            [embedded_text(p) for p in batch],
            metadatas=[metadata(p) for p in batch],
            ids=[p.id for p in batch],
        )
        if tick:
            tick(len(batch))


class DenseIndex:
    """Nearest passages of a language, and the similarity of any row to a query."""

    def __init__(self, folder: Path, lang: Lang, ids: Sequence[str]) -> None:
        self.lang = lang
        self._folder = folder
        self._ids = ids
        self.vectors: np.ndarray = np.load(folder / f"vectors-{lang}.npy", mmap_mode="r")
        moments = np.load(folder / f"moments-{lang}.npz")
        self._mean: np.ndarray = moments["mean"]
        self._covariance: np.ndarray = moments["covariance"]
        self._rows = {id_: row for row, id_ in enumerate(ids)}
        self._store: Any = None
        self._lock = threading.Lock()
        self._opening: threading.Timer | None = None

    @property
    def store(self) -> Any:
        """The LangChain store, opened at first use (importing Chroma takes over a second)."""
        with self._lock:
            if self._store is None:
                self._store = open_store(self._folder / "chroma", self.lang, KnownVectors({}))
            return self._store

    def close(self) -> None:
        """Let go of the store; a later search opens it again."""
        if self._opening is not None:
            self._opening.cancel()
            self._opening = None
        with self._lock:
            if self._store is not None:
                release(self._store)
            self._store = None

    def nearest(self, query: np.ndarray, count: int) -> np.ndarray:
        """Rows of the nearest passages, best first; at most `count`."""
        if not self._ids:
            return np.zeros(0, dtype=np.int64)
        if self._store is None and len(self._ids) >= _SCAN_FROM:
            self._open_behind()
            return self._scanned(query, min(count, len(self._ids)))
        # Through LangChain, Chroma would read every text and its metadata, at thrice the time.
        collection = self.store._client.get_collection(f"passages-{self.lang}")
        found = collection.query(
            query_embeddings=[query.tolist()], n_results=min(count, len(self._ids)), include=[]
        )
        rows = [self._rows[id_] for id_ in found["ids"][0] if id_ in self._rows]
        return np.asarray(rows, dtype=np.int64)

    def _scanned(self, query: np.ndarray, count: int) -> np.ndarray:
        """What `nearest` gives, by comparing the query with every row."""
        similarities = np.asarray(self.vectors, dtype=np.float32) @ query
        best = np.argpartition(-similarities, count - 1)[:count]
        order = np.argsort(-similarities[best], kind="stable")
        return np.asarray(best[order], dtype=np.int64)

    def _open_behind(self) -> None:
        """Open the store in a thread, once, when the question at hand has been answered."""
        if self._opening is None:
            self._opening = threading.Timer(_OPEN_AFTER, self._try_to_open)
            self._opening.daemon = True
            self._opening.start()

    def _try_to_open(self) -> None:
        try:
            if self._folder.is_dir() and self._opening is not None:
                _ = self.store
        except Exception:
            # The rows go on answering; `verify` finds what is wrong with the store.
            log.warning("%s: Chroma could not be opened.", self._folder.name, exc_info=True)

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
