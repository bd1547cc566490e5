"""Coverage and ages: thin topics, objectives without evidence, idle indicators, undated figures."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.library import examine_library
from assistant.library.check.coverage import thin_topics
from assistant.library.problems import Problem
from assistant.library.shelf import read_shelf

FICTION = Path(__file__).parents[1] / "knowledge"
KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
CASE = "case-studies/brume-lighthouses.en.md"
THIS_YEAR = 2026

EVIDENCE = """  evidence:
  - finding: Loud foghorns go with more visits (fictional).
    finding_fr: Les cornes puissantes vont avec plus de visites (fiction).
    strength: correlational
    strength_fr: corrélation
    source:
      ref: foghorn-2013
      published: Foghorn, 2013
"""


def changed(tmp_path: Path, path: str, old: str, new: str) -> Path:
    """The fictional shelf with one text replaced."""
    shelf = Path(shutil.copytree(FICTION, tmp_path / "knowledge"))
    text = (shelf / path).read_text("utf-8")
    assert old in text
    (shelf / path).write_text(text.replace(old, new), "utf-8")
    return shelf


def of_rule(shelf: Path, rule: str) -> list[Problem]:
    return [each for each in examine_library(shelf).problems if each.rule == rule]


def test_an_objective_without_evidence_is_refused(tmp_path: Path) -> None:
    objectives = "kpi-frameworks/objectives.yaml"
    shelf = changed(tmp_path, objectives, EVIDENCE, "  evidence: []\n")
    found = of_rule(shelf, "objective without evidence")
    assert [(each.path, each.line) for each in found] == [(objectives, 3)]


def test_a_kpi_that_nothing_names_is_refused(tmp_path: Path) -> None:
    kpis = "kpi-frameworks/kpis.yaml"
    text = (FICTION / kpis).read_text("utf-8")
    entry = text[text.index("- id: visits") :]
    shelf = changed(tmp_path, kpis, entry, entry + entry.replace("- id: visits", "- id: gulls"))
    found = of_rule(shelf, "orphan kpi")
    assert ["'gulls'" in each.message for each in found] == [True]


def test_a_kpi_that_a_document_names_is_no_orphan(tmp_path: Path) -> None:
    kpis = "kpi-frameworks/kpis.yaml"
    text = (FICTION / kpis).read_text("utf-8")
    entry = text[text.index("- id: visits") :]
    shelf = changed(tmp_path, kpis, entry, entry + entry.replace("- id: visits", "- id: gulls"))
    document = shelf / CASE
    document.write_text(document.read_text("utf-8").replace("[visits]", "[visits, gulls]"), "utf-8")
    assert of_rule(shelf, "orphan kpi") == []


def test_a_topic_with_too_few_documents_is_refused() -> None:
    library, reading = read_shelf(KNOWLEDGE)
    reading.pages = [page for page in reading.pages if "culture" not in page.front["topics"]]
    found = list(thin_topics(library, reading))
    assert ["'culture'" in each.message for each in found] == [True]


def test_a_shelf_just_begun_need_not_cover_every_topic() -> None:
    assert of_rule(FICTION, "thin topic") == []


def test_an_old_figure_without_its_year_is_a_notice_and_no_fault() -> None:
    report = examine_library(FICTION, THIS_YEAR)
    assert report.problems == ()
    assert [(each.path, each.line) for each in report.notices if ".en." in each.path] == [
        (CASE, 30)
    ]


SETTLED = [
    pytest.param("The 1,200 tickets of Brume", "The 1,200 tickets of 2012 of Brume", id="dated"),
    pytest.param("The 1,200 tickets of Brume", "The tickets of Brume", id="no-figure"),
]


@pytest.mark.parametrize(("old", "new"), SETTLED)
def test_a_statement_needs_no_notice(old: str, new: str, tmp_path: Path) -> None:
    notices = examine_library(changed(tmp_path, CASE, old, new), THIS_YEAR).notices
    assert [each.path for each in notices if each.path == CASE] == []


def test_a_recent_figure_needs_no_year() -> None:
    assert examine_library(FICTION, 2020).notices == ()
