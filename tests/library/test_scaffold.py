"""A new document is refused, each gap with its remedy, until it is filled in both languages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.library import check_library, load_library
from assistant.library.scaffold import SCAFFOLDS, scaffold

FICTION = Path(__file__).parents[1] / "knowledge"
TITLED = ('title: ""', "title: Harbour")
FRONT = (
    TITLED,
    ('summary: ""', "summary: A fictional harbour."),
    ('organisation: ""', "organisation: Harbour"),
    ("topics: []", "topics: [sales]"),
    ("variants: []", "variants: [one harbour, two harbours, three harbours, four harbours]"),
)
STATEMENT = {
    "en": "- The **Harbour Gazette** counted 5 to 9% more visitors [@harbour-nd].",
    "fr": "- La **Gazette du port** a compté 5 à 9\u202f% de visiteurs de plus [@harbour-nd].",
}


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FICTION, tmp_path / "knowledge"))


def write(shelf: Path, *changes: tuple[str, str], sections: bool = False) -> None:
    """Fill in the front matter of new documents, and a statement under each heading."""
    for path in shelf.rglob("new-harbour.*.md"):
        text = path.read_text("utf-8")
        for old, new in changes:
            text = text.replace(old, new)
        if sections:
            lang = path.name.split(".")[1]
            lines = text.split("\n")
            text = "\n".join(
                f"{line}\n{STATEMENT[lang]}" if line.startswith("## ") else line for line in lines
            )
        path.write_text(text, "utf-8")


def told(shelf: Path) -> set[str]:
    found = check_library(shelf)
    assert all(each.remedy and "new-harbour" in each.path for each in found)
    return {each.rule for each in found}


@pytest.mark.parametrize("kind", SCAFFOLDS)
def test_fresh_from_the_scaffold_its_title_is_asked_for(kind: str, shelf: Path) -> None:
    scaffold(shelf, kind, "new-harbour")
    assert ["'title'" in each.message for each in check_library(shelf)] == [True, True]


@pytest.mark.parametrize("kind", SCAFFOLDS)
def test_with_a_title_all_that_is_empty_is_named(kind: str, shelf: Path) -> None:
    scaffold(shelf, kind, "new-harbour")
    write(shelf, TITLED)
    assert told(shelf) >= {"missing key", "empty section", "no source"}


@pytest.mark.parametrize("kind", SCAFFOLDS)
def test_with_its_front_matter_the_empty_sections_are_left(kind: str, shelf: Path) -> None:
    scaffold(shelf, kind, "new-harbour")
    write(shelf, *FRONT)
    assert told(shelf) == {"empty section", "no source"}


@pytest.mark.parametrize("kind", SCAFFOLDS)
def test_filled_in_it_is_accepted(kind: str, shelf: Path) -> None:
    scaffold(shelf, kind, "new-harbour")
    write(shelf, *FRONT, sections=True)
    assert [str(each) for each in check_library(shelf)] == []


@pytest.mark.parametrize("kind", SCAFFOLDS)
def test_filled_in_it_is_served(kind: str, shelf: Path) -> None:
    scaffold(shelf, kind, "new-harbour")
    write(shelf, *FRONT, sections=True)
    document = load_library(shelf).document("new-harbour", "fr")
    assert document is not None
    assert any(passage.references == ("harbour-nd",) for passage in document.passages)
