"""The snapshot of a library: the same library, and never that of other files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.library import Library, fingerprint, load_library
from assistant.library.snapshot import FILE, remembered_library

SHELF = Path(__file__).resolve().parents[1] / "knowledge"
PARTS = ("documents", "references", "kpis", "levels", "objectives", "terms", "lessons", "readiness")


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHELF, tmp_path / "knowledge"))


def remembered(shelf: Path, home: Path) -> Library:
    return remembered_library(shelf, home, fingerprint(shelf))


@pytest.mark.parametrize("part", PARTS)
def test_snapshot_holds_what_the_files_hold(shelf: Path, home: Path, part: str) -> None:
    remembered(shelf, home)
    assert (home / FILE).exists()
    again = remembered_library(shelf, home, fingerprint(shelf))
    assert getattr(again, part) == getattr(load_library(shelf), part)


def test_edited_file_is_read_again(shelf: Path, home: Path) -> None:
    remembered(shelf, home)
    page = next((shelf / "case-studies").glob("*.en.md"))
    page.write_text(page.read_text("utf-8").replace('title: "', 'title: "Edited: '), "utf-8")
    again = remembered_library(shelf, home, fingerprint(shelf))
    assert any(each.title.startswith("Edited: ") for each in again.documents.values())


@pytest.mark.parametrize("content", [b"", b"{", b'{"state": "x"}', b"\xff\xfe"])
def test_damaged_snapshot_is_ignored(shelf: Path, home: Path, content: bytes) -> None:
    home.mkdir(parents=True)
    (home / FILE).write_bytes(content)
    assert remembered(shelf, home).documents == load_library(shelf).documents


def test_home_that_cannot_be_written_costs_nothing(shelf: Path, home: Path) -> None:
    home.parent.mkdir(parents=True, exist_ok=True)
    home.write_text("a file where the folder should be", "utf-8")
    assert remembered(shelf, home).documents == load_library(shelf).documents
