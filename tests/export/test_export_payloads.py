"""Nothing that was typed acts in what is taken away: no script, no macro of a wiki, no formula,
no field that fetches, no address that is not ours to give."""

from __future__ import annotations

import csv
import io
import re
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from export_papers import BARS, paper
from lxml import etree
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from assistant.briefing import Bar, Chart
from assistant.export import FORMATS, Format, Grid, Heading, Paper, Run, export_paper
from assistant.export.bars import chart_svg, draw
from assistant.export.style import Style
from assistant.export.workbook import Sheet, made_workbook
from assistant.feedback import Opinion, as_csv

sys.path.insert(0, str(Path(__file__).parents[1] / "access"))
from payloads import FORMULAS, PAYLOADS, acting, chunks

_FETCHES = re.compile(r"instrText|fldSimple|DDE|attachedTemplate|oleObject|vbaProject")
_TARGET = re.compile(r'Target="([^"]+)"[^>]*TargetMode="External"')


def hostile(texts: tuple[str, ...]) -> Paper:
    """A paper whose every part was typed by an attacker."""
    text = " ".join(texts)
    made = paper(text=text)
    rows = tuple(((Run(each),), (Run(each),)) for each in texts)
    bars = tuple((each, 1.0, each) for each in texts[:6])
    grid = Grid((texts[0], texts[1]), rows, (0.5, 0.5))
    picture = replace(made.blocks[-1], alt=text[:200], bars=bars)
    references = tuple(replace(each, title=text[:300]) for each in made.references)
    return replace(
        made, title=texts[0], byline=text[:200], references=references,
        blocks=(*made.blocks[:-2], Heading(1, texts[2]), grid, picture), slides=(),
    )  # fmt: skip


@pytest.mark.parametrize("texts", chunks(34))
def test_a_page_that_is_taken_away_does_not_act(texts: tuple[str, ...]) -> None:
    # The address of an image written in our own page as data is ours.
    page = export_paper(hostile(texts), "html").data.decode("utf-8")
    ours = export_paper(paper(), "html").data.decode("utf-8")
    assert set(acting(page)) - set(acting(ours)) == set()


@pytest.mark.parametrize("texts", chunks(34))
def test_markdown_and_wikis_hold_no_markup_of_others(texts: tuple[str, ...]) -> None:
    made = hostile(texts)
    reader = MarkdownIt("commonmark", {"html": True})
    assert acting(reader.render(export_paper(made, "markdown").data.decode("utf-8"))) == []
    macros = {
        "mediawiki": (r"<(?:html|script|img|svg|iframe|body|style)\b", r"\{\{#"),
        "dokuwiki": (r"(?i)<(?:html|php)\b", r"\{\{"),
        "confluence": (r"(?<!\\)\{html\}",),
        "xwiki": (r"\{\{",),
    }
    for name, patterns in macros.items():
        text = export_paper(made, name).data.decode("utf-8")  # type: ignore[arg-type]
        text = re.sub(r"<nowiki>.*?</nowiki>|%%.*?%%", "", text, flags=re.DOTALL)
        for pattern in patterns:
            assert re.findall(pattern, text) == [], name


@pytest.mark.parametrize("texts", chunks(51))
@pytest.mark.parametrize("format", [each for each in FORMATS if each in ("docx", "pptx", "odt")])
def test_office_documents_fetch_and_run_nothing(format: Format, texts: tuple[str, ...]) -> None:
    with zipfile.ZipFile(io.BytesIO(export_paper(hostile(texts), format).data)) as archive:
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                # What the empty presentation of python-pptx holds is no program.
                empty = name.startswith("ppt/printerSettings/")
                assert empty or not name.endswith((".bin", ".vba", ".js")), name
                continue
            content = archive.read(name).decode("utf-8")
            etree.fromstring(content.encode("utf-8"))
            plain = re.sub(r">[^<]*<", "><", content)
            found = set(_FETCHES.findall(plain)) - {"instrText"}
            assert found == set(), name
            for target in _TARGET.findall(content):
                assert target.startswith(("https://example.org/", "http")), target
                assert "evil" not in target


def test_no_cell_of_a_table_is_a_formula() -> None:
    made = hostile(FORMULAS)
    rows = csv.reader(io.StringIO(export_paper(made, "csv").data.decode("utf-8-sig")))
    opinions = [Opinion("useful", each, each, each) for each in FORMULAS]
    told = csv.reader(io.StringIO(as_csv(opinions, Opinion)))
    cells = [cell for row in (*rows, *told) for cell in row]
    assert len(cells) > 3 * len(FORMULAS)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    def fill(book: object) -> None:
        sheet = Sheet(book.create_sheet("x"))  # type: ignore[attr-defined]
        for row, text in enumerate(FORMULAS, 1):
            sheet.put(row, 1, text)

    cells = load_workbook(io.BytesIO(made_workbook(fill)))["x"]["A"]
    assert [cell.data_type for cell in cells] == ["s"] * len(FORMULAS)


@pytest.mark.parametrize("texts", chunks(34))
def test_a_drawing_holds_no_script(texts: tuple[str, ...]) -> None:
    bars = tuple(Bar(each, 1.0, each) for each in texts)
    chart = Chart("c", texts[0], bars, texts[1])
    harmless = Chart("c", "t", BARS, "a")
    for made, plain in (
        (draw(chart, Style()), draw(harmless, Style())),
        (chart_svg(chart), chart_svg(harmless)),
    ):
        tags = {element.tag for element in etree.fromstring(made.encode("utf-8")).iter()}
        assert tags <= {element.tag for element in etree.fromstring(plain.encode("utf-8")).iter()}
    assert len(PAYLOADS) > 90
