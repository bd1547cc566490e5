"""`assistant index`: from nothing to an index, and what can be said of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from running import Run

FIGURES = {"passages", "added", "removed", "embedded", "rebuilt"}


@pytest.fixture
def small(shelf_home: Path, home: Path, fiction: Path) -> Path:
    """An empty home for the fictional shelf, with the model already unpacked."""
    home.mkdir()
    (home / "models").symlink_to(shelf_home / "models")
    return home


def state(run: Run) -> str:
    found: dict[str, Any] = json.loads(run("index", "status", "--json").stdout)
    return str(found["state"])


def test_without_an_index_the_status_is_missing(run: Run, home: Path) -> None:
    assert state(run) == "missing"
    assert not home.exists(), "looking must not write"


@pytest.mark.shelf
@pytest.mark.usefixtures("small")
def test_build_reports_what_it_did(run: Run) -> None:
    result = run("index", "build", "--json")
    report = json.loads(result.stdout)
    assert report.keys() == FIGURES
    assert report["added"] == report["passages"] > 0


@pytest.mark.shelf
@pytest.mark.usefixtures("small")
def test_progress_goes_to_standard_error(run: Run) -> None:
    assert "Embedding statements" in run("index", "build").stderr


@pytest.mark.shelf
@pytest.mark.usefixtures("small")
def test_a_second_build_embeds_nothing(run: Run) -> None:
    run("index", "build")
    assert json.loads(run("index", "build", "--json").stdout)["embedded"] == 0


@pytest.mark.shelf
@pytest.mark.usefixtures("small")
def test_force_builds_everything_anew(run: Run) -> None:
    passages = json.loads(run("index", "build", "--json").stdout)["passages"]
    report = json.loads(run("index", "build", "--force", "--json").stdout)
    assert (report["added"], report["rebuilt"]) == (passages, "asked for")


@pytest.mark.shelf
@pytest.mark.usefixtures("small")
def test_after_a_build_the_status_is_ready(run: Run) -> None:
    run("index", "build")
    assert state(run) == "ready"


@pytest.mark.shelf
@pytest.mark.usefixtures("small")
def test_another_shelf_makes_the_index_stale(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("index", "build")
    monkeypatch.delenv("ASSISTANT_KNOWLEDGE")
    assert state(run) == "stale"


@pytest.mark.shelf
def test_a_lost_part_makes_the_index_damaged(run: Run, small: Path) -> None:
    run("index", "build")
    next(small.rglob("vectors-fr.npy")).unlink()
    assert state(run) == "damaged"


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_status_is_told_in_the_language_of_the_reader(
    lang: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", f"{lang}_XX.UTF-8")
    told = {"en": "There is no index yet.", "fr": "Il n’y a pas encore d’index."}
    assert run("index", "status").stdout.startswith(told[lang])


def test_a_home_that_cannot_be_written_is_told(run: Run, home: Path) -> None:
    home.write_text("a file where the folder should be")
    result = run("index", "build")
    assert result.exit_code == 2
    assert str(home) in result.stderr.splitlines()[-1]
