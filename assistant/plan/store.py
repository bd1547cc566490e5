"""Saved plans with all their versions, in one SQLite file of ASSISTANT_HOME."""

from __future__ import annotations

import json
import secrets
import sqlite3
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.durable import transaction
from assistant.errors import AssistantError
from assistant.plan.codec import decode, encode
from assistant.plan.records import Plan

FILE = "plans.sqlite"
_TABLES = """
CREATE TABLE IF NOT EXISTS plans (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, lang TEXT NOT NULL,
    version INTEGER NOT NULL, updated TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS versions (
    id TEXT NOT NULL REFERENCES plans(id) ON DELETE CASCADE, version INTEGER NOT NULL,
    at TEXT NOT NULL, reason TEXT NOT NULL, plan TEXT NOT NULL, PRIMARY KEY (id, version)
);
"""


class PlanMissing(AssistantError):
    """No plan has this id, or it has no such version."""

    code = "plan-missing"


class PlanStale(AssistantError):
    """Someone else saved a newer version meanwhile; nothing was overwritten."""

    code = "plan-stale"


@dataclass(frozen=True, slots=True)
class Saved:
    """A version of a saved plan; `at` is UTC in ISO 8601."""

    id: str
    version: int
    at: str
    reason: str
    plan: Plan


@dataclass(frozen=True, slots=True)
class Entry:
    """A plan in the list, or a version in its history."""

    id: str
    version: int
    at: str
    title: str
    lang: str
    reason: str = ""


class PlanStore:
    """All saved plans of a home; safe for several processes at once."""

    def __init__(self, home: Path) -> None:
        self._path = home / FILE

    def create(self, plan: Plan, reason: str = "") -> Saved:
        """Save a new plan as version 1."""
        id = secrets.token_urlsafe(9)
        saved = Saved(id, 1, _now(), reason, plan)
        with self._open() as database:
            database.execute(
                "INSERT INTO plans VALUES (?, ?, ?, 1, ?)", (id, plan.title, plan.lang, saved.at)
            )
            _write(database, saved)
        return saved

    def update(self, id: str, plan: Plan, base: int, reason: str = "") -> Saved:
        """Save the next version of a plan that was read at version `base`.

        Raises PlanStale where another one was saved since, and PlanMissing.
        """
        with self._open() as database:
            row = database.execute("SELECT version FROM plans WHERE id = ?", (id,)).fetchone()
            if row is None:
                raise _missing(id)
            if row[0] != base:
                raise PlanStale(
                    f"Plan {id}: version {row[0]} was saved since you opened version {base}.",
                    "Compare the two, then save yours as the next version or as a copy.",
                    current=row[0],
                    base=base,
                )
            saved = Saved(id, base + 1, _now(), reason, plan)
            database.execute(
                "UPDATE plans SET title = ?, lang = ?, version = ?, updated = ? WHERE id = ?",
                (plan.title, plan.lang, saved.version, saved.at, id),
            )
            _write(database, saved)
        return saved

    def get(self, id: str, version: int | None = None) -> Saved:
        """A version of a plan, the latest by default; raises PlanMissing."""
        with self._open() as database:
            row = database.execute(
                "SELECT version, at, reason, plan FROM versions WHERE id = :id AND version = "
                "coalesce(:version, (SELECT version FROM plans WHERE id = :id))",
                {"id": id, "version": version},
            ).fetchone()
        if row is None:
            raise _missing(id, version)
        return Saved(id, row[0], row[1], row[2], decode(Plan, json.loads(row[3])))

    def list(self) -> tuple[Entry, ...]:
        """Every plan, the one saved last first."""
        with self._open() as database:
            rows = database.execute(
                "SELECT id, version, updated, title, lang FROM plans ORDER BY updated DESC, id"
            ).fetchall()
        return tuple(Entry(*row) for row in rows)

    def history(self, id: str) -> tuple[Entry, ...]:
        """Every version of a plan, the latest first; raises PlanMissing."""
        with self._open() as database:
            rows = database.execute(
                "SELECT v.id, v.version, v.at, p.title, p.lang, v.reason FROM versions v "
                "JOIN plans p ON p.id = v.id WHERE v.id = ? ORDER BY v.version DESC",
                (id,),
            ).fetchall()
        if not rows:
            raise _missing(id)
        return tuple(Entry(*row) for row in rows)

    def delete(self, id: str) -> None:
        """Remove a plan with all its versions; raises PlanMissing."""
        with self._open() as database:
            if not database.execute("DELETE FROM plans WHERE id = ?", (id,)).rowcount:
                raise _missing(id)

    def _open(self) -> AbstractContextManager[sqlite3.Connection]:
        return transaction(self._path, _TABLES)


def _write(database: sqlite3.Connection, saved: Saved) -> None:
    text = json.dumps(encode(saved.plan), ensure_ascii=False)
    database.execute(
        "INSERT INTO versions VALUES (?, ?, ?, ?, ?)",
        (saved.id, saved.version, saved.at, saved.reason, text),
    )


def _missing(id: str, version: int | None = None) -> PlanMissing:
    shown = id[:40] if version is None else f"{id[:40]}, {version}"
    return PlanMissing(f"There is no plan {shown}.", "List the plans to find it.", id=shown)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
