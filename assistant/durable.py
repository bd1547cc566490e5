"""Files and changes that are whole or not there, however the process ends."""

from __future__ import annotations

import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from assistant.errors import AssistantError


def write_whole(path: Path, content: bytes) -> None:
    """Write through a temporary name, flushed to disk, so that readers see all or nothing.

    Raises OSError where it cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.tmp")
    with temporary.open("wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    temporary.replace(path)


@contextmanager
def transaction(path: Path, tables: str) -> Iterator[sqlite3.Connection]:
    """One transaction on an SQLite file, made with `tables` where it is missing, that writes all
    or nothing; a second writer waits for the first. Raises AssistantError where the folder
    cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(path, timeout=30, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise AssistantError(
            f"{path.parent}: cannot write here ({error}).",
            "Make the folder writable or set ASSISTANT_HOME to another one.",
            code="home",
            path=path.parent,
        ) from error
    with closing(base):
        base.execute("PRAGMA foreign_keys = ON")
        base.executescript(tables)
        base.execute("BEGIN IMMEDIATE")
        try:
            yield base
            base.execute("COMMIT")
        except BaseException:
            if base.in_transaction:
                base.execute("ROLLBACK")
            raise
