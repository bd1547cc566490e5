"""The batches that are being taken into a collection: each leaves a mark and holds a lock on it.

The lock goes with the process, the mark stays where a kill ended it: that tells a collection of
which a first batch is on its way from one of which it was cut short.
"""

from __future__ import annotations

import contextlib
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.database import Database
from assistant.errors import AssistantError

# In the database it is a document without a text, which is none: see `SharedDocuments.kept`.
_FOLDER = "filling"
_KEY = "hashtextextended(:name, 0)"


class Batches:
    """Those into a collection of this machine."""

    def __init__(self, root: Path) -> None:
        self._marks = root / _FOLDER

    @property
    def running(self) -> bool:
        """True while any batch is being taken in."""
        return any(map(_held, self._marks.glob("*.lock")))

    @property
    def cut_short(self) -> bool:
        """True where a batch has ended without saying so, and none is running."""
        marks = list(self._marks.glob("*.lock"))
        return bool(marks) and not any(map(_held, marks))

    @contextlib.contextmanager
    def begin(self) -> Iterator[None]:
        """A batch, until the block or the process ends; OSError where it cannot be written."""
        self._marks.mkdir(exist_ok=True)
        mark = self._marks / f"{uuid.uuid4().hex}.lock"
        with FileLock(mark):
            yield
        self._end()

    def _end(self) -> None:
        """What is in force by now, or not, is no longer the work of a kill."""
        for mark in self._marks.glob("*.lock"):
            if not _held(mark):
                mark.unlink(missing_ok=True)


def _held(mark: Path) -> bool:
    """True while the process that made a mark lives."""
    try:
        with FileLock(mark, timeout=0):
            return False
    except (Timeout, OSError):
        return True


class SharedBatches(Batches):
    """Those into a collection in the database, on whichever replica; every method raises what the
    database raises."""

    def __init__(self, database: Database, collection: str) -> None:
        self._database = database
        self._collection = collection

    @property
    def running(self) -> bool:
        """True while any replica is taking a batch in."""
        free = f"SELECT pg_try_advisory_xact_lock({_KEY})"
        return not self._database.rows(free, name=self._lock)[0][0]

    @property
    def cut_short(self) -> bool:
        """True where a batch has ended without saying so, and none is running."""
        marks = "SELECT 1 FROM boardwise_document WHERE collection = :id AND sha256 = :mark"
        there = self._database.rows(marks, id=self._collection, mark=_FOLDER)
        return bool(there) and not self.running

    @contextlib.contextmanager
    def begin(self) -> Iterator[None]:
        """A batch: a thread holds the lock in a transaction of its own, so that it goes with the
        connection."""
        ready, done = threading.Event(), threading.Event()
        holder = threading.Thread(target=self._hold, args=(ready, done), daemon=True)
        holder.start()
        ready.wait()
        try:
            self._database.change(
                "INSERT INTO boardwise_document (collection, sha256) SELECT id, :mark "
                "FROM boardwise_collection WHERE id = :id ON CONFLICT DO NOTHING",
                id=self._collection,
                mark=_FOLDER,
            )
            yield
        finally:
            done.set()
            holder.join()
        self._end()

    def _hold(self, ready: threading.Event, done: threading.Event) -> None:
        # Where the database is away, what is written next says so.
        with contextlib.suppress(AssistantError), self._database.transaction():
            asked = f"SELECT pg_advisory_xact_lock_shared({_KEY})"
            self._database.rows(asked, name=self._lock)
            ready.set()
            done.wait()
        ready.set()

    def _end(self) -> None:
        if not self.running:
            forget = "DELETE FROM boardwise_document WHERE collection = :id AND sha256 = :mark"
            self._database.change(forget, id=self._collection, mark=_FOLDER)

    @property
    def _lock(self) -> str:
        return f"bw filling {self._collection}"
