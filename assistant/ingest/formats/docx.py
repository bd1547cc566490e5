"""Word documents, from their own XML: paragraphs, headings, lists, tables, footnotes.

Running headers and footers are parts of their own and never read. Deleted text of tracked
changes is left out, inserted text kept. WordprocessingML: ECMA-376, part 1, chapter 17.
"""

from __future__ import annotations

import itertools
import re
from typing import Any
from zipfile import ZipFile

from assistant.ingest.faults import fault
from assistant.ingest.formats.charts import C, write_chart
from assistant.ingest.formats.docx_text import (
    BOX,
    DELETED,
    FALLBACK,
    LEVELS,
    RELATION,
    W,
    Word,
    said,
)
from assistant.ingest.outline import Outline, bulleted
from assistant.ingest.package import opened, part, xml
from assistant.ingest.properties import take_core
from assistant.ingest.source import Reading, Source
from assistant.ingest.spans import Cell, laid_out

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# Styles of a table of contents and of its heading; their names are those of Word's language.
_CONTENTS = re.compile(
    r"(?:toc|tm|tabledesmati\w*)\d$|(?:toc|en-?tte?detabledesm\w*)$|tocheading$", re.I
)


def read(source: Source, format: str) -> Reading:
    """Read the body in order; raises DocumentError where there is none."""
    reading = Reading(format)
    with opened(source, reading) as package:
        main = _main_part(package, source.name)
        data = part(package, main)
        if data is None:
            raise fault("file-damaged", source.name)
        body = xml(data, source.name).find(f"{W}body")
        outline = Outline()
        if body is not None:
            _write(outline, body, Word(package, source.name, main))
        take_core(reading, package, source.name)
    reading.blocks = outline.blocks
    return reading


def _main_part(package: ZipFile, name: str) -> str:
    data = part(package, "_rels/.rels")
    for relation in xml(data, name).iter(RELATION) if data else ():
        if relation.get("Type", "").endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _write(outline: Outline, body: Any, word: Word) -> None:
    for element in body:
        if element.tag == f"{W}p":
            _write_paragraph(outline, element, word)
        elif element.tag == f"{W}tbl":
            _write_table(outline, element, word)
        elif element.tag in (f"{W}sdt", f"{W}ins", f"{W}customXml"):
            content = element.find(f"{W}sdtContent")
            _write(outline, element if content is None else content, word)


def _write_paragraph(outline: Outline, paragraph: Any, word: Word) -> None:
    name = said(paragraph, "pPr/pStyle") or ""
    if _CONTENTS.match(name):
        return  # a table of contents repeats the headings
    text = "" if name in word.hidden else word.words(paragraph)
    direct = said(paragraph, "pPr/outlineLvl") or "9"
    level = word.levels.get(name, int(direct) + 1 if direct in LEVELS else None)
    if level is not None:
        outline.heading(text, level)
    else:
        bare, marked = bulleted(text.strip())
        numbered = said(paragraph, "pPr/numPr") is not None
        is_list = numbered or marked or name.casefold().startswith(("list", "liste"))
        outline.add("list" if is_list else "paragraph", bare)
    for box in paragraph.iter(BOX):
        if not any(each.tag == FALLBACK for each in box.iterancestors()):
            _write(outline, box, word)
    _write_charts(outline, paragraph, word)
    _write_notes(outline, paragraph, word)


def _write_table(outline: Outline, table: Any, word: Word) -> None:
    """A table of one cell is a frame; any other is a table, its nested tables read as text."""
    rows: list[list[Cell]] = []
    # By column, where in `rows` the cell stands that goes on downwards.
    above: dict[int, tuple[int, int]] = {}
    for row in table.iter(f"{W}tr"):
        if next(row.iterancestors(f"{W}tbl")) is not table or said(row, "trPr/del") is not None:
            continue
        cells: list[Cell] = []
        at = 0
        for cell in row.iter(f"{W}tc"):
            if next(cell.iterancestors(f"{W}tr")) is not row:
                continue
            wide = said(cell, "tcPr/gridSpan") or "1"
            across = min(int(wide), 100) if wide.isdigit() else 1
            merged = said(cell, "tcPr/vMerge")
            if merged in ("", "continue") and at in above:
                upper, place = above[at]
                rows[upper][place] = rows[upper][place]._replace(down=len(rows) - upper + 1)
            else:
                above[at] = (len(rows), len(cells))
                text = " ".join(word.words(each) for each in cell.iter(f"{W}p"))
                cells.append(Cell(text, across))
            at += across
        rows.append(cells)
    if len(rows) == 1 and len(rows[0]) == 1:
        cell = table.find(f"{W}tr/{W}tc")
        if cell is not None:
            _write(outline, cell, word)
        return
    texts, header = laid_out(rows)
    outline.table(texts, header)
    _write_charts(outline, table, word)
    _write_notes(outline, table, word)


def _write_charts(outline: Outline, element: Any, word: Word) -> None:
    """Charts follow the paragraph or the table that they are set to; those of a box its own."""
    for mark in element.iter(f"{C}chart"):
        above = itertools.takewhile(lambda each: each is not element, mark.iterancestors())
        if any(each.tag in (BOX, FALLBACK, *DELETED) for each in above):
            continue
        space = word.chart(mark.get(_ID) or "")
        if space is not None:
            write_chart(outline, space)


def _write_notes(outline: Outline, element: Any, word: Word) -> None:
    """Footnotes and endnotes follow the paragraph or the table that they are set to."""
    for note in word.notes(element):
        outline.add("note", note)
