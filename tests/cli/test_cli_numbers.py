"""`assistant roi`, `holdout`, `reallocate`, `scorecard`, `mirror`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from running import Run

CASE = ("--people", "3000", "--incremental-revenue", "4000:9000:14000", "--margin", "50%")
MONTHS = range(1, 13)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Targets, actuals, two series and two channels, as CSV."""
    write = {
        "targets.csv": "KPI;Target;Due\nVisits;200;2026-12-31\n",
        "actuals.csv": "Date;Visits\n" + "\n".join(f"2025-{m:02d};{90 + 8 * m}" for m in MONTHS),
        "other.csv": "date,score\n" + "\n".join(f"2025-{m:02d},{m % 5}" for m in MONTHS),
        "channels.csv": "channel;spend;response\n" + "\n".join(
            f"{name};{100 * m + 40 * (m * 7 % 5)};{scale * m ** 0.5:.0f}"
            for m in MONTHS for name, scale in (("A", 20), ("B", 60))),
    }  # fmt: skip
    for name, text in write.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_roi_is_computed_with_its_draws(run: Run) -> None:
    data = json.loads(run("roi", *CASE, "--json", "--lang", "en").stdout)
    assert data["results"]["roi"] == pytest.approx(0.5)
    assert (data["draws"], data["inputs"]["margin"]["yours"]) == (100_000, True)
    assert 0 < data["chance_of_loss"] < 1


def test_every_wrong_input_is_told_in_a_line(run: Run) -> None:
    result = run("roi", *CASE, "--media", "abc", "--tools", "1,234", "--lang", "fr")
    assert result.exit_code == 2
    lines = result.stderr.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["media", "tools"]
    assert "n’est pas un nombre" in lines[0]


def test_wrong_inputs_have_a_json_shape(run: Run) -> None:
    result = run("roi", "--media", "abc", "--margin", "1", "--json")
    error = json.loads(result.stdout)["error"]
    assert error["code"] == "inputs"
    assert {each["field"] for each in error["fields"]} == {"media", "margin"}


def test_workbook_and_charts_are_written(run: Run, tmp_path: Path) -> None:
    book, charts = tmp_path / "roi.xlsx", tmp_path / "charts"
    result = run("roi", *CASE, "--xlsx", str(book), "--charts", str(charts), "--markdown")
    assert result.exit_code == 0
    assert load_workbook(book).sheetnames
    assert {each.name for each in charts.iterdir()} == {"flows.svg", "distribution.svg",
                                                        "tornado.svg"}  # fmt: skip


def test_a_holdout_test_is_planned_and_read(run: Run) -> None:
    planned = json.loads(run("holdout", "--baseline", "2%", "--lift", "10%", "--json").stdout)
    read = json.loads(
        run("holdout", "--exposed", "9000/450", "--held-out", "1000/20", "--json").stdout
    )
    assert planned["total"] == planned["exposed"] + planned["held_out"]
    assert read["shown"]


def test_budget_is_moved(run: Run, files: Path) -> None:
    result = run("reallocate", str(files / "channels.csv"), "--from", "A", "--to", "B", "--json")
    assert json.loads(result.stdout)["verdict"] in ("gain", "cannot_say")


def test_a_scorecard_is_judged(run: Run, files: Path) -> None:
    arguments = (str(files / "targets.csv"), str(files / "actuals.csv"))
    data = json.loads(run("scorecard", *arguments, "--json").stdout)
    assert data["indicators"][0]["status"] in ("on_track", "uncertain")
    assert "Visits" in run("scorecard", *arguments, "--board", "--lang", "en").stdout


def test_two_series_are_set_against_each_other(run: Run, files: Path) -> None:
    result = run("mirror", str(files / "actuals.csv"), str(files / "other.csv"), "--json")
    data = json.loads(result.stdout)
    assert (data["first"], data["second"], data["period"]) == ("Visits", "score", "month")


def test_speed_is_measured(run: Run) -> None:
    measures = json.loads(run("benchmark", "numbers", "--rows", "1000", "--json").stdout)
    assert [each["id"] for each in measures] == ["draws", "rows"]
