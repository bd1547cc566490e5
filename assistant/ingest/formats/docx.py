"""Word documents, from their own XML: paragraphs, headings, lists, tables, footnotes.

Running headers and footers are parts of their own and never read. Deleted text of tracked
changes is left out, inserted text kept. WordprocessingML: ECMA-376, part 1, chapter 17.
"""

from __future__ import annotations

import re
from typing import Any
from zipfile import ZipFile

from assistant.ingest.faults import fault
from assistant.ingest.outline import Outline, bulleted
from assistant.ingest.package import opened, part, xml
from assistant.ingest.properties import take_core
from assistant.ingest.source import Reading, Source

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_HEADING = re.compile(r"^(?:heading|titre|überschrift)\s*(\d)$", re.I)
_TITLES = {"title": 1, "titre": 1, "subtitle": 2, "sous-titre": 2}
# A deletion, a field's instruction, the second drawing of a text box, a hidden picture's words.
_SKIPPED = {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{_W}txbxContent"


def read(source: Source, format: str) -> Reading:
    """Read the body in order; raises DocumentError where there is none."""
    reading = Reading(format)
    with opened(source, reading) as package:
        main = _main_part(package, source.name)
        data = part(package, main)
        if data is None:
            raise fault("file-damaged", source.name)
        body = xml(data, source.name).find(f"{_W}body")
        levels = _heading_levels(package, source.name)
        outline = Outline()
        if body is not None:
            _write(outline, body, levels)
        _write_notes(outline, package, source.name)
        take_core(reading, package, source.name)
    reading.blocks = outline.blocks
    return reading


def _main_part(package: ZipFile, name: str) -> str:
    data = part(package, "_rels/.rels")
    for relation in xml(data, name).iter(_RELATIONS) if data else ():
        if relation.get("Type", "").endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _heading_levels(package: ZipFile, name: str) -> dict[str, int]:
    """The heading level of each style that has one, by its name or its outline level."""
    data = part(package, "word/styles.xml")
    levels: dict[str, int] = {}
    for style in xml(data, name).iter(f"{_W}style") if data else ():
        called = style.find(f"{_W}name")
        said = (called.get(f"{_W}val") or "").casefold() if called is not None else ""
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        numbered = _HEADING.match(said)
        if numbered:
            level = int(numbered[1])
        elif said in _TITLES:
            level = _TITLES[said]
        elif outline is not None and (outline.get(f"{_W}val") or "9") in "012345":
            level = int(outline.get(f"{_W}val")) + 1
        else:
            continue
        levels[style.get(f"{_W}styleId") or ""] = level
    return levels


def _write(outline: Outline, body: Any, levels: dict[str, int]) -> None:
    for element in body:
        if element.tag == f"{_W}p":
            _write_paragraph(outline, element, levels)
        elif element.tag == f"{_W}tbl":
            _write_table(outline, element, levels)
        elif element.tag in (f"{_W}sdt", f"{_W}ins", f"{_W}customXml"):
            content = element.find(f"{_W}sdtContent")
            _write(outline, element if content is None else content, levels)


def _write_paragraph(outline: Outline, paragraph: Any, levels: dict[str, int]) -> None:
    text = _words(paragraph)
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = style.get(f"{_W}val") or "" if style is not None else ""
    level = levels.get(name)
    direct = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
    if level is None and direct is not None and (direct.get(f"{_W}val") or "9") in "012345":
        level = int(direct.get(f"{_W}val")) + 1
    numbered = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    if name.casefold().startswith(("toc", "tm", "tabledesmati")) and name[-1:].isdigit():
        return  # a table of contents repeats the headings
    if level is not None:
        outline.heading(text, level)
    else:
        bare, marked = bulleted(text.strip())
        is_list = numbered or marked or name.casefold().startswith(("list", "liste"))
        outline.add("list" if is_list else "paragraph", bare)
    for box in paragraph.iter(_BOX):
        if not any(each.tag == _FALLBACK for each in box.iterancestors()):
            _write(outline, box, levels)


def _words(element: Any) -> str:
    """The text of a paragraph without what is deleted, hidden or in a box of its own."""
    parts: list[str] = []
    for child in element:
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            parts.append(" ")
        elif child.tag == f"{_W}noBreakHyphen":
            parts.append("\u2011")
        elif child.tag == f"{_W}r" and child.find(f"{_W}rPr/{_W}vanish") is not None:
            continue
        elif child.tag not in _SKIPPED and child.tag not in (_BOX, _FALLBACK):
            parts.append(_words(child))
    return "".join(parts)


def _write_table(outline: Outline, table: Any, levels: dict[str, int]) -> None:
    """A table of one cell is a frame; any other is a table, its nested tables read as text."""
    rows = []
    for row in table.iter(f"{_W}tr"):
        if row.getparent() is not table:
            continue
        cells: list[str] = []
        for cell in row.iter(f"{_W}tc"):
            if next(cell.iterancestors(f"{_W}tr")) is row:
                cells.append(" ".join(_words(each) for each in cell.iter(f"{_W}p")))
                span = cell.find(f"{_W}tcPr/{_W}gridSpan")
                wide = span.get(f"{_W}val") or "1" if span is not None else "1"
                cells += [""] * (min(int(wide), 100) - 1 if wide.isdigit() else 0)
        rows.append(cells)
    if len(rows) == 1 and len(rows[0]) == 1:
        cell = table.find(f"{_W}tr/{_W}tc")
        if cell is not None:
            _write(outline, cell, levels)
        return
    outline.table(rows)


def _write_notes(outline: Outline, package: ZipFile, name: str) -> None:
    """Footnotes and endnotes follow the text."""
    for kind in ("footnote", "endnote"):
        data = part(package, f"word/{kind}s.xml")
        for note in xml(data, name).iter(f"{_W}{kind}") if data else ():
            if note.get(f"{_W}type") is None:
                outline.add("note", " ".join(_words(each) for each in note.iter(f"{_W}p")))
