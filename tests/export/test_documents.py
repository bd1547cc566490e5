"""Every format of one paper opens elsewhere and says the same."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from html.parser import HTMLParser

import docx
import pytest
from export_papers import paper
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation

from assistant.errors import ExportError
from assistant.export import FORMATS, Format, Style, export_paper, format_of
from assistant.export.documents import _cell
from assistant.export.pdf import pages
from assistant.export.tree import legible

SAID = "Les cornes de brume se vendent."
MARKUP: tuple[Format, ...] = ("markdown", "mediawiki", "dokuwiki", "confluence", "xwiki")


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_made(format: Format) -> None:
    made = export_paper(paper(), format)
    assert len(made.data) > 40
    assert made.format == format


def test_word_has_headings_table_alt_text_and_language() -> None:
    document = docx.Document(io.BytesIO(export_paper(paper(), "docx").data))
    heads = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert heads == ["Preuves", "Chiffres", "Sources"]
    assert [c.text for c in document.tables[0].rows[0].cells] == ["Option", "Coût"]
    drawn = [e for e in document.element.body.iter() if str(e.tag).endswith("}docPr")]
    assert [e.get("descr") for e in drawn] == ["Diagramme : Phare & fils 45 %, Brume 12 %."]
    assert document.core_properties.language == "fr-FR"
    assert any(SAID in p.text and "[1, 2]" in p.text for p in document.paragraphs)


def test_word_tells_nothing_of_the_machine() -> None:
    with zipfile.ZipFile(io.BytesIO(export_paper(paper(), "docx").data)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert b"references.json" not in whole
    assert b"/boardwise-" not in whole


def test_slides_have_titles_notes_and_live_charts() -> None:
    made = export_paper(paper(), "pptx")
    presentation = Presentation(io.BytesIO(made.data))
    slides = list(presentation.slides)
    assert made.pages == len(slides) == 3
    assert [s.shapes.title.text_frame.text for s in slides] == [
        "Cornes de brume",
        "Preuves",
        "Chiffres",
    ]
    assert slides[1].notes_slide.notes_text_frame.text == "À dire."
    charts = [shape for shape in slides[2].shapes if shape.has_chart]
    assert len(charts) == 1
    assert charts[0]._element.nvGraphicFramePr.cNvPr.get("descr").startswith("Diagramme")
    assert list(charts[0].chart.plots[0].series[0].values) == [45.0, 12.0]


def test_slides_are_continued_rather_than_overfull() -> None:
    long = paper(text="Un constat fictif assez long pour remplir une ligne entière. " * 6)
    bullets = replace(long.blocks[2], items=long.blocks[2].items[:1] * 20)
    blocks = (long.blocks[1], bullets)
    made = export_paper(replace(long, blocks=blocks, slides=()), "pptx")
    presentation = Presentation(io.BytesIO(made.data))
    assert len(presentation.slides) == 4
    for slide in presentation.slides:
        for shape in slide.shapes:
            assert shape.top + shape.height <= presentation.slide_height


def test_a_note_that_runs_over_is_set_smaller() -> None:
    text = "Un constat fictif assez long pour remplir une ligne entière du papier. "
    roomy = export_paper(replace(paper(text=text * 84), most=1, dense=True), "pdf")
    assert roomy.pages == 1
    assert roomy.scale < 1.0


def test_pdf_counts_its_pages() -> None:
    made = export_paper(paper(), "pdf")
    assert made.pages == pages(made.data) == 1


@pytest.mark.parametrize("format", MARKUP)
def test_markup_is_whole_and_clean(format: Format) -> None:
    text = export_paper(paper(), format).data.decode("utf-8")
    assert SAID in text
    assert "Foghorns & <sales>" in text or "Foghorns" in text
    assert "https://example.org/lantern" in text
    for left in ("<div", "<span", ":::", "csl", "[@", "custom-style", "data:image", "{anchor"):
        assert left not in text


def test_mediawiki_table_heading_and_numbered_sources() -> None:
    text = export_paper(paper(), "mediawiki").data.decode("utf-8")
    assert "== Preuves ==" in text
    assert '{| class="wikitable"' in text
    assert "# Brume Institute, «" in text


def test_dokuwiki_table_heading_and_numbered_sources() -> None:
    text = export_paper(paper(), "dokuwiki").data.decode("utf-8")
    assert "===== Preuves =====" in text
    assert "|Rester" in text
    assert "  - Brume Institute" in text


def test_csv_neutralises_formulas() -> None:
    rows = list(csv.reader(io.StringIO(export_paper(paper(), "csv").data.decode("utf-8-sig"))))
    assert rows[:3] == [["Chiffres"], ["Option", "Coût"], ["Rester", "120 000 €"]]
    assert rows[3] == ["Partir", "'=1+1"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_starts_a_formula(start: str) -> None:
    assert _cell(f"{start}cmd").startswith("'")


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.append(tag)


HOSTILE = (
    "<script>alert(1)</script> [x](javascript:alert(1)) ![y](file:///etc/passwd) "
    "{{template}} #eval(1) $x$ \\input{/etc/passwd} @import == = * _ ` ~~ \u202e\u0000\u0007 "
    '#include "/etc/passwd" #read("/etc/passwd")'
)


@pytest.mark.parametrize("format", FORMATS)
def test_hostile_text_is_text(format: Format) -> None:
    made = export_paper(paper(text=HOSTILE), format)
    if format == "html":
        tags = Tags()
        tags.feed(made.data.decode("utf-8"))
        assert "script" not in tags.seen
    if format == "docx":
        document = docx.Document(io.BytesIO(made.data))
        assert any("<script>alert(1)</script>" in p.text for p in document.paragraphs)
    assert b"root:x:" not in made.data


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_legible_text_holds_nothing_that_xml_forbids(text: str) -> None:
    from lxml import etree

    made = etree.Element("t")
    made.text = legible(text)
    assert "\n" not in (made.text or "")


@pytest.mark.parametrize(
    ("name", "format"),
    [("a.docx", "docx"), ("b.wiki.dokuwiki.txt", "dokuwiki"), ("PDF", "pdf"), ("n.md", "markdown")],
    ids=["ending", "twofold ending", "name", "short ending"],
)
def test_formats_by_name(name: str, format: str) -> None:
    assert format_of(name) == format


def test_an_unknown_format_is_told() -> None:
    with pytest.raises(ExportError) as fault:
        format_of("note.exe")
    assert fault.value.code == "export-format"


def test_the_organisations_colour_and_name_are_used() -> None:
    made = export_paper(paper(), "docx", Style(accent="8A1538"))
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        assert b"8A1538" in archive.read("word/styles.xml")
