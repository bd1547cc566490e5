"""Plans that earlier versions of this program wrote are still opened, saved anew and imported.

`earlier/first.json` was exported by the first version that saved plans, with its own code.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from assistant.plan.drafting import Planner
from assistant.plan.exchange import imported
from assistant.plan.store import FILE, PlanStore

EARLIER = (Path(__file__).resolve().parent / "earlier" / "first.json").read_text("utf-8")
# The tables as that version made them.
TABLES = """
CREATE TABLE plans (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, lang TEXT NOT NULL,
    version INTEGER NOT NULL, updated TEXT NOT NULL
);
CREATE TABLE versions (
    id TEXT NOT NULL REFERENCES plans(id) ON DELETE CASCADE, version INTEGER NOT NULL,
    at TEXT NOT NULL, reason TEXT NOT NULL, plan TEXT NOT NULL, PRIMARY KEY (id, version)
);
"""
TITLE = "Plan: Improve employee wellbeing and lower turnover"


def test_a_store_of_the_first_version_is_read_and_goes_on(tmp_path: Path) -> None:
    plan = json.dumps(json.loads(EARLIER)["plan"])
    moment = "2026-11-22T08:16:03+00:00"
    with sqlite3.connect(tmp_path / FILE) as database:
        database.executescript(TABLES)
        database.execute("INSERT INTO plans VALUES (?, ?, ?, ?, ?)", ("a", TITLE, "en", 1, moment))
        database.execute("INSERT INTO versions VALUES (?, ?, ?, ?, ?)", ("a", 1, moment, "", plan))
    store = PlanStore(tmp_path)
    kept = store.get("a")
    assert (kept.version, kept.plan.title, len(kept.plan.citations)) == (1, TITLE, 35)
    assert kept.plan.strategies[0].kpis[0].target.text == "−10% on the first measurement"
    again = store.update("a", kept.plan, 1, "Read again.")
    assert (again.version, store.get("a", 1).plan) == (2, kept.plan)


def test_a_file_of_the_first_version_is_drafted_anew(planner: Planner) -> None:
    request = imported(EARLIER)
    assert [wish.text for wish in request.wishes] == ["Reduce staff turnover by 10%"]
    assert request.organisation.size == 300
    assert planner.draft(request).title == TITLE
