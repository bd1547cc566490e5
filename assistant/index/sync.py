"""Bring the index in step with the library: only what changed is embedded again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import numpy as np

from assistant.database import Database
from assistant.errors import IndexFault
from assistant.index.cache import VectorCache
from assistant.index.generation import Generations, Manifest
from assistant.index.opened import Index, load_passages
from assistant.index.shared import library_generations
from assistant.index.vectors import embedded_text
from assistant.index.writing import write_index
from assistant.records import LANGS, Passage

log = logging.getLogger(__name__)

_OTHER_MODEL = "embedder changed"

Progress = Callable[[str, int, int], None]
"""Hears (stage, done, total); stages: `embedding`, `writing`, `repair`, `waiting`."""


class DocumentEmbedder(Protocol):
    """What the index needs of an embedding model."""

    @property
    def identity(self) -> str:
        """Name and content hash of the model."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode_documents(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> np.ndarray:
        """Vectors of these texts, shape (n, dimension), float32, L2-normalised.

        `progress` is told how many are done so far.
        """


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a synchronisation did; `rebuilt` says why everything was redone, if it was."""

    passages: int
    added: int = 0
    removed: int = 0
    embedded: int = 0
    rebuilt: str = ""


def _silent(stage: str, done: int, total: int) -> None:
    """No one is listening."""


def open_index(
    home: Path,
    embedder: DocumentEmbedder,
    fingerprint: str,
    passages: Callable[[], Sequence[Passage]],
    progress: Progress = _silent,
    force: bool = False,
    cache: Path | None = None,
    database: Database | None = None,
) -> tuple[Index, SyncReport]:
    """Open the index of `home`, bringing it in step first where needed; that of the database
    where replicas share one.

    `fingerprint` identifies the library's files cheaply; `passages` reads them and is
    called only when the fingerprint or the embedder changed; `cache` is a file of vectors
    that ship with the shelf. Raises IndexFault where the
    home cannot be written, BusyError where another process builds for too long, DatabaseError
    where the database cannot be reached or holds the vectors of another model.
    """
    generations = library_generations(home, database)
    return bring_in_step(generations, embedder, fingerprint, passages, progress, force, cache)


def bring_in_step(
    generations: Generations,
    embedder: DocumentEmbedder,
    fingerprint: str,
    passages: Callable[[], Sequence[Passage]],
    progress: Progress = _silent,
    force: bool = False,
    cache: Path | None = None,
) -> tuple[Index, SyncReport]:
    """What `open_index` does, for generations wherever they are kept."""
    if not force and (ready := _ready(generations, embedder.identity, fingerprint)):
        return ready, SyncReport(len(ready))
    with generations.lock():
        # Another process may have done the work while this one waited for the lock.
        if not force and (ready := _ready(generations, embedder.identity, fingerprint)):
            return ready, SyncReport(len(ready))
        known = VectorCache(cache, embedder.identity)
        work = _Work(generations, embedder, known, progress)
        return work.synchronise(fingerprint, passages(), force)


def _ready(generations: Generations, embedder: str, fingerprint: str) -> Index | None:
    fitting = generations.fitting(embedder, fingerprint)
    if fitting is None:
        return None
    try:
        return generations.open(fitting[0], embedder)
    except IndexFault as fault:
        log.warning("%s", fault)
        return None


@dataclass(frozen=True, slots=True)
class _Work:
    """What the steps of a synchronisation share."""

    generations: Generations
    embedder: DocumentEmbedder
    cache: VectorCache
    progress: Progress

    def synchronise(
        self, fingerprint: str, passages: Sequence[Passage], force: bool
    ) -> tuple[Index, SyncReport]:
        """Restamp, update or rebuild, whichever is enough."""
        identity = self.embedder.identity
        current = self.generations.current()
        reason = _why_rebuild(self.generations, current, identity, force)
        if reason == _OTHER_MODEL and current and not force:
            self.generations.refuse_model(current[1].embedder, identity)
        if reason:
            if reason != "new":
                self.progress("repair", 0, 0)
            current = None
        before = _previous(current[0]) if current else {}
        wanted = {p.id: p for p in passages}
        if current and before.keys() == wanted.keys():
            self.generations.restamp(current[0], replace(current[1], fingerprint=fingerprint))
            return self.generations.open(current[0], identity), SyncReport(len(wanted))
        base = current[0] if current else None
        with self.generations.drafting() as draft:
            embedded = self._write(draft, base, list(wanted.values()), before)
            at = datetime.now(UTC).isoformat(timespec="seconds")
            self.generations.publish(draft, identity, fingerprint, len(wanted), at)
        self.generations.clear_out(keep=draft)
        report = SyncReport(
            passages=len(wanted),
            added=len(wanted.keys() - before.keys()),
            removed=len(before.keys() - wanted.keys()),
            embedded=embedded,
            rebuilt=reason,
        )
        return self.generations.open(draft, identity), report

    def _write(
        self,
        draft: Path,
        base: Path | None,
        passages: Sequence[Passage],
        before: Mapping[str, np.ndarray],
    ) -> int:
        """Write everything of a generation but its seal; returns how many were embedded."""
        fresh = [p for p in passages if p.id not in before]
        vectors, embedded = self._embed(fresh)
        by_id = {p.id: vectors[embedded_text(p)] for p in fresh} | dict(before)
        done = 0

        def tick(count: int) -> None:
            nonlocal done
            done += count
            self.progress("writing", done, len(fresh))

        write_index(
            draft, base, passages, by_id, self.embedder.dimension, tick, self.generations.vectors
        )
        return embedded

    def _embed(self, passages: Sequence[Passage]) -> tuple[dict[str, np.ndarray], int]:
        """Vectors by text, from the cache where it has them; and how many it had not."""
        vectors: dict[str, np.ndarray] = {}
        missing: list[str] = []
        for text in sorted({embedded_text(p) for p in passages}):
            vector = self.cache.get(text)
            if vector is None:
                missing.append(text)
            else:
                vectors[text] = vector
        if missing:
            total = len(missing)
            self.progress("embedding", 0, total)
            fresh = self.embedder.encode_documents(
                missing, lambda done: self.progress("embedding", done, total)
            )
            vectors.update(zip(missing, fresh, strict=True))
        return vectors, len(missing)


def _why_rebuild(
    generations: Generations,
    current: tuple[Path, Manifest] | None,
    embedder: str,
    force: bool,
) -> str:
    """Why nothing of the present index can be kept; empty where an update will do."""
    if current is None:
        return "damaged" if generations.exists() else "new"
    if current[1].embedder != embedder:
        return _OTHER_MODEL
    if force:
        return "asked for"
    try:
        generations.open(current[0], embedder).verify()
    except (IndexFault, OSError, ValueError):
        return "damaged"
    return ""


def _previous(folder: Path) -> dict[str, np.ndarray]:
    """The ids of a generation with their vectors."""
    known: dict[str, np.ndarray] = {}
    for lang in LANGS:
        vectors = np.load(folder / f"vectors-{lang}.npy", mmap_mode="r")
        for passage, vector in zip(load_passages(folder, lang), vectors, strict=True):
            known[passage.id] = vector
    return known
