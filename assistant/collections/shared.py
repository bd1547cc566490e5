"""Collections in the database that replicas share; each replica keeps a copy of their indexes."""

from __future__ import annotations

import contextlib
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import orjson

from assistant.access.limited import seen_by_whoever_acts
from assistant.collections.batches import SharedBatches
from assistant.collections.folder import FILES, CollectionFolder, gone
from assistant.collections.records import Collection
from assistant.collections.shared_documents import SharedDocuments, SharedLimits
from assistant.collections.store import PREFIX, Store
from assistant.database import Database
from assistant.index.shared import FOLDER, SharedGenerations

# A copy this young may be that of a collection which another process is just making.
_YOUNG_SECONDS = 600.0
# How long what was found of a collection is taken for true without asking again.
_FRESH_SECONDS = 1.0
_STATE = """SELECT c.id, c.name, coalesce((SELECT g.name FROM boardwise_generation g
    WHERE g.scope = c.id ORDER BY g.number DESC LIMIT 1), ''), c.groups
    FROM boardwise_collection c"""


class SharedStore(Store):
    """The collections in the database; every method raises what the database raises."""

    def __init__(self, home: Path, database: Database) -> None:
        self._home = home
        self._database = database
        self.root = home / FOLDER
        self.limited = SharedLimits(home, database)
        self._seen: set[str] | None = None
        self._until = 0.0
        self._lock = threading.Lock()

    def folders(self) -> tuple[CollectionFolder, ...]:
        """Every collection that whoever acts may see, in the order of their names."""
        return tuple(
            folder
            for folder, groups in self._listed()
            if seen_by_whoever_acts(frozenset(groups)) and not folder.abandoned
        )

    def kept(self) -> tuple[CollectionFolder, ...]:
        """Every collection in the database, also those that a kill left empty."""
        return tuple(folder for folder, _ in self._listed())

    def nameless(self) -> tuple[CollectionFolder, ...]:
        """None: the database holds no collection without a name."""
        return ()

    def _listed(self) -> list[tuple[CollectionFolder, list[str]]]:
        """Every collection with the groups that it is limited to, by one statement."""
        found = self._database.rows(_STATE)
        self._forget_copies({id for id, *_ in found})
        ordered = sorted(found, key=lambda each: (each[1].casefold(), each[0]))
        return [
            (SharedFolder(self._home, self._database, id, (name, stamp)), groups)
            for id, name, stamp, groups in ordered
        ]

    def exists(self, id: str) -> bool:
        """True for the id of a collection that is there, whoever may see it."""
        with self._lock:
            if time.monotonic() < self._until and self._seen is not None:
                return id in self._seen
        return SharedFolder(self._home, self._database, id).exists

    def make(self, id: str, name: str) -> CollectionFolder:
        """Make an empty collection."""
        self._database.change(
            "INSERT INTO boardwise_collection (id, name) VALUES (:id, :name)", id=id, name=name
        )
        return SharedFolder(self._home, self._database, id)

    def drop(self, folder: CollectionFolder) -> None:
        """Delete a collection with its files, its index and its vectors."""
        SharedGenerations(self._database, folder.id, self._home).drop()
        self._database.change("DELETE FROM boardwise_collection WHERE id = :id", id=folder.id)

    @contextlib.contextmanager
    def names(self) -> Iterator[None]:
        """Hold the lock on the names, in one transaction."""
        with self._database.transaction(patience=60):
            self._database.hold("names")
            yield

    def _forget_cut_short(self) -> None:
        """The database does not tell how long nobody has taken one up: they wait unseen."""

    def clear_out(self) -> None:
        """Nothing is left behind in the database; copies go when the next listing shows it."""

    def _forget_copies(self, there: set[str]) -> None:
        """Delete this replica's copies of collections that have been deleted anywhere."""
        with self._lock:
            before, self._seen = self._seen, there
            self._until = time.monotonic() + _FRESH_SECONDS
        if before is None:
            left = {path.name for path in self.root.glob(f"{PREFIX}*") if _old(path)}
        else:
            left = before
        for id in left - there:
            shutil.rmtree(self.root / id, ignore_errors=True)


def open_collections(home: Path, database: Database | None) -> Store:
    """The collections: in the database where there is one, else in the home."""
    return Store(home) if database is None else SharedStore(home, database)


def _old(path: Path) -> bool:
    return time.time() - path.stat().st_mtime > _YOUNG_SECONDS


class SharedFolder(CollectionFolder):
    """One collection in the database; `root` holds this replica's copies of its index."""

    def __init__(
        self, home: Path, database: Database, id: str, state: tuple[str, str] | None = None
    ) -> None:
        """`state` is its name and its stamp as a listing has just found them."""
        self.root = home / FOLDER / id
        self.id = id
        self.documents = SharedDocuments(database, id)
        self._home = home
        self._database = database
        self._held = state
        self._until = time.monotonic() + _FRESH_SECONDS if state else 0.0

    @property
    def exists(self) -> bool:
        """False once the collection has been deleted."""
        return self._state() is not None

    def name(self) -> str:
        """What the collection is called; CollectionError where it is gone."""
        state = self._state()
        if state is None:
            raise gone(self.id)
        return state[0]

    def rename(self, name: str) -> None:
        """Give it another name."""
        self._database.change(
            "UPDATE boardwise_collection SET name = :name WHERE id = :id", name=name, id=self.id
        )
        self._until = 0.0

    def stamp(self) -> str:
        """Changes whenever another state is in force; "" where there is none."""
        state = self._state()
        return state[1] if state else ""

    def unpointed(self) -> str:
        """Nothing: the database tells which generation is in force."""
        return ""

    @property
    def batches(self) -> SharedBatches:
        """The batches that are being taken in, on whichever replica."""
        return SharedBatches(self._database, self.id)

    @contextlib.contextmanager
    def lock(self, timeout: float = 600.0) -> Iterator[SharedGenerations]:
        """Hold the writer's lock in one transaction, which counts at the end of the block.

        Raises CollectionError where the collection is gone by then.
        """
        generations = self.generations()
        with generations.lock(timeout):
            self._until = 0.0
            if not self.exists:
                raise gone(self.id)
            yield generations
        self._until = 0.0

    def generations(self) -> SharedGenerations:
        """The generations of its index."""
        return SharedGenerations(self._database, self.id, self._home)

    def read(self) -> Collection:
        """The collection with its files, without bringing its index here."""
        stamp = self.stamp()
        if not stamp:
            return Collection(self.id, self.name())
        found = self._database.rows(
            "SELECT manifest FROM boardwise_generation WHERE name = :name", name=stamp
        )
        if not found:
            # Superseded twice since the listing.
            self._until = 0.0
            return self.read()
        at = orjson.loads(found[0][0])["built_at"]
        return Collection(self.id, self.name(), self.listed(stamp), at)

    def listing(self, generation: str) -> bytes:
        """The list of files that a generation was sealed with; OSError where it is not there."""
        found = b"".join(self.generations().parts(generation, FILES))
        if not found:
            raise FileNotFoundError(generation)
        return found

    def _state(self) -> tuple[str, str] | None:
        """Name and stamp, None where the collection is gone; asked once a second at most."""
        if time.monotonic() >= self._until:
            found = self._database.rows(f"{_STATE} WHERE c.id = :id", id=self.id)
            self._held = (found[0][1], found[0][2]) if found else None
            self._until = time.monotonic() + _FRESH_SECONDS
        return self._held
