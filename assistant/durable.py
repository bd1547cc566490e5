"""Files and changes that are whole or not there, however the process ends."""

from __future__ import annotations

import errno
import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from assistant.errors import AssistantError

# In a home, tells that a restore has begun to count: `assistant.backup.finish_restore` ends it.
RESTORING = ".restore.json"
# What SQLite says of the disk, not of the statement.
_OF_THE_DISK = (
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN,
)  # fmt: skip


def write_whole(path: Path, content: bytes) -> None:
    """Write through a temporary name, flushed to disk, so that readers see all or nothing.

    Raises OSError where it cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.tmp")
    try:
        with temporary.open("wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        temporary.replace(path)
    except BaseException:
        # On a full disk half a file would keep its room for ever.
        temporary.unlink(missing_ok=True)
        raise


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Tell what the disk refuses within the block as a fault with a remedy.

    Raises AssistantError, of code disk-full where no room is left, else home; faults of other
    kinds pass.
    """
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        fault = _refused(place, error)
        if fault is None:
            raise
        raise fault from error


def _refused(place: Path, error: OSError | sqlite3.OperationalError) -> AssistantError | None:
    """The fault for an error of the disk, None where it is none of the disk's."""
    if isinstance(error, OSError):
        # Copying a folder tells many errors as one, by their words alone.
        told = os.strerror(errno.ENOSPC) in str(error)
        full = told or error.errno in (errno.ENOSPC, errno.EDQUOT)
        cause = error.strerror or str(error)[:200]
    else:
        code = error.sqlite_errorcode & 0xFF
        if code not in _OF_THE_DISK:
            return None
        full, cause = code == sqlite3.SQLITE_FULL, str(error)
    return disk_full(place, cause) if full else unwritable(place, cause)


def disk_full(place: Path, cause: str) -> AssistantError:
    """The fault for a disk on which no room is left."""
    return AssistantError(
        f"{place}: the disk is full ({cause}).",
        "Nothing was changed. Make room on the disk, then do it again.",
        code="disk-full",
        path=str(place),
    )


def unwritable(place: Path, cause: object) -> AssistantError:
    """The fault for a folder that cannot be written."""
    return AssistantError(
        f"{place}: cannot write here ({cause}).",
        "Make the folder writable or set ASSISTANT_HOME to another one.",
        code="home",
        path=str(place),
    )


@contextmanager
def transaction(path: Path, tables: str) -> Iterator[sqlite3.Connection]:
    """One transaction on an SQLite file, made with `tables` where it is missing, that writes all
    or nothing; a second writer waits for the first.

    On a disk that can only be read, it reads. Raises AssistantError where the folder cannot be
    written or the disk is full.
    """
    with writing(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(path, timeout=30, isolation_level=None)
    with closing(base), writing(path.parent):
        base.execute("PRAGMA foreign_keys = ON")
        base.executescript(tables)
        _begin(base)
        try:
            yield base
            base.execute("COMMIT")
        except BaseException:
            if base.in_transaction:
                base.execute("ROLLBACK")
            raise


def _begin(base: sqlite3.Connection) -> None:
    try:
        base.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
            raise
        base.execute("BEGIN")
