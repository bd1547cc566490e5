"""The check accepts the shelf, and refuses each fault with its file, its line and a remedy."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from faults import CASE, FAULTS, KPIS, QUESTION, Fault
from record_faults import RECORD_FAULTS

from assistant.library import check_library, load_library

FICTION = Path(__file__).parents[1] / "knowledge"
KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


def broken(tmp_path: Path, path: str, change: Callable[[str], str]) -> Path:
    """The fictional shelf with one file changed."""
    shelf = Path(shutil.copytree(FICTION, tmp_path / "knowledge"))
    text = (shelf / path).read_text("utf-8")
    changed = change(text)
    assert changed != text, "the fault was not brought in"
    (shelf / path).write_text(changed, "utf-8")
    return shelf


@pytest.mark.parametrize("fault", [*FAULTS, *RECORD_FAULTS], ids=lambda fault: fault.id)
def test_fault_is_refused(fault: Fault, tmp_path: Path) -> None:
    shelf = broken(tmp_path, fault.path, lambda text: text.replace(fault.old, fault.new))
    problems = [each for each in check_library(shelf) if each.rule == fault.rule]
    assert [each for each in problems if fault.says in each.message and each.remedy]


def test_fiction_is_accepted() -> None:
    assert check_library(FICTION) == []


def test_the_shelf_is_accepted() -> None:
    assert [str(each) for each in check_library(KNOWLEDGE)] == []


def test_the_shelf_is_served_whole() -> None:
    assert load_library(KNOWLEDGE).problems == ()


LINES = [
    pytest.param(CASE, "## Context", "## Background", "heading", 22, id="heading"),
    pytest.param(
        CASE, "no control group [@brume-2012]", "won 4%", "uncited figure", 30, id="figure"
    ),
    pytest.param(
        CASE,
        "no control group [@brume-2012]",
        "none [@x]",
        "unknown reference",
        30,
        id="key",
    ),
    pytest.param(CASE, "kpis: [visits]", "kpis: [visit]", "unknown kpi", 9, id="kpi"),
    pytest.param(CASE, "topics: [sales", "topics: [[sales", "yaml", 8, id="yaml"),
    pytest.param(
        "references.yaml",
        "    literal: n.d.",
        "    when: n.d.",
        "incomplete reference",
        26,
        id="ref",
    ),
]


@pytest.mark.parametrize(("path", "old", "new", "rule", "line"), LINES)
def test_fault_names_its_line(
    path: str, old: str, new: str, rule: str, line: int, tmp_path: Path
) -> None:
    shelf = broken(tmp_path, path, lambda text: text.replace(old, new))
    assert (path, line) in [(p.path, p.line) for p in check_library(shelf) if p.rule == rule]


def test_missing_sister_is_refused(tmp_path: Path) -> None:
    shelf = Path(shutil.copytree(FICTION, tmp_path / "knowledge"))
    (shelf / "articles/foghorn-study.fr.md").unlink()
    problem = next(each for each in check_library(shelf) if each.rule == "missing sister")
    assert "foghorn-study.fr.md" in problem.remedy


def test_duplicate_document_is_refused(tmp_path: Path) -> None:
    shelf = Path(shutil.copytree(FICTION, tmp_path / "knowledge"))
    shutil.copy(shelf / CASE, shelf / "articles/brume-lighthouses.en.md")
    assert "duplicate id" in {each.rule for each in check_library(shelf)}


def test_file_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    shelf = Path(shutil.copytree(FICTION, tmp_path / "knowledge"))
    (shelf / CASE).write_bytes((shelf / CASE).read_bytes().replace(b"credits", b"cr\xe9dits"))
    problem = next(each for each in check_library(shelf) if each.rule == "encoding")
    assert (problem.path, problem.line) == (CASE, 20)


def test_file_over_a_megabyte_is_refused(tmp_path: Path) -> None:
    shelf = broken(tmp_path, CASE, lambda text: text + "x" * 1_000_001)
    assert [each.path for each in check_library(shelf) if each.rule == "size"] == [CASE]


def test_missing_catalogue_is_one_fault(tmp_path: Path) -> None:
    shelf = Path(shutil.copytree(FICTION, tmp_path / "knowledge"))
    (shelf / KPIS).unlink()
    assert {(each.path, each.rule) for each in check_library(shelf)} == {(KPIS, "read")}


def test_empty_catalogue_is_one_fault(tmp_path: Path) -> None:
    shelf = broken(tmp_path, KPIS, lambda text: "")
    assert {each.path for each in check_library(shelf)} == {KPIS}


THIRTEEN = "variants:\n" + "".join(f'  - "Phrasing {word}"\n' for word in "abcdefghijklm")


def test_thirteen_phrasings_are_refused(tmp_path: Path) -> None:
    shelf = broken(tmp_path, QUESTION, lambda text: THIRTEEN.join(text.split("variants:\n", 1)))
    assert "phrasings" in {each.rule for each in check_library(shelf)}


ALLOWED = [
    pytest.param(CASE, "It did not publish a method.", "It began in 2011.", id="year"),
    pytest.param(CASE, "It did not publish a method.", "It ranked 3rd in May.", id="ordinal"),
    pytest.param(CASE, "It did not publish a method.", "It has two keepers.", id="words"),
    pytest.param(CASE, "It did not publish a method.", "It left the CAC 40 index.", id="name"),
]


RECORDED = [
    pytest.param("0.34%", "0.34 percent", id="unit-in-words"),
    pytest.param("€2.5 million", "EUR 2,500,000", id="scale-in-digits"),
    pytest.param("€2.5 million", "2.5 million", id="unit-left-out"),
    pytest.param("with 0.34%", "with, by our own calculation, 12%", id="our-calculation"),
]


@pytest.mark.parametrize(("old", "new"), RECORDED)
def test_what_is_recorded_may_be_worded_otherwise(old: str, new: str, tmp_path: Path) -> None:
    shelf = broken(tmp_path, CASE, lambda text: text.replace(old, new))
    assert "unrecorded figure" not in {each.rule for each in check_library(shelf)}


def test_half_stands_for_a_recorded_48_percent(tmp_path: Path) -> None:
    shelf = broken(tmp_path, "references.yaml", lambda text: text.replace("half of", "48% of"))
    assert check_library(shelf) == []


@pytest.mark.parametrize(("path", "old", "new"), ALLOWED)
def test_what_is_no_figure_needs_no_citation(path: str, old: str, new: str, tmp_path: Path) -> None:
    shelf = broken(tmp_path, path, lambda text: text.replace(old, new))
    assert check_library(shelf) == []
