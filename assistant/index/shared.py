"""Index generations in PostgreSQL: each replica keeps a copy of the files of those in force.

The files of a generation (rows, words, passages) are made once, by whoever writes it, and are
the same bytes on every replica: what replicas answer cannot differ. Its vectors and its files
come into force with one transaction; a writer that dies leaves the old state.
"""

from __future__ import annotations

import contextlib
import shutil
import time
import uuid
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import orjson

from assistant.database import Database
from assistant.errors import DatabaseError
from assistant.index.generation import FORMAT, Generations, Manifest, files_of, whole
from assistant.index.postgres import PostgresVectors
from assistant.index.sums import altered, seal
from assistant.index.vectors import Vectors

# The scope of the library; a collection's is its id.
LIBRARY = "library"
FOLDER = "replica"
_PART = 8 << 20
_KEPT = 2
_ABANDONED_SECONDS = 3600


class SharedGenerations(Generations):
    """The generations of one scope; every method raises what the database raises."""

    def __init__(self, database: Database, scope: str, home: Path, alone: bool = False) -> None:
        """`home` holds this replica's copies, which can be deleted at any time; `alone` is a
        scope whose model need not be that of the library."""
        self._alone = alone
        self._database = database
        self.scope = scope
        self.root = home / FOLDER / scope
        self.make_writable(home)

    @property
    def vectors(self) -> Vectors:
        """The vectors of this scope in the database."""
        return PostgresVectors(self._database, self.scope)

    @contextlib.contextmanager
    def lock(self, timeout: float = 600.0) -> Iterator[None]:
        """Hold the writer's lock in one transaction, which counts at the end of the block."""
        with self._database.transaction(timeout):
            self._database.hold(self.scope)
            yield

    def current(self) -> tuple[Path, Manifest] | None:
        """The generation in force, brought here; None where there is none."""
        return self._brought("")

    def fitting(self, embedder: str, fingerprint: str) -> tuple[Path, Manifest] | None:
        """The generation of this model and this state of the library: replicas may serve two."""
        return self._brought(
            "AND embedder = :embedder AND fingerprint = :fingerprint",
            embedder=embedder,
            fingerprint=fingerprint,
        )

    def exists(self) -> bool:
        """True where an index was once made current."""
        return bool(self.stamp())

    def stamp(self) -> str:
        """The name of the generation in force, "" where there is none."""
        found = self._database.rows(f"SELECT name {_LATEST}", scope=self.scope)
        return str(found[0][0]) if found else ""

    def publish(self, draft: Path, embedder: str, fingerprint: str, passages: int, at: str) -> None:
        """Put a draft's files into the database and in force; call it under the lock."""
        self._same_model(embedder)
        seal(draft)
        manifest = Manifest(FORMAT, embedder, fingerprint, passages, files_of(draft), at)
        self._database.change(
            "INSERT INTO boardwise_generation (name, scope, manifest, embedder, fingerprint) "
            "VALUES (:name, :scope, :manifest, :embedder, :fingerprint)",
            name=draft.name,
            scope=self.scope,
            manifest=orjson.dumps(asdict(manifest)),
            embedder=embedder,
            fingerprint=fingerprint,
        )
        for path in manifest.files:
            with (draft / path).open("rb") as handle:
                for part, content in enumerate(iter(lambda: handle.read(_PART), b"")):
                    self._database.change(
                        "INSERT INTO boardwise_file VALUES (:name, :path, :part, :content)",
                        name=draft.name,
                        path=path,
                        part=part,
                        content=content,
                    )

    def restamp(self, folder: Path, manifest: Manifest) -> None:
        """Replace the manifest of a generation whose content has not changed."""
        self._database.change(
            "UPDATE boardwise_generation SET manifest = :manifest, fingerprint = :fingerprint "
            "WHERE name = :name",
            manifest=orjson.dumps(asdict(manifest)),
            fingerprint=manifest.fingerprint,
            name=folder.name,
        )

    def clear_out(self, keep: Path) -> None:
        """Delete all generations but the one in force and the one before; under the lock."""
        names = self._names()
        for name in names[_KEPT:]:
            self._database.change("DELETE FROM boardwise_generation WHERE name = :name", name=name)
        for folder in self.root.glob("generation-*"):
            if folder != keep and folder.name not in names[:_KEPT]:
                shutil.rmtree(folder, ignore_errors=True)

    def drop(self) -> None:
        """Forget everything of this scope, here and in the database."""
        with self._database.transaction():
            PostgresVectors(self._database, self.scope).drop()
            self._database.change(
                "DELETE FROM boardwise_generation WHERE scope = :scope", scope=self.scope
            )
        shutil.rmtree(self.root, ignore_errors=True)

    def refuse_model(self, held: str, wanted: str) -> None:
        """Raise DatabaseError: the other replicas still embed questions with the other model."""
        raise DatabaseError(
            f"The vectors in the database are those of another model ({held}, not {wanted}).",
            "Set ASSISTANT_EMBEDDER as on the other replicas; or change it on all of them and run "
            "`assistant index build --force` once.",
            code="database-embedder",
            held=held,
            wanted=wanted,
        )

    def _same_model(self, embedder: str) -> None:
        """Collections are embedded like the library that they share the database with."""
        found = self._database.rows(f"SELECT embedder {_LATEST}", scope=LIBRARY)
        if self.scope != LIBRARY and not self._alone and found and found[0][0] != embedder:
            self.refuse_model(found[0][0], embedder)

    def _names(self) -> list[str]:
        found = self._database.rows(
            "SELECT name FROM boardwise_generation WHERE scope = :scope ORDER BY number DESC",
            scope=self.scope,
        )
        return [name for (name,) in found]

    def _brought(self, condition: str, **values: str) -> tuple[Path, Manifest] | None:
        """The latest generation that fits, with its files on this replica."""
        # A generation may be superseded twice while it is being read.
        for _ in range(3):
            found = self._database.rows(
                f"SELECT name, manifest {_LATEST.replace('ORDER', f'{condition} ORDER')}",
                scope=self.scope,
                **values,
            )
            if not found:
                return None
            manifest = Manifest(**orjson.loads(found[0][1]))
            if manifest.format != FORMAT:
                return None
            folder = self.root / found[0][0]
            if whole(folder, manifest) or self._fetched(folder, manifest):
                return folder, manifest
        return None

    def _fetched(self, folder: Path, manifest: Manifest) -> bool:
        """Copy a generation's files to this replica; False where they are not all there."""
        draft = self.root / f".fetch-{uuid.uuid4().hex[:12]}"
        for path in manifest.files:
            target = draft / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as handle:
                for content in self.parts(folder.name, path):
                    handle.write(content)
        complete = whole(draft, manifest) and not altered(draft)
        if complete and not whole(folder, manifest):
            shutil.rmtree(folder, ignore_errors=True)
            # Another process of this home may have been quicker.
            with contextlib.suppress(OSError):
                draft.rename(folder)
        shutil.rmtree(draft, ignore_errors=True)
        self._clear_copies()
        return complete and whole(folder, manifest)

    def parts(self, name: str, path: str) -> Iterator[bytes]:
        """A file of a generation, in pieces; none where it is not there."""
        part = 0
        while found := self._database.rows(
            "SELECT content FROM boardwise_file "
            "WHERE generation = :name AND path = :path AND part = :part",
            name=name,
            path=path,
            part=part,
        ):
            yield bytes(found[0][0])
            part += 1

    def _clear_copies(self) -> None:
        """Delete this replica's copies of generations that are gone, and what a kill left.

        A young one may be the draft of another process of this home.
        """
        kept = set(self._names())
        for folder in (*self.root.glob("generation-*"), *self.root.glob(".fetch-*")):
            with contextlib.suppress(OSError):
                old = time.time() - folder.stat().st_mtime > _ABANDONED_SECONDS
                if old and folder.name not in kept:
                    shutil.rmtree(folder, ignore_errors=True)


def library_generations(home: Path, database: Database | None) -> Generations:
    """The generations of the library: in the database where there is one, else in the home."""
    if database is None:
        return Generations(home)
    return SharedGenerations(database, LIBRARY, home)


_LATEST = "FROM boardwise_generation WHERE scope = :scope ORDER BY number DESC LIMIT 1"
