"""Small tables that lie in an SQLite file of a home, or in the database that replicas share.

A statement is written once, for both: `?` stands for a value, `[opinion]` for a table (in the
database `boardwise_opinion`), `rowid` for the order of coming.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from assistant.database.connection import Database

if TYPE_CHECKING:
    from sqlalchemy import Connection

_TABLE = re.compile(r"\[(\w+)\]")
# What another replica may hold is held for moments only.
_PATIENCE = 15.0


class Found(Protocol):
    """What a statement found or changed."""

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""

    def fetchone(self) -> Any:
        """The next row, None after the last."""

    def fetchall(self) -> Sequence[Any]:
        """The rows that are left."""


class Base(Protocol):
    """What runs statements within one transaction."""

    def execute(self, statement: str, values: Sequence[Any] = ..., /) -> Found:
        """Run one statement."""


class _Shared:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Found:
        from sqlalchemy import text

        head, *rest = _TABLE.sub(r"boardwise_\1", statement).split("?")
        numbered = head + "".join(f":v{place}{part}" for place, part in enumerate(rest))
        named = {f"v{place}": _storable(value) for place, value in enumerate(values)}
        return self._connection.execute(text(numbered), named)


@contextmanager
def shared_transaction(database: Database, hold: str = "") -> Iterator[Base]:
    """One transaction on the tables in the database; `hold` names what no other transaction
    that holds the same may change meanwhile. Raises what `Database.transaction` raises."""
    with database.transaction(_PATIENCE) as connection:
        if hold:
            database.hold(hold)
        yield _Shared(connection)


def _storable(value: Any) -> Any:
    """PostgreSQL takes neither a null character nor half a character in its texts."""
    if not isinstance(value, str):
        return value
    return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
