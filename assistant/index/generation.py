"""Index generations: a whole index in a folder of its own, made current by one rename.

A build or an update writes a new folder and only then moves the `current` pointer, so a
crash or a kill at any moment leaves the old index or the new one, never something between.
"""

from __future__ import annotations

import contextlib
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson
from filelock import FileLock, Timeout

from assistant.durable import write_whole, writing
from assistant.errors import BusyError, IndexFault
from assistant.index.chroma import FOLDER, ChromaVectors
from assistant.index.opened import Index
from assistant.index.sums import seal
from assistant.index.vectors import Vectors

# Raise it whenever what is written changes, the words of the lexical index included.
FORMAT = 2
_POINTER = "current"
_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made from; a difference means that it is stale."""

    format: int
    embedder: str
    fingerprint: str
    passages: int
    files: dict[str, int]
    built_at: str


class Generations:
    """The generations below `<home>/index`."""

    def __init__(self, home: Path) -> None:
        self.root = home / "index"

    def make_writable(self, home: Path) -> None:
        """Make the folder of the generations; IndexFault where the home cannot be written.

        Whoever only reads does not ask for it: a full disk must not keep anybody from reading.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            probe = self.root / f".probe-{uuid.uuid4().hex}"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise IndexFault(
                f"{home}: cannot write here ({error.strerror}).",
                "Make the folder writable or point ASSISTANT_HOME to another one.",
                code="home",
                path=str(home),
            ) from error

    @property
    def vectors(self) -> Vectors:
        """Where the vectors of these generations are kept."""
        return ChromaVectors()

    def open(self, folder: Path, embedder: str) -> Index:
        """A sealed generation, opened; IndexFault where a part of it is damaged."""
        return Index.open(folder, embedder, self.vectors)

    @contextlib.contextmanager
    def lock(self, timeout: float = 600.0) -> Iterator[None]:
        """Hold the writer's lock; BusyError where another process keeps it too long, IndexFault
        where the home cannot be written."""
        self.make_writable(self.root.parent)
        lock = FileLock(self.root / "write.lock")
        try:
            lock.acquire(timeout=timeout)
        except Timeout as error:
            raise BusyError(
                f"{self.root}: another process is building the index.",
                "Wait until it has finished, then start again.",
                path=str(self.root),
            ) from error
        try:
            yield
        finally:
            lock.release()

    def current(self) -> tuple[Path, Manifest] | None:
        """The generation in force, None where there is none or it is damaged."""
        try:
            name = (self.root / _POINTER).read_text(encoding="utf-8").strip()
            folder = self.root / name
            manifest = Manifest(**orjson.loads((folder / _MANIFEST).read_bytes()))
        except (OSError, ValueError, TypeError):
            return None
        if not name or manifest.format != FORMAT or not whole(folder, manifest):
            return None
        return folder, manifest

    def fitting(self, embedder: str, fingerprint: str) -> tuple[Path, Manifest] | None:
        """The generation of this model and this state of the library, None where there is none."""
        current = self.current()
        if current is None or (current[1].embedder, current[1].fingerprint) != (
            embedder,
            fingerprint,
        ):
            return None
        return current

    def exists(self) -> bool:
        """True where an index was once made current, whether or not it is still whole."""
        return (self.root / _POINTER).exists()

    def draft(self) -> Path:
        """A new, empty folder to build the next generation in."""
        folder = self.root / f"generation-{uuid.uuid4().hex[:12]}"
        folder.mkdir()
        return folder

    @contextlib.contextmanager
    def drafting(self) -> Iterator[Path]:
        """A draft that is gone again where building it fails: a full disk needs its room.

        Raises AssistantError where the disk is full or cannot be written.
        """
        with writing(self.root):
            draft = self.draft()
            try:
                yield draft
            except BaseException:
                if not self._in_force(draft):
                    shutil.rmtree(draft, ignore_errors=True)
                raise

    def _in_force(self, draft: Path) -> bool:
        try:
            return (self.root / _POINTER).read_text(encoding="utf-8").strip() == draft.name
        except OSError:
            return False

    def publish(self, draft: Path, embedder: str, fingerprint: str, passages: int, at: str) -> None:
        """Seal a draft with its manifest, then make it current: two atomic writes.

        The folder keeps its name, since Chroma holds its path while it is open.
        """
        seal(draft)
        manifest = Manifest(FORMAT, embedder, fingerprint, passages, files_of(draft), at)
        write_whole(draft / _MANIFEST, orjson.dumps(asdict(manifest)))
        write_whole(self.root / _POINTER, draft.name.encode())

    def restamp(self, folder: Path, manifest: Manifest) -> None:
        """Replace the manifest of a generation whose content has not changed."""
        write_whole(folder / _MANIFEST, orjson.dumps(asdict(manifest)))

    def refuse_model(self, held: str, wanted: str) -> None:
        """Nobody else uses these vectors: those of another model are made anew."""

    def clear_out(self, keep: Path) -> None:
        """Delete abandoned drafts and all generations but `keep` and the one before it.

        The one before may still be open in another process. Call it under the lock.
        """
        others = [p for p in self.root.glob("generation-*") if p != keep]
        sealed = sorted((p for p in others if (p / _MANIFEST).exists()), key=_modified)
        for folder in others:
            if folder not in sealed[-1:]:
                shutil.rmtree(folder, ignore_errors=True)


def files_of(draft: Path) -> dict[str, int]:
    """Every file of a draft with its size in bytes, those of Chroma left out."""
    return {
        str(path.relative_to(draft)): path.stat().st_size
        for path in sorted(draft.rglob("*"))
        if path.is_file() and FOLDER not in path.relative_to(draft).parts
    }


def whole(folder: Path, manifest: Manifest) -> bool:
    """True where every file of a generation is there and has its size."""
    return {path: _size(folder / path) for path in manifest.files} == manifest.files


def _modified(path: Path) -> float:
    return path.stat().st_mtime


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1
