"""The tables of the database, and the extension that they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.database.faults import first_line, no_extension
from assistant.errors import DatabaseError

if TYPE_CHECKING:
    from sqlalchemy import Connection

# Raise it whenever a table changes; one that is new hurts no older version.
FORMAT = 1
# Types of half precision came with pgvector 0.7.
_OLDEST_PGVECTOR = (0, 7)

_TABLES = (
    "CREATE TABLE IF NOT EXISTS boardwise_format (version integer NOT NULL)",
    """CREATE TABLE IF NOT EXISTS boardwise_collection (
        id text PRIMARY KEY, name text NOT NULL, groups text[] NOT NULL DEFAULT '{}')""",
    """CREATE TABLE IF NOT EXISTS boardwise_document (
        collection text NOT NULL REFERENCES boardwise_collection ON DELETE CASCADE,
        sha256 text NOT NULL, body bytea, vectors bytea, PRIMARY KEY (collection, sha256))""",
    """CREATE TABLE IF NOT EXISTS boardwise_generation (
        name text PRIMARY KEY, scope text NOT NULL, number bigserial, manifest bytea NOT NULL,
        embedder text NOT NULL, fingerprint text NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS boardwise_in_force ON boardwise_generation (scope, number)",
    """CREATE TABLE IF NOT EXISTS boardwise_file (
        generation text NOT NULL REFERENCES boardwise_generation ON DELETE CASCADE,
        path text NOT NULL, part integer NOT NULL, content bytea NOT NULL,
        PRIMARY KEY (generation, path, part))""",
    # Those of `feedback` and of `web.api.replays`; `rowid` is what SQLite calls it.
    """CREATE TABLE IF NOT EXISTS boardwise_opinion (
        id text PRIMARY KEY, at text NOT NULL, verdict text NOT NULL, question text NOT NULL,
        answer text NOT NULL, reason text NOT NULL, evidence text NOT NULL, lang text NOT NULL,
        kind text NOT NULL, rowid bigserial)""",
    """CREATE TABLE IF NOT EXISTS boardwise_declined (
        question text NOT NULL, lang text NOT NULL, kind text NOT NULL, times integer NOT NULL,
        last text NOT NULL, rowid bigserial, PRIMARY KEY (question, lang))""",
    """CREATE TABLE IF NOT EXISTS boardwise_replay (
        key text PRIMARY KEY, digest text NOT NULL, at double precision NOT NULL,
        status integer, media text, body bytea)""",
)


def prepare(connection: Connection) -> None:
    """Make the tables, unless they are there; raises DatabaseError for what is missing."""
    from sqlalchemy import text

    connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('bw tables', 0))"))
    version = _pgvector(connection)
    if tuple(int(part) for part in version.split(".")[:2]) < _OLDEST_PGVECTOR:
        raise no_extension(f"version {version}")
    for statement in _TABLES:
        connection.execute(text(statement))
    found = connection.execute(text("SELECT version FROM boardwise_format")).scalar()
    if found is None:
        connection.execute(text(f"INSERT INTO boardwise_format VALUES ({FORMAT})"))  # noqa: S608
    elif found != FORMAT:
        raise DatabaseError(
            f"The database was made by another version of the product (format {found}).",
            "Run the same version on every replica.",
            code="database-format",
            found=found,
        )


def _pgvector(connection: Connection) -> str:
    """The version of the extension, which is switched on where that is allowed."""
    from sqlalchemy import text
    from sqlalchemy.exc import DBAPIError

    asked = text("SELECT extversion FROM pg_extension WHERE extname = 'vector'")
    found = connection.execute(asked).scalar()
    if found is None:
        try:
            with connection.begin_nested():
                connection.execute(text("CREATE EXTENSION vector"))
        except DBAPIError as error:
            raise no_extension(first_line(error.orig)) from error
        found = connection.execute(asked).scalar()
    return str(found)
