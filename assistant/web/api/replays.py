"""Writes that may be sent twice: the first response is kept and given again."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from assistant.access import in_force
from assistant.database import Base, Database, shared_transaction
from assistant.durable import transaction
from assistant.web.api.faults import ApiFault

FILE = "replays.sqlite3"
KEPT_SECONDS = 24 * 3600
# A request that has not ended by then died with its process: its key is free again.
RUNNING_SECONDS = 600
MOST_KEPT = 5_000
LARGEST_RESPONSE = 1_000_000
LONGEST_KEY = 200
_TABLE = """
CREATE TABLE IF NOT EXISTS replay (
  key TEXT PRIMARY KEY, digest TEXT NOT NULL, at REAL NOT NULL,
  status INTEGER, media TEXT, body BLOB
)
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A response as it was given the first time; `media` is its content type."""

    status: int
    media: str
    body: bytes


def key_of(headers: Mapping[str, str], method: str, path: str) -> str:
    """The key of a request, "" where it sends none.

    Two callers never share a key, nor do two routes. Raises ApiFault for one that is malformed.
    """
    sent = headers.get("idempotency-key", "")
    if not sent:
        return ""
    if len(sent) > LONGEST_KEY or not sent.isprintable() or not sent.isascii():
        raise ApiFault(
            400, "idempotency-key", "The Idempotency-Key is too long or not plain text.",
            f"Send 1 to {LONGEST_KEY} printable ASCII characters.", limit=LONGEST_KEY,
        )  # fmt: skip
    identity = in_force()
    who = f"{identity.via} {identity.name}" if identity else ""
    caller = who + headers.get("authorization", "") + headers.get("cookie", "")
    parts = "\0".join((caller, method, path, sent))
    return hashlib.sha256(parts.encode("utf-8", "replace")).hexdigest()


class Replays:
    """The responses kept in a home, or in the database that replicas share, for a day; safe for
    several threads and processes."""

    def __init__(self, home: Path, database: Database | None = None) -> None:
        self._path = home / FILE
        self._database = database

    def claim(self, key: str, digest: str) -> Kept | None:
        """The response kept for a key, None where the request is to be worked on now.

        Raises ApiFault where the key came with another body, or is being worked on.
        """
        now = time.time()
        with self._open(key) as base:
            base.execute("DELETE FROM [replay] WHERE at < ?", (now - KEPT_SECONDS,))
            row = base.execute(
                "SELECT digest, at, status, media, body FROM [replay] WHERE key = ?", (key,)
            ).fetchone()
            if row is None or (row[2] is None and row[1] < now - RUNNING_SECONDS):
                base.execute(
                    "INSERT INTO [replay] VALUES (?, ?, ?, NULL, NULL, NULL) "
                    "ON CONFLICT (key) DO UPDATE SET digest = excluded.digest, at = excluded.at",
                    (key, digest, now),
                )
                return None
        if row[0] != digest:
            raise ApiFault(
                422, "idempotency-other", "This Idempotency-Key came with another request.",
                "Send a new key with a new request.",
            )  # fmt: skip
        if row[2] is None:
            raise ApiFault(
                409, "idempotency-running", "This very request is being worked on.",
                "Wait, then send it again with the same key.",
            )  # fmt: skip
        return Kept(row[2], row[3], bytes(row[4]))

    def keep(self, key: str, kept: Kept) -> None:
        """Keep the response to a claimed request."""
        with self._open() as base:
            base.execute(
                "UPDATE [replay] SET status = ?, media = ?, body = ? WHERE key = ?",
                (kept.status, kept.media, kept.body, key),
            )
            base.execute(
                "DELETE FROM [replay] WHERE key NOT IN "
                "(SELECT key FROM [replay] ORDER BY at DESC LIMIT ?)",
                (MOST_KEPT,),
            )

    def release(self, key: str) -> None:
        """Forget a claimed request that came to nothing, so that it can be sent again."""
        with self._open() as base:
            base.execute("DELETE FROM [replay] WHERE key = ? AND status IS NULL", (key,))

    def _open(self, key: str = "") -> AbstractContextManager[Base]:
        """A transaction; with `key` no other one claims the same key meanwhile."""
        if self._database is not None:
            return shared_transaction(self._database, f"replay {key}" if key else "")
        return transaction(self._path, _TABLE)
