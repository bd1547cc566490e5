"""What a reader of the programme has done, kept in ASSISTANT_HOME under an anonymous id."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from assistant.durable import writing
from assistant.errors import SettingsError

FILE = "programme.sqlite3"
# A browser keeps the cookie for a year; what nobody can reach any more is erased.
KEPT_DAYS = 400
_SCHEMA = """
CREATE TABLE IF NOT EXISTS secret (key TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS learner (id TEXT PRIMARY KEY, since TEXT NOT NULL, seen TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS work (
  learner TEXT NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
  lesson TEXT NOT NULL, what TEXT NOT NULL, content TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (learner, lesson, what)
);
CREATE TABLE IF NOT EXISTS board (
  code TEXT PRIMARY KEY, name TEXT NOT NULL, since TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS member (
  board TEXT NOT NULL REFERENCES board (code) ON DELETE CASCADE,
  learner TEXT NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
  PRIMARY KEY (board, learner)
);
"""


class Progress:
    """The work of every reader; safe to use from several threads and processes.

    A token is what a reader's browser holds: the id and a signature that only this home can make.
    """

    def __init__(self, home: Path) -> None:
        self._path = home / FILE
        self._key: bytes | None = None

    def new_token(self) -> str:
        """A token for a reader not seen before; nothing is stored until there is work."""
        id = secrets.token_hex(16)
        return f"{id}.{self._signature(id)}"

    def learner(self, token: str) -> str | None:
        """The id in a token, None where the token was not made here."""
        id, _, signature = token.partition(".")
        if not signature or not self._path.exists():
            return None
        return id if hmac.compare_digest(signature, self._signature(id)) else None

    def keep(self, learner: str, lesson: str, what: str, content: Any) -> None:
        """Keep a piece of work, in place of an earlier one of the same lesson and kind."""
        now = _now()
        oldest = (datetime.now(UTC) - timedelta(days=KEPT_DAYS)).isoformat(timespec="seconds")
        with self.connection() as base:
            base.execute("DELETE FROM learner WHERE seen < ?", (oldest,))
            base.execute(
                "INSERT INTO learner VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET seen = ?",
                (learner, now, now, now),
            )
            base.execute(
                "INSERT OR REPLACE INTO work VALUES (?, ?, ?, ?, ?)",
                (learner, lesson, what, json.dumps(content, ensure_ascii=False), now),
            )

    def drop(self, learner: str, lesson: str, what: str) -> None:
        """Erase one piece of work, such as a quiz to be taken again."""
        with self.connection() as base:
            base.execute(
                "DELETE FROM work WHERE learner = ? AND lesson = ? AND what = ?",
                (learner, lesson, what),
            )

    def work(self, learner: str) -> dict[str, dict[str, Any]]:
        """Everything a reader has done, by lesson and kind."""
        with self.connection() as base:
            rows = base.execute(
                "SELECT lesson, what, content FROM work WHERE learner = ?", (learner,)
            ).fetchall()
        found: dict[str, dict[str, Any]] = {}
        for lesson, what, content in rows:
            found.setdefault(lesson, {})[what] = json.loads(content)
        return found

    def export(self, learner: str) -> dict[str, Any]:
        """All that is stored about a reader, ready for JSON."""
        with self.connection() as base:
            known = base.execute(
                "SELECT since, seen FROM learner WHERE id = ?", (learner,)
            ).fetchone()
            rows = base.execute(
                "SELECT lesson, what, content, at FROM work WHERE learner = ? "
                "ORDER BY lesson, what",
                (learner,),
            ).fetchall()
            boards = base.execute(
                "SELECT code, name FROM board JOIN member ON board = code WHERE learner = ?",
                (learner,),
            ).fetchall()
        return {
            "since": known[0] if known else None,
            "seen": known[1] if known else None,
            "work": [
                {"lesson": lesson, "what": what, "content": json.loads(content), "at": at}
                for lesson, what, content, at in rows
            ],
            "boards": [{"code": code, "name": name} for code, name in boards],
        }

    def erase(self, learner: str) -> None:
        """Erase all that is stored about a reader, and boards that nobody is left in."""
        with self.connection() as base:
            base.execute("DELETE FROM learner WHERE id = ?", (learner,))
            base.execute("DELETE FROM board WHERE code NOT IN (SELECT board FROM member)")

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """One transaction; raises SettingsError for a damaged file, AssistantError where the home
        cannot be written or the disk is full."""
        with writing(self._path.parent):
            try:
                base = self._open()
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                raise SettingsError(
                    f"{self._path} cannot be used ({error}).",
                    "Make ASSISTANT_HOME a folder that this program may write to.",
                ) from error
            with closing(base), base:
                yield base

    def _open(self) -> sqlite3.Connection:
        fresh = not self._path.exists() or not self._path.stat().st_size
        self._path.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(self._path, timeout=10)
        base.execute("PRAGMA foreign_keys = ON")
        if fresh:
            self._path.chmod(0o600)
            base.execute("PRAGMA journal_mode = WAL")
            base.executescript(_SCHEMA)
        return base

    def _signature(self, id: str) -> str:
        if self._key is None:
            self._key = self._read_key()
        return hmac.new(self._key, id.encode(), hashlib.sha256).hexdigest()[:32]

    def _read_key(self) -> bytes:
        with self.connection() as base:
            # One writer at a time, so that two processes agree on the first key.
            base.execute("BEGIN IMMEDIATE")
            row = base.execute("SELECT key FROM secret").fetchone()
            if row is None:
                row = (secrets.token_hex(32),)
                base.execute("INSERT INTO secret VALUES (?)", row)
        return bytes.fromhex(row[0])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def plain_choices(content: Mapping[str, Any]) -> dict[int, int]:
    """Quiz choices as they were kept: JSON turns the index of a question into text."""
    return {int(place): int(chosen) for place, chosen in content.items()}
