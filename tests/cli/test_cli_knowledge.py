"""`assistant knowledge`: check, stats, new."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from running import Run

from assistant.library import check_library, load_library
from assistant.library.scaffold import SCAFFOLDS

STUDY = "articles/foghorn-study.en.md"


@pytest.fixture
def shelf(fiction: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the fictional shelf that a test may change."""
    folder = Path(shutil.copytree(fiction, tmp_path / "knowledge"))
    monkeypatch.setenv("ASSISTANT_KNOWLEDGE", str(folder))
    return folder


def break_title(shelf: Path) -> None:
    path = shelf / STUDY
    path.write_text(path.read_text("utf-8").replace("title:", "titel:"), "utf-8")


def test_a_sound_shelf_passes(run: Run, shelf: Path) -> None:
    result = run("knowledge", "check")
    assert (result.exit_code, result.stdout.splitlines()[-1][:10]) == (0, "The librar")


def test_a_fault_fails_the_check(run: Run, shelf: Path) -> None:
    break_title(shelf)
    assert run("knowledge", "check").exit_code == 1


def test_a_fault_is_named_with_its_file_and_line(run: Run, shelf: Path) -> None:
    break_title(shelf)
    assert f"{STUDY}:1: " in run("knowledge", "check").stdout


def test_faults_are_counted_in_json(run: Run, shelf: Path) -> None:
    break_title(shelf)
    report = json.loads(run("knowledge", "check", "--json").stdout)
    assert report["count"] == len(report["problems"]) > 0
    assert report["problems"][0].keys() == {"path", "line", "message", "remedy", "rule"}


def test_notices_are_counted_and_fail_nothing(run: Run, shelf: Path) -> None:
    result = run("knowledge", "check")
    assert (result.exit_code, result.stdout.splitlines()[0][:11]) == (0, "Notices: 2 ")


def test_notices_are_listed_on_demand(run: Run, shelf: Path) -> None:
    lines = run("knowledge", "check", "--notices").stdout.splitlines()
    assert lines[0].startswith("case-studies/brume-lighthouses.en.md:30: ")


def test_notices_are_in_the_json(run: Run, shelf: Path) -> None:
    report = json.loads(run("knowledge", "check", "--json").stdout)
    assert {each["rule"] for each in report["notices"]} == {"undated figure"}


def test_stats_count_the_documents(run: Run, shelf: Path) -> None:
    assert json.loads(run("knowledge", "stats", "--json").stdout)["documents"]["total"] == 4


def test_stats_are_readable_without_json(run: Run, shelf: Path) -> None:
    assert "  total: 4" in run("knowledge", "stats").stdout.splitlines()


def test_no_shelf_at_all_is_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_KNOWLEDGE", str(tmp_path / "nowhere"))
    result = run("knowledge", "stats")
    assert result.exit_code == 2
    assert "ASSISTANT_KNOWLEDGE" in result.stderr


@pytest.mark.parametrize("kind", SCAFFOLDS)
def test_new_writes_both_languages(kind: str, run: Run, shelf: Path) -> None:
    created = json.loads(run("knowledge", "new", kind, "new-document", "--json").stdout)["created"]
    names = sorted(Path(path).name for path in created)
    assert names == ["new-document.en.md", "new-document.fr.md"]


@pytest.mark.parametrize("kind", SCAFFOLDS)
def test_a_new_document_is_not_served_before_it_has_a_title(
    kind: str, run: Run, shelf: Path
) -> None:
    run("knowledge", "new", kind, "new-document")
    assert load_library(shelf).document("new-document", "en") is None
    assert any("'title'" in problem.message for problem in check_library(shelf))


@pytest.mark.parametrize("kind", SCAFFOLDS)
def test_every_heading_of_a_new_document_is_known(kind: str, run: Run, shelf: Path) -> None:
    run("knowledge", "new", kind, "new-document")
    for path in shelf.rglob("new-document.*.md"):
        path.write_text(path.read_text("utf-8").replace('title: ""', "title: Titre"), "utf-8")
    unknown = [p for p in check_library(shelf) if p.rule == "heading"]
    assert unknown == []


@pytest.mark.parametrize(
    ("kind", "id", "told"),
    [
        pytest.param("case-study", "brume-lighthouses", "exists", id="taken"),
        pytest.param("article", "brume-lighthouses", "exists", id="taken-in-another-folder"),
        pytest.param("essay", "new-document", "'essay'", id="unknown-kind"),
        pytest.param("article", "../outside", "'../outside'", id="not-an-id"),
    ],
)
def test_new_refuses_and_writes_nothing(
    kind: str, id: str, told: str, run: Run, shelf: Path
) -> None:
    before = sorted(shelf.rglob("*"))
    result = run("knowledge", "new", kind, id)
    assert (result.exit_code, sorted(shelf.rglob("*"))) == (2, before)
    assert told in result.stderr
