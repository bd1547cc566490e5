"""Scorecards that are kept: their indicators and actuals, in one SQLite file of the home."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from assistant.durable import transaction
from assistant.errors import AssistantError
from assistant.plan.numbers.cards_codec import read_actuals, read_indicators, written
from assistant.plan.numbers.merging import merged
from assistant.plan.numbers.scorecard import Indicator
from assistant.plan.numbers.series import Series

FILE = "scorecards.sqlite"
LONGEST_NAME = 120
_TABLE = """
CREATE TABLE IF NOT EXISTS cards (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, version INTEGER NOT NULL, updated TEXT NOT NULL,
    plan TEXT NOT NULL, content TEXT NOT NULL
)
"""


class CardMissing(AssistantError):
    """No scorecard has this id."""

    code = "card-missing"


class CardStale(AssistantError):
    """Someone else changed the scorecard meanwhile; nothing was overwritten."""

    code = "card-stale"


@dataclass(frozen=True, eq=False)
class Card:
    """A scorecard that is kept; `version` counts its changes, `at` is UTC in ISO 8601.

    `actuals` go by the name of their indicator; `plan` is the id of the plan that it follows.
    """

    id: str
    name: str
    version: int
    at: str
    indicators: tuple[Indicator, ...]
    actuals: Mapping[str, Series]
    plan: str = ""


@dataclass(frozen=True, slots=True)
class CardEntry:
    """A scorecard in the list."""

    id: str
    name: str
    version: int
    at: str
    plan: str


class CardStore:
    """All scorecards of a home; safe for several processes at once."""

    def __init__(self, home: Path) -> None:
        self._path = home / FILE

    def create(
        self,
        name: str,
        indicators: Sequence[Indicator],
        actuals: Mapping[str, Series],
        plan: str = "",
    ) -> Card:
        """Keep a new scorecard."""
        kept = " ".join(name.split())[:LONGEST_NAME]
        id = secrets.token_urlsafe(9)
        card = Card(id, kept, 1, _now(), tuple(indicators), dict(actuals), plan)
        with self._open() as database:
            database.execute(
                "INSERT INTO cards VALUES (?, ?, 1, ?, ?, ?)",
                (id, card.name, card.at, plan, written(card.indicators, card.actuals)),
            )
        return card

    def extend(
        self,
        id: str,
        base: int,
        actuals: Mapping[str, Series],
        indicators: Sequence[Indicator] = (),
    ) -> Card:
        """Add actuals to version `base`, and exchange its indicators where some are given.

        A new value takes the place of the one that the same period had; actuals of indicators
        that are gone stay. Raises CardStale where another change came between, CardMissing.
        """
        with self._open() as database:
            card = _card(database, id)
            if card.version != base:
                raise CardStale(
                    f"Scorecard {id}: it was changed since you opened version {base}.",
                    "Look at what is kept now, then send your values again.",
                    current=card.version,
                    base=base,
                )
            both = {name: merged(card.actuals.get(name), new) for name, new in actuals.items()}
            kept = replace(
                card,
                version=base + 1,
                at=_now(),
                indicators=tuple(indicators) or card.indicators,
                actuals={**card.actuals, **both},
            )
            database.execute(
                "UPDATE cards SET version = ?, updated = ?, content = ? WHERE id = ?",
                (kept.version, kept.at, written(kept.indicators, kept.actuals), id),
            )
        return kept

    def get(self, id: str) -> Card:
        """A scorecard as it stands; raises CardMissing."""
        with self._open() as database:
            return _card(database, id)

    def list(self, plan: str = "") -> tuple[CardEntry, ...]:
        """Every scorecard, or those of a plan, the one changed last first."""
        with self._open() as database:
            rows = database.execute(
                "SELECT id, name, version, updated, plan FROM cards "
                "WHERE ? IN ('', plan) ORDER BY updated DESC, id",
                (plan,),
            ).fetchall()
        return tuple(CardEntry(*row) for row in rows)

    def delete(self, id: str) -> None:
        """Remove a scorecard with its actuals; raises CardMissing."""
        with self._open() as database:
            if not database.execute("DELETE FROM cards WHERE id = ?", (id,)).rowcount:
                raise _missing(id)

    def _open(self) -> AbstractContextManager[sqlite3.Connection]:
        return transaction(self._path, _TABLE)


def _card(database: sqlite3.Connection, id: str) -> Card:
    row = database.execute(
        "SELECT id, name, version, updated, plan, content FROM cards WHERE id = ?", (id,)
    ).fetchone()
    if row is None:
        raise _missing(id)
    content = json.loads(row[5])
    return Card(
        row[0], row[1], row[2], row[3], read_indicators(content), read_actuals(content), row[4]
    )


def _missing(id: str) -> CardMissing:
    shown = id[:40]
    return CardMissing(
        f"There is no scorecard {shown}.", "List the scorecards to find it.", id=shown
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
