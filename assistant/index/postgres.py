"""Vectors in PostgreSQL (pgvector), through LangChain: the store that replicas share.

LangChain keeps one table for all. A collection of it is a language of the library or of one
collection of own documents, and holds what the generation in force and the one before need, so
that a replica which has not yet noticed a change still finds what it looks for.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.database import Database
from assistant.errors import DatabaseError
from assistant.index.vectors import BATCH, KnownVectors, Tick, embedded_text, metadata
from assistant.records import LANGS, Lang, Passage

if TYPE_CHECKING:
    from sqlalchemy import Connection

log = logging.getLogger(__name__)

# Fewer passages than this are compared one by one, which takes a few milliseconds.
_INDEX_FROM = 5000
_HNSW = "m = 16, ef_construction = 100"
# The graph is built in memory where it fits.
_BUILD_MEMORY = "512MB"
# Passages of the generation before may be among the nearest; the graph gives up to 1000.
_SPARE, _MOST = 1.25, 1000


class PostgresVectors:
    """The vectors of one scope: the library, or a collection by its id."""

    def __init__(self, database: Database, scope: str) -> None:
        self._database = database
        self._scope = scope
        self._anew = False

    def begin(self, draft: Path, base: Path | None) -> None:
        """Wait for one's turn to write; without a base everything is written anew."""
        # One writer at a time, or two that both make an index would wait for each other.
        self._database.hold("vectors")
        self._anew = base is None

    def write(
        self,
        draft: Path,
        lang: Lang,
        rows: Sequence[Passage],
        before: set[str],
        vectors: Mapping[str, np.ndarray],
        tick: Tick,
    ) -> None:
        """Add what is not there, delete what neither the draft nor its base needs; in the
        transaction of this thread."""
        wanted = {p.id: p for p in rows}
        known = KnownVectors({embedded_text(p): vectors[p.id] for p in rows})
        with self._database.transaction() as connection:
            store = _bound(connection, self._name(lang), known)
            here = set(self._ids(lang))
            if self._anew:
                self._drop_index(connection, lang)
            stale = here if self._anew else here - wanted.keys() - before
            _delete(store, [self._key(lang, id_) for id_ in sorted(stale)])
            fresh = [p for id_, p in wanted.items() if id_ in stale or id_ not in here]
            for start in range(0, len(fresh), BATCH):
                batch = fresh[start : start + BATCH]
                store.add_texts(
                    [embedded_text(p) for p in batch],
                    metadatas=[metadata(p) for p in batch],
                    ids=[self._key(lang, p.id) for p in batch],
                )
                tick(len(batch))
            if len(rows) >= _INDEX_FROM:
                self._make_index(connection, lang, len(vectors[rows[0].id]))

    def open(self, folder: Path, lang: Lang, ids: Sequence[str]) -> PostgresNeighbours:
        """The vectors of a language; the database is asked when they are needed."""
        return PostgresNeighbours(self._database, self._name(lang), ids)

    def drop(self) -> None:
        """Forget everything of this scope."""
        with self._database.transaction() as connection:
            self._database.hold("vectors")
            for lang in LANGS:
                self._drop_index(connection, lang)
                if connection.exec_driver_sql(_LANGCHAIN_IS_THERE).scalar():
                    self._database.change(
                        "DELETE FROM langchain_pg_collection WHERE name = :name",
                        name=self._name(lang),
                    )

    def _name(self, lang: Lang) -> str:
        return f"{self._scope}/{lang}"

    def _key(self, lang: Lang, id_: str) -> str:
        # LangChain's ids are unique over all of its collections, ours only within one.
        return f"{self._name(lang)}/{id_}"

    def _ids(self, lang: Lang) -> Iterator[str]:
        return _ids(self._database, self._name(lang))

    def _index(self, lang: Lang) -> str:
        return f"boardwise_near_{self._scope}_{lang}".replace("-", "_")

    def _drop_index(self, connection: Connection, lang: Lang) -> None:
        connection.exec_driver_sql(f"DROP INDEX IF EXISTS {self._index(lang)}")

    def _make_index(self, connection: Connection, lang: Lang, dimension: int) -> None:
        """A graph over the vectors of one language only; nothing where there is one already."""
        (uuid,) = self._database.rows(_UUID, name=self._name(lang))[0]
        connection.exec_driver_sql(f"SET LOCAL maintenance_work_mem = '{_BUILD_MEMORY}'")
        # Workers would share the graph through /dev/shm, which is tiny in a container.
        connection.exec_driver_sql("SET LOCAL max_parallel_maintenance_workers = 0")
        connection.exec_driver_sql(
            f"CREATE INDEX IF NOT EXISTS {self._index(lang)} ON langchain_pg_embedding "
            f"USING hnsw ((embedding::halfvec({dimension})) halfvec_cosine_ops) "
            f"WITH ({_HNSW}) WHERE collection_id = '{uuid}'"
        )
        # Without it PostgreSQL takes the table for small until it gets round to counting, and
        # compares every row.
        connection.exec_driver_sql("ANALYZE langchain_pg_embedding (collection_id)")


