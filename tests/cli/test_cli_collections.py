"""`assistant collections`: what it tells of the files taken in."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import Run

from assistant.collections import Store, fill
from assistant.evaluation.scale import RandomVectors
from assistant.ingest import read_files

BOOK = """<html><body><h1>Panel</h1><p>The panel has two hundred customers.</p></body></html>"""


@pytest.fixture
def listed(home: Path, tmp_path: Path) -> None:
    """A collection of a page, a presentation of two slides and a workbook of one sheet."""
    from openpyxl import Workbook
    from pptx import Presentation

    show = Presentation()
    for title in ("The panel of customers", "What it will cost the company"):
        show.slides.add_slide(show.slide_layouts[5]).shapes.title.text = title
    show.save(tmp_path / "show.pptx")
    book = Workbook()
    assert book.active is not None
    book.active.append(["The panel has two hundred customers in every quarter."])
    book.save(tmp_path / "sheet.xlsx")
    (tmp_path / "page.html").write_text(BOOK, "utf-8")
    paths = [tmp_path / name for name in ("page.html", "sheet.xlsx", "show.pptx")]
    fill(Store(home).create("Panel"), paths, RandomVectors(), read_files)


@pytest.mark.parametrize(
    ("lang", "extents", "added"),
    [
        pytest.param("en", ("", "sheets: 1", "slides: 2"), "added 2", id="English"),
        pytest.param(
            "fr", ("", "feuilles\u202f: 1", "diapos\u202f: 2"), "ajouté le 2", id="French"
        ),
    ],
)
@pytest.mark.usefixtures("listed")
def test_files_are_told_with_their_extent_and_when_they_came(
    lang: str, extents: tuple[str, ...], added: str, run: Run
) -> None:
    lines = run("collections", "show", "Panel", "--lang", lang).stdout.splitlines()
    assert [each in line for each, line in zip(extents, lines, strict=True)] == [True] * 3
    assert all(f" · {added}" in line for line in lines)
    assert " p." not in "".join(lines)


@pytest.mark.parametrize(
    ("lang", "choice", "answer", "left"),
    [
        pytest.param("fr", "[o/N]", "oui\n", 0, id="French-yes"),
        pytest.param("fr", "[o/N]", "n\n", 1, id="French-no"),
        pytest.param("fr", "Rien n’a été modifié.", "", 1, id="French-nothing"),
        pytest.param("en", "[y/N]", "Y\n", 0, id="English-yes"),
        pytest.param("en", "Nothing was changed.", "\n", 1, id="English-enter"),
    ],
)
@pytest.mark.usefixtures("listed")
def test_a_deletion_is_asked_for_in_the_reader_s_language(
    lang: str, choice: str, answer: str, left: int, home: Path, run: Run
) -> None:
    told = run("collections", "delete", "Panel", "--lang", lang, typed=answer)
    assert choice in told.stderr
    assert "Aborted" not in told.output
    assert (told.exit_code, len(Store(home).collections())) == (left, left)
