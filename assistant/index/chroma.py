"""Vectors in embedded Chroma, through LangChain: the store of one machine.

One Chroma collection a language: filtering a mixed one by metadata took five times as long.
Never Chroma's HTTP server: the embedded client only, with vectors that we compute.
"""

from __future__ import annotations

import contextlib
import logging
import shutil
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.durable import disk_full, unwritable
from assistant.index.vectors import BATCH, KnownVectors, Tick, embedded_text, metadata
from assistant.records import Lang, Passage

log = logging.getLogger(__name__)

# Of the true 400 nearest of the library's vectors a search width of 400 finds 97 %, one of 1200
# finds 99.8 %, which keeps the first five of nearly all answers; the time hardly differs. Denser
# graphs took half as long again to build for the last hundredth.
_HNSW = {"space": "cosine", "ef_construction": 100, "ef_search": 1000, "max_neighbors": 16}
# Importing and opening Chroma takes two seconds or more. An index the size of the shelf scans
# its rows until Chroma is open, so that the first question does not wait for it.
_SCAN_FROM, _OPEN_AFTER = 2000, 1.0
# Seconds until a store that could not be opened is tried again.
_TRY_AGAIN = 60.0
FOLDER = "chroma"

_OPENING = threading.Lock()


class ChromaVectors:
    """A Chroma database in the folder of each generation."""

    def begin(self, draft: Path, base: Path | None) -> None:
        """Copy the base's database, so that only new passages are added."""
        if base:
            shutil.copytree(base / FOLDER, draft / FOLDER)

    def write(
        self,
        draft: Path,
        lang: Lang,
        rows: Sequence[Passage],
        before: set[str],
        vectors: Mapping[str, np.ndarray],
        tick: Tick,
    ) -> None:
        """Add what the base has not, delete what is no longer wanted."""
        fresh = [p for p in rows if p.id not in before]
        known = KnownVectors({embedded_text(p): vectors[p.id] for p in fresh})
        store = open_store(draft / FOLDER, lang, known)
        try:
            with _told(draft):
                _write(store, fresh, sorted(before - {p.id for p in rows}), tick)
        finally:
            release(store)

    def open(self, folder: Path, lang: Lang, ids: Sequence[str]) -> ChromaNeighbours:
        """The vectors of a language; Chroma itself is opened when it is needed."""
        return ChromaNeighbours(folder, lang, len(ids))


class ChromaNeighbours:
    """One language of a generation in Chroma."""

    def __init__(self, folder: Path, lang: Lang, size: int) -> None:
        self._folder = folder
        self._lang = lang
        self._size = size
        self._store: Any = None
        self._collection: Any = None
        self._lock = threading.Lock()
        self._opening: threading.Timer | None = None
        self._again = 0.0

    def nearest(self, query: np.ndarray, count: int) -> Sequence[str] | None:
        """Ids of the nearest passages; None until Chroma is open, for all but small ones."""
        if self._store is None and self._size >= _SCAN_FROM:
            self._open_behind()
            return None
        if not self._opened():
            return None
        # Through LangChain, Chroma would read every text and its metadata, at thrice the time.
        found = self.collection.query(
            query_embeddings=[query.tolist()], n_results=min(count, self._size), include=[]
        )
        ids: list[str] = found["ids"][0]
        return ids

    def _opened(self) -> bool:
        """Open Chroma where it is not; False where it cannot be, so that the rows answer.

        It writes even when it is only asked, which a full disk does not let it.
        """
        if self._store is None and time.monotonic() < self._again:
            return False
        try:
            _ = self.collection
        except Exception:
            self._again = time.monotonic() + _TRY_AGAIN
            log.warning("%s: Chroma could not be opened.", self._folder.name, exc_info=True)
            return False
        return True

    @property
    def collection(self) -> Any:
        """Chroma's collection, opened at first use (importing Chroma takes over a second)."""
        with self._lock:
            if self._store is None:
                self._store = open_store(self._folder / FOLDER, self._lang, KnownVectors({}))
                # Looking it up by its name at each query would read Chroma's database.
                self._collection = self._store._client.get_collection(self._store._collection.name)
            return self._collection

    def held(self) -> int:
        """How many passages the store holds."""
        return len(self.collection.get(include=[])["ids"])

    def close(self) -> None:
        """Let go of the store; a later search opens it again."""
        if self._opening is not None:
            self._opening.cancel()
            self._opening = None
        with self._lock:
            if self._store is not None:
                release(self._store)
            self._store = self._collection = None

    def _open_behind(self) -> None:
        """Open the store in a thread, once, when the question at hand has been answered."""
        if self._opening is None:
            self._opening = threading.Timer(_OPEN_AFTER, self._try_to_open)
            self._opening.daemon = True
            self._opening.start()

    def _try_to_open(self) -> None:
        # The rows go on answering; `verify` finds what is wrong with the store.
        if self._folder.is_dir() and self._opening is not None:
            self._opened()


def open_store(folder: Path, lang: Lang, embeddings: Embeddings) -> Any:
    """The LangChain vector store of a language inside a generation's Chroma folder."""
    import chromadb
    from chromadb.config import Settings as ChromaSettings
    from langchain_chroma import Chroma

    # Both languages of an index are opened at the same time, each by a thread of its own; Chroma
    # shares one system between clients of a folder, and hands it out before it has started.
    with _OPENING, _told(folder):
        client = chromadb.PersistentClient(
            path=str(folder), settings=ChromaSettings(anonymized_telemetry=False)
        )
    store = Chroma(
        client=client,
        collection_name=f"passages-{lang}",
        embedding_function=embeddings,
        collection_configuration={"hnsw": _HNSW},
    )
    width = _HNSW["ef_search"]
    if store._collection.configuration["hnsw"]["ef_search"] != width:
        # An index from before the search was widened: it is from the next opening on.
        store._collection.modify(configuration={"hnsw": {"ef_search": width}})
    return store


def release(store: Any) -> None:
    """Let go of a store, whose files Chroma would keep open as long as the process lives."""
    store._client.close()


@contextlib.contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Tell a disk that is full, or can only be read, by its name: Chroma says it in SQLite's words.

    Raises AssistantError (disk-full, home); other faults of Chroma pass.
    """
    from chromadb.errors import ChromaError

    try:
        yield
    except ChromaError as error:
        if "disk is full" in str(error):
            raise disk_full(folder, "Chroma") from error
        if "readonly" in str(error):
            raise unwritable(folder, "Chroma") from error
        raise


def _write(store: Any, add: Sequence[Passage], remove: Sequence[str], tick: Tick) -> None:
    """Bring a store from one set of passages to the next."""
    for start in range(0, len(remove), BATCH):
        store.delete(ids=list(remove[start : start + BATCH]))
    for start in range(0, len(add), BATCH):
        batch = add[start : start + BATCH]
        store.add_texts(
            [embedded_text(p) for p in batch],
            metadatas=[metadata(p) for p in batch],
            ids=[p.id for p in batch],
        )
        tick(len(batch))