class PostgresNeighbours:
    """One language of a generation in PostgreSQL."""

    def __init__(self, database: Database, name: str, ids: Sequence[str]) -> None:
        self._database = database
        self._name = name
        self._own = ids
        self._uuid: str = ""

    def nearest(self, query: np.ndarray, count: int) -> Sequence[str] | None:
        """Ids of the nearest passages; None while the database is away."""
        limit = min(int(count * _SPARE), _MOST)
        point = f"'[{','.join(f'{x:.6g}' for x in query.tolist())}]'::halfvec({len(query)})"
        try:
            if not self._uuid:
                self._uuid = str(self._database.rows(_UUID, name=self._name)[0][0])
            # Through LangChain, PostgreSQL would read every text, and pass over the index. The
            # collection is named in the statement, or its index would not be considered.
            found = self._database.rows(
                "SELECT id FROM langchain_pg_embedding "  # noqa: S608
                f"WHERE collection_id = '{self._uuid}' "
                f"ORDER BY embedding::halfvec({len(query)}) <=> {point} LIMIT {limit}"
            )
        except (DatabaseError, IndexError) as fault:
            # The rows go on answering; what writes says that the database is away.
            log.info("%s", fault)
            self._uuid = ""
            return None
        return [key[len(self._name) + 1 :] for (key,) in found]

    def held(self) -> int:
        """How many of the generation's passages the database holds."""
        return len(set(self._own) & set(_ids(self._database, self._name)))

    def close(self) -> None:
        """Nothing is kept open: connections belong to the pool."""


_LANGCHAIN_IS_THERE = "SELECT to_regclass('langchain_pg_embedding') IS NOT NULL"
_UUID = "SELECT uuid FROM langchain_pg_collection WHERE name = :name"


def _ids(database: Database, name: str) -> Iterator[str]:
    found = database.rows(
        "SELECT e.id FROM langchain_pg_embedding e JOIN langchain_pg_collection c "
        "ON c.uuid = e.collection_id WHERE c.name = :name",
        name=name,
    )
    return (key[len(name) + 1 :] for (key,) in found)


def _delete(store: Any, keys: Sequence[str]) -> None:
    for start in range(0, len(keys), BATCH):
        store.delete(ids=list(keys[start : start + BATCH]))


def _bound(connection: Connection, name: str, embeddings: Embeddings) -> Any:
    """LangChain's store of this name; what it does counts when the connection's transaction
    does."""
    there = connection.exec_driver_sql(_LANGCHAIN_IS_THERE).scalar()
    store = _bound_store()(connection, name, embeddings)
    if not there:
        connection.exec_driver_sql(
            "CREATE INDEX IF NOT EXISTS boardwise_of_collection "
            "ON langchain_pg_embedding (collection_id)"
        )
        # In the row itself where it fits: read from elsewhere it takes several times as long.
        connection.exec_driver_sql(
            "ALTER TABLE langchain_pg_embedding ALTER COLUMN embedding SET STORAGE MAIN"
        )
    return store


@cache
def _bound_store() -> Any:
    from langchain_postgres import PGVector
    from sqlalchemy.orm import Session

    class BoundStore(PGVector):
        """A LangChain store that works on a connection of ours, within its transaction."""

        def __init__(self, connection: Connection, name: str, embeddings: Embeddings) -> None:
            self._connection = connection
            super().__init__(
                embeddings,
                connection=connection.engine,
                collection_name=name,
                create_extension=False,
            )

        @contextlib.contextmanager
        def _make_sync_session(self) -> Iterator[Session]:
            with Session(
                bind=self._connection, join_transaction_mode="create_savepoint"
            ) as session:
                yield session

    return BoundStore
