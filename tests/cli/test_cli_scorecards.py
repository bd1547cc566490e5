"""`assistant scorecards` and `assistant plan change`, `copy`, `delete`: what is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from running import Run

from assistant.library import Library, load_library
from assistant.plan.drafting import Planner
from assistant.plan.interpret import Mapper
from assistant.plan.planning import Planning
from assistant.plan.store import PlanStore

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Targets, actuals and later actuals, as CSV."""
    months = "\n".join(f"2026-{m:02d};{90 + 8 * m}" for m in range(1, 7))
    (tmp_path / "targets.csv").write_text("KPI;Target;Due\nVisits;200;2026-12-31\n", "utf-8")
    (tmp_path / "actuals.csv").write_text(f"Date;Visits\n{months}", "utf-8")
    (tmp_path / "later.csv").write_text("Date;Visits\n2026-07;180", "utf-8")
    return tmp_path


def ran(run: Run, *arguments: str | Path, code: int = 0) -> Result:
    """The command with its expected exit code."""
    result = run(*map(str, arguments))
    assert result.exit_code == code, result.stderr
    return result


def kept(run: Run, files: Path) -> str:
    found = ran(run, "scorecards", "keep", "Board", files / "targets.csv", files / "actuals.csv")
    return found.stdout.strip()


def test_a_scorecard_is_kept_extended_shown_and_deleted(run: Run, files: Path) -> None:
    id = kept(run, files)
    assert id in ran(run, "scorecards", "list").stdout
    added = json.loads(ran(run, "scorecards", "add", id, files / "later.csv", "--json").stdout)
    assert (added["id"], added["version"]) == (id, 2)
    shown = ran(run, "scorecards", "show", id, "--lang", "fr").stdout
    assert "180" in shown
    ran(run, "scorecards", "delete", id)
    gone = ran(run, "scorecards", "show", id, "--lang", "en", code=2)
    assert "There is no scorecard" in gone.stderr


def test_a_board_page_is_written(run: Run, files: Path) -> None:
    page = files / "board.pdf"
    ran(run, "scorecards", "show", kept(run, files), "--board", "--output", page)
    assert page.read_bytes().startswith(b"%PDF")


def test_a_wrong_value_keeps_nothing(run: Run, files: Path) -> None:
    id = kept(run, files)
    (files / "wrong.csv").write_text("Date;Visits\n2026-07;5 %", "utf-8")
    ran(run, "scorecards", "add", id, files / "wrong.csv", code=2)
    assert json.loads(ran(run, "scorecards", "list", "--json").stdout)[0]["version"] == 1


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(ROOT / "knowledge")


@pytest.fixture
def plan(library: Library, home: Path) -> str:
    """The id of a kept plan."""
    planner = Planner(library, Mapper(library, None, ""), ROOT / "prompts")
    planning = Planning(planner, PlanStore(home), ROOT / "prompts")
    typed = {"wish.0": "Reduce churn from 12% to 9%", "choice.0": "customer-retention"}
    return planning.save(planning.draft(typed, "en")).id


def test_a_plan_is_copied_taken_away_and_deleted(run: Run, plan: str, tmp_path: Path) -> None:
    copied = json.loads(ran(run, "plan", "copy", plan, "--json").stdout)
    assert copied["id"] != plan
    book = tmp_path / "plan.xlsx"
    ran(run, "plan", "export", copied["id"], "--output", book)
    assert book.read_bytes().startswith(b"PK")
    ran(run, "plan", "delete", copied["id"])
    ran(run, "plan", "show", copied["id"], code=2)
