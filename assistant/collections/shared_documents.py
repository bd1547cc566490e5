"""What a collection keeps beside its index, in the database: its files, and who may see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from assistant.access import LimitedCollections
from assistant.access.people import checked_groups
from assistant.collections.documents import ROWS, TEXT, Documents
from assistant.collections.folder import gone
from assistant.database import Database

_COLUMN = {TEXT: "body", ROWS: "vectors"}


class SharedDocuments(Documents):
    """The lasting copies of a collection's files, in the database."""

    def __init__(self, database: Database, collection: str) -> None:
        self._database = database
        self._collection = collection

    def put(self, sha256: str, kind: str, content: bytes) -> None:
        """Keep the text or the rows of a file; CollectionError where the collection is gone."""
        column = _COLUMN[kind]
        kept = self._database.change(
            f"INSERT INTO boardwise_document (collection, sha256, {column}) "  # noqa: S608
            "SELECT id, :sha256, :content FROM boardwise_collection WHERE id = :collection "
            f"ON CONFLICT (collection, sha256) DO UPDATE SET {column} = excluded.{column}",
            collection=self._collection,
            sha256=sha256,
            content=content,
        )
        if not kept:
            raise gone(self._collection)

    def get(self, sha256: str, kind: str) -> bytes:
        """What `put` kept; OSError where it is not there."""
        found = self._database.rows(
            f"SELECT {_COLUMN[kind]} FROM boardwise_document "  # noqa: S608
            "WHERE collection = :collection AND sha256 = :sha256",
            collection=self._collection,
            sha256=sha256,
        )
        if not found or found[0][0] is None:
            raise FileNotFoundError(sha256)
        return bytes(found[0][0])

    def delete(self, sha256: str) -> None:
        """Forget a file; nothing happens where it is not there."""
        self._database.change(
            "DELETE FROM boardwise_document WHERE collection = :collection AND sha256 = :sha256",
            collection=self._collection,
            sha256=sha256,
        )

    def kept(self) -> Iterator[str]:
        """The hashes of all files that are there, in order."""
        found = self._database.rows(
            "SELECT sha256 FROM boardwise_document "
            "WHERE collection = :collection AND body IS NOT NULL ORDER BY sha256",
            collection=self._collection,
        )
        return (sha256 for (sha256,) in found)


class SharedLimits(LimitedCollections):
    """The groups of each collection, in the database: a limit set on one replica holds on all."""

    def __init__(self, home: Path, database: Database) -> None:
        super().__init__(home)
        self._database = database

    def groups(self, collection: str) -> frozenset[str]:
        """The groups that a collection is limited to, none where it is open."""
        found = self._database.rows(
            "SELECT groups FROM boardwise_collection WHERE id = :id", id=collection
        )
        return frozenset(found[0][0] if found else ())

    def limit(self, collection: str, groups: Iterable[str]) -> None:
        """Limit a collection to groups, or open it to everybody where there are none."""
        self._database.change(
            "UPDATE boardwise_collection SET groups = :groups WHERE id = :id",
            groups=list(checked_groups(groups)),
            id=collection,
        )
