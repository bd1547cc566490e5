"""Which teams do what: the lead of each objective, and the doers of its actions."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import yaml

from assistant.plan.records import TEAMS, Team

_FILE = Path(__file__).resolve().parents[1] / "teams.yaml"


class Roster:
    """The table of `teams.yaml`; an objective that it lacks is led by management."""

    def __init__(self, table: dict[str, Any]) -> None:
        self._table = table

    def lead(self, objective: str) -> Team:
        """The team that answers for an objective."""
        return cast(Team, self._row(objective)["lead"])

    def advertises(self, objective: str) -> bool:
        """True where advertising can serve the objective."""
        return bool(self._row(objective)["ads"])

    def doers(self, objective: str, action: int) -> tuple[Team, ...]:
        """The team that does an action, then those that are asked."""
        actions = self._row(objective)["actions"]
        text = actions[action] if action < len(actions) else self.lead(objective)
        first, _, asked = text.partition(":")
        names = [first, *(name for name in asked.split(",") if name)]
        return tuple(cast(Team, name) for name in names if name in TEAMS)

    def _row(self, objective: str) -> dict[str, Any]:
        row: dict[str, Any] = self._table.get(objective) or self._table["custom"]
        return row


@lru_cache(maxsize=1)
def load_roster() -> Roster:
    """Read the table that ships with the package."""
    return Roster(yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
