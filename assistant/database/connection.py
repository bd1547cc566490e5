"""The PostgreSQL database that replicas share: connections, transactions, faults.

Only where `ASSISTANT_DATABASE_URL` names one; on one machine everything lies in ASSISTANT_HOME.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.database.faults import away, told
from assistant.database.tables import prepare
from assistant.errors import DatabaseError
from assistant.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

_CONNECT_SECONDS = 5
# A database that was away a moment ago is not asked again, so that questions need not wait.
_AWAY_SECONDS = 2.0


class Database:
    """Connections from a pool; a lost one is replaced when the next is asked for.

    Every method raises DatabaseError where the database cannot be reached or refuses, BusyError
    where another process holds a lock for too long.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._engine: Engine | None = None
        self._open = threading.local()
        self._lock = threading.Lock()
        self._ready = False
        self._away = 0.0

    @contextlib.contextmanager
    def transaction(self, patience: float = 600.0) -> Iterator[Connection]:
        """A transaction, or the one that this thread is in already; it counts when it is whole.

        `patience` is how long, in seconds, it waits for what another holds.
        """
        outer: Connection | None = getattr(self._open, "connection", None)
        if outer is not None:
            yield outer
            return
        with told(self._lost), self._prepared().begin() as connection:
            waiting = f"SET LOCAL lock_timeout = {int(patience * 1000)}"
            connection.exec_driver_sql(waiting)
            # Embedding may take longer than a server lets a transaction stand idle.
            connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
            self._open.connection = connection
            try:
                yield connection
            finally:
                self._open.connection = None

    def rows(self, statement: str, **values: Any) -> list[Any]:
        """What a statement finds, in the transaction of this thread where it is in one."""
        from sqlalchemy import text

        outer: Connection | None = getattr(self._open, "connection", None)
        if outer is not None:
            return list(outer.execute(text(statement), values))
        with told(self._lost):
            reading = self._prepared().execution_options(isolation_level="AUTOCOMMIT")
            with reading.connect() as connection:
                return list(connection.execute(text(statement), values))

    def change(self, statement: str, **values: Any) -> int:
        """Run a statement that changes something; returns how many rows it did."""
        from sqlalchemy import text

        with self.transaction() as connection:
            return connection.execute(text(statement), values).rowcount

    def hold(self, name: str) -> None:
        """Hold a lock of this name to the end of the transaction; call it inside one."""
        self.rows("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))", name=f"bw {name}")

    def close(self) -> None:
        """Give all connections back; a later use opens others."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()

    def _prepared(self) -> Engine:
        """The engine, once the tables are there."""
        with self._lock:
            if time.monotonic() < self._away:
                raise away("tried a moment ago")
            if self._engine is None:
                self._engine = _engine(self._url)
            if not self._ready:
                with self._engine.begin() as connection:
                    prepare(connection)
                self._ready = True
            return self._engine

    def _lost(self) -> None:
        self._away = time.monotonic() + _AWAY_SECONDS


def database_of(settings: Settings) -> Database | None:
    """The database that the settings name, None where they name none."""
    url = settings.database_url.get_secret_value()
    return _of(url) if url else None


@cache
def _of(url: str) -> Database:
    # One pool a process: every service and every renewal of it shares the connections.
    return Database(url)


def _engine(url: str) -> Engine:
    """The pool; raises DatabaseError where the packages for PostgreSQL are not installed."""
    try:
        import langchain_postgres  # noqa: F401
        from sqlalchemy import create_engine, event, make_url
    except ImportError as error:
        raise DatabaseError(
            f"The packages for PostgreSQL are not installed ({error.name}).",
            "Install them: pip install 'boardwise-assistant[postgres]'.",
            code="database-packages",
        ) from error
    engine = create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        pool_size=5,
        max_overflow=15,
        pool_timeout=15,
        connect_args={
            "connect_timeout": _CONNECT_SECONDS,
            "application_name": "boardwise",
            "keepalives_idle": 20,
            "tcp_user_timeout": 10_000,
            # Prepared statements do not survive a pooler such as PgBouncer.
            "prepare_threshold": None,
        },
    )

    @event.listens_for(engine, "connect")
    def _(connection: Any, _: Any) -> None:
        # The widest search that pgvector allows; see `index.chroma` for what width finds.
        with connection.cursor() as cursor:
            cursor.execute("SET hnsw.ef_search = 1000")
        connection.commit()

    return engine
