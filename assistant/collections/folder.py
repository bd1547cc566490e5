"""One collection on disk: its name, the copies of its files, its index in generations.

name.json             what it is called
documents/            what was read of each file
index/current         which generation is in force
index/generation-*/   the index, and files.json: the files that it holds
filling/              a lock for each batch that is being taken in
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import orjson

from assistant.collections.batches import Batches
from assistant.collections.documents import Documents, stored_files
from assistant.collections.records import Collection, StoredFile
from assistant.collections.tokens import TokenFolder
from assistant.durable import write_whole
from assistant.errors import CollectionError, IndexFault
from assistant.index.generation import Generations, Manifest
from assistant.index.opened import Index
from assistant.index.sync import DocumentEmbedder
from assistant.index.vectors import embedded_text
from assistant.index.writing import write_index
from assistant.records import Passage

_NAME, FILES, MANIFEST = "name.json", "files.json", "manifest.json"


class CollectionFolder:
    """Reads a collection, and puts another state of it in force."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.id = root.name
        self.documents = Documents(root / "documents")

    @property
    def exists(self) -> bool:
        """False once the collection has been deleted."""
        return (self.root / _NAME).is_file()

    @property
    def tokens(self) -> TokenFolder:
        """The token vectors of its files, on this machine."""
        return TokenFolder(self.root)

    def name(self) -> str:
        """What the collection is called; CollectionError where it is gone."""
        try:
            state = orjson.loads((self.root / _NAME).read_bytes())
            return str(state["name"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise gone(self.id) from error

    @property
    def named(self) -> bool:
        """False where its name is lost."""
        try:
            return bool(self.name())
        except CollectionError:
            return False

    def rename(self, name: str) -> None:
        """Give it another name, by one atomic write."""
        write_whole(self.root / _NAME, orjson.dumps({"name": name}))

    def stamp(self) -> str:
        """Changes whenever another state is in force; "" where there is none."""
        try:
            return (self.root / "index" / "current").read_text(encoding="utf-8").strip()
        except OSError:
            return ""

    def unpointed(self) -> str:
        """The newest sealed generation where the pointer to the one in force is lost, else ""."""
        if self.stamp():
            return ""
        sealed = list((self.root / "index").glob(f"generation-*/{MANIFEST}"))
        return max(sealed, key=_modified).parent.name if sealed else ""

    @property
    def empty(self) -> bool:
        """True where nothing was ever put in force."""
        return not self.stamp() and not self.unpointed()

    @property
    def batches(self) -> Batches:
        """The batches that are being taken in."""
        return Batches(self.root)

    @property
    def abandoned(self) -> bool:
        """True where a kill cut the first batch short: nothing was ever put in force."""
        return self.empty and self.batches.cut_short

    @contextlib.contextmanager
    def lock(self, timeout: float = 600.0) -> Iterator[Generations]:
        """Hold the writer's lock; CollectionError where the collection is gone by then,
        BusyError where another process keeps it too long."""
        if not self.exists:
            raise gone(self.id)
        generations = self.generations()
        with generations.lock(timeout):
            if not self.exists:
                raise gone(self.id)
            yield generations

    def current(self) -> tuple[Path, Manifest] | None:
        """The generation in force, None where there is none or it is damaged."""
        return self.generations().current() if self.exists else None

    def generations(self) -> Generations:
        """The generations of its index."""
        return Generations(self.root)

    def read(self) -> Collection:
        """The collection with its files; those of the lasting copies where the index is damaged."""
        if self.empty:
            return Collection(self.id, self.name())
        current = self.current()
        at = current[1].built_at if current else ""
        try:
            files = self.listed(self.stamp() or self.unpointed())
        except IndexFault:
            files = tuple(self._salvaged())
        return Collection(self.id, self.name(), files, at)

    def listed(self, generation: str) -> tuple[StoredFile, ...]:
        """The files in a generation; IndexFault where that cannot be read."""
        try:
            return stored_files(self.listing(generation))
        except (OSError, ValueError) as error:
            raise IndexFault(
                f"{self.id}: the list of files is damaged.",
                "Run `assistant index repair`.",
                code="collection_damaged",
            ) from error

    def listing(self, generation: str) -> bytes:
        """The list of files that a generation was sealed with; OSError where it is not there."""
        return (self.root / "index" / generation / FILES).read_bytes()

    def _salvaged(self) -> Iterator[StoredFile]:
        for sha256 in self.documents.kept():
            with contextlib.suppress(IndexFault):
                yield self.documents.read(sha256)[0]

    def publish(
        self,
        generations: Generations,
        files: Sequence[StoredFile],
        embedder: DocumentEmbedder,
        anew: bool = False,
    ) -> None:
        """Put these files in force; call it under the lock. `anew` copies nothing of the old.

        Only passages without a vector of this model are embedded. Raises IndexFault where the
        copy of a file is damaged, and leaves the old state in force.
        """
        passages, vectors = self._content(files, embedder)
        base = self._base(generations, embedder.identity) if not anew else None
        listed = orjson.dumps([asdict(file) for file in files])
        with generations.drafting() as draft:
            write_index(
                draft, base, passages, vectors, embedder.dimension, store=generations.vectors
            )
            (draft / FILES).write_bytes(listed)
            at = datetime.now(UTC).isoformat(timespec="seconds")
            fingerprint = hashlib.sha256(listed).hexdigest()
            generations.publish(draft, embedder.identity, fingerprint, len(passages), at)
        generations.clear_out(keep=draft)

    def _base(self, generations: Generations, identity: str) -> Path | None:
        current = generations.current()
        if current is None or current[1].embedder != identity:
            return None
        index = generations.open(current[0], identity)
        try:
            index.verify()
        except IndexFault:
            return None
        finally:
            close(index)
        return current[0]

    def _content(
        self, files: Iterable[StoredFile], embedder: DocumentEmbedder
    ) -> tuple[list[Passage], dict[str, np.ndarray]]:
        """Every passage once, in order, and its vector by id."""
        passages: dict[str, Passage] = {}
        vectors: dict[str, np.ndarray] = {}
        for file in files:
            _, own = self.documents.read(file.sha256)
            rows = self.documents.vectors(file.sha256, embedder.identity, len(own))
            if rows is None:
                rows = embedder.encode_documents([embedded_text(p) for p in own])
                self.documents.write_vectors(file.sha256, embedder.identity, rows)
            for passage, vector in zip(own, rows, strict=True):
                passages.setdefault(passage.id, passage)
                vectors.setdefault(passage.id, vector)
        return list(passages.values()), vectors


def _modified(path: Path) -> int:
    return path.stat().st_mtime_ns


def close(index: Index) -> None:
    """Let go of what Chroma keeps open of an index."""
    for part in index.partitions.values():
        part.dense.close()


def gone(wanted: str) -> CollectionError:
    """The fault for a collection that is not there."""
    return CollectionError(
        f"There is no collection {wanted!r}.",
        "`assistant collections list` names those that there are.",
        collection=wanted,
    )
