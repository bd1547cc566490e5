"""Bring the index in step with the library: only what changed is embedded again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import numpy as np
import orjson

from assistant.errors import IndexFault
from assistant.index.dense import KnownVectors, embedded_text, open_store, save_rows, write_store
from assistant.index.generation import Generations, Manifest
from assistant.index.lexical import LexicalIndex
from assistant.index.opened import Index, load_passages, save_passages
from assistant.language.detect import word_leanings
from assistant.records import LANGS, Lang, Passage

log = logging.getLogger(__name__)

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
) -> tuple[Index, SyncReport]:
    """Open the index of `home`, bringing it in step first where needed.

    `fingerprint` identifies the library's files cheaply; `passages` reads them and is
    called only when the fingerprint or the embedder changed. Raises IndexFault where the
    home cannot be written, BusyError where another process builds for too long.
    """
    generations = Generations(home)
    if not force and (ready := _ready(generations, embedder.identity, fingerprint)):
        return ready, SyncReport(len(ready))
    with generations.lock():
        # Another process may have done the work while this one waited for the lock.
        if not force and (ready := _ready(generations, embedder.identity, fingerprint)):
            return ready, SyncReport(len(ready))
        return _synchronise(generations, embedder, fingerprint, passages(), progress, force)


def _ready(generations: Generations, embedder: str, fingerprint: str) -> Index | None:
    current = generations.current()
    if current is None:
        return None
    folder, manifest = current
    if (manifest.embedder, manifest.fingerprint) != (embedder, fingerprint):
        return None
    try:
        return Index.open(folder, embedder)
    except IndexFault as fault:
        log.warning("%s", fault)
        return None


def _synchronise(
    generations: Generations,
    embedder: DocumentEmbedder,
    fingerprint: str,
    passages: Sequence[Passage],
    progress: Progress,
    force: bool,
) -> tuple[Index, SyncReport]:
    current = generations.current()
    reason = _why_rebuild(generations, current, embedder.identity, force)
    if reason:
        if reason != "new":
            progress("repair", 0, 0)
        current = None
    before = _previous(current[0]) if current else {}
    wanted = {p.id: p for p in passages}
    if current and before.keys() == wanted.keys():
        generations.restamp(current[0], replace(current[1], fingerprint=fingerprint))
        return Index.open(current[0], embedder.identity), SyncReport(len(wanted))
    draft = generations.draft()
    base = current[0] if current else None
    embedded = _write_generation(draft, base, list(wanted.values()), before, embedder, progress)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    generations.publish(draft, embedder.identity, fingerprint, len(wanted), at)
    generations.clear_out(keep=draft)
    report = SyncReport(
        passages=len(wanted),
        added=len(wanted.keys() - before.keys()),
        removed=len(before.keys() - wanted.keys()),
        embedded=embedded,
        rebuilt=reason,
    )
    return Index.open(draft, embedder.identity), report


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
        return "embedder changed"
    if force:
        return "asked for"
    try:
        Index.open(current[0], embedder).verify()
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


def _write_generation(
    draft: Path,
    base: Path | None,
    passages: Sequence[Passage],
    before: Mapping[str, np.ndarray],
    embedder: DocumentEmbedder,
    progress: Progress,
) -> int:
    """Write everything of a generation but its seal; returns how many texts were embedded."""
    fresh = [p for p in passages if p.id not in before]
    vectors = _embed(fresh, embedder, progress)
    by_id = {p.id: vectors[embedded_text(p)] for p in fresh} | dict(before)
    stores = draft / "chroma"
    if base:
        _copy_folder(base / "chroma", stores)
    done = 0

    def tick(count: int) -> None:
        nonlocal done
        done += count
        progress("writing", done, len(fresh))

    for lang in LANGS:
        rows = [p for p in passages if p.lang == lang]
        gone = _gone(base, lang, {p.id for p in rows})
        store = open_store(stores, lang, KnownVectors(vectors))
        write_store(store, [p for p in fresh if p.lang == lang], gone, tick)
        matrix = np.zeros((len(rows), embedder.dimension), dtype=np.float32)
        for row, passage in enumerate(rows):
            matrix[row] = by_id[passage.id]
        save_rows(draft, lang, matrix)
        save_passages(draft, lang, rows)
        LexicalIndex.build([embedded_text(p) for p in rows], lang).save(draft / f"lexical-{lang}")
    texts: dict[Lang, list[str]] = {
        lang: [p.text for p in passages if p.lang == lang] for lang in LANGS
    }
    (draft / "leanings.json").write_bytes(orjson.dumps(word_leanings(texts)))
    return len(vectors)


def _embed(
    passages: Sequence[Passage], embedder: DocumentEmbedder, progress: Progress
) -> dict[str, np.ndarray]:
    texts = sorted({embedded_text(p) for p in passages})
    if not texts:
        return {}
    total = len(texts)
    progress("embedding", 0, total)
    vectors = embedder.encode_documents(texts, lambda done: progress("embedding", done, total))
    return dict(zip(texts, vectors, strict=True))


def _gone(base: Path | None, lang: Lang, wanted: set[str]) -> list[str]:
    if base is None:
        return []
    return [p.id for p in load_passages(base, lang) if p.id not in wanted]


def _copy_folder(source: Path, target: Path) -> None:
    import shutil

    shutil.copytree(source, target)
