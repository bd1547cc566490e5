"""OpenDocument text, sheets and slides (ODF 1.3, part 3), all from `content.xml`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.ingest.faults import fault
from assistant.ingest.outline import Outline
from assistant.ingest.package import opened, part, xml
from assistant.ingest.sheet import write_sheet
from assistant.ingest.source import Reading, Source

_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _TABLE, _DRAW, _OFFICE = (_NS % each for each in ("text", "table", "drawing", "office"))
_PRESENTATION, _META = (_NS % each for each in ("presentation", "meta"))
_DC = "{http://purl.org/dc/elements/1.1/}"
_UNREAD = {
    f"{_TEXT}tracked-changes",
    f"{_TEXT}table-of-content",
    f"{_TEXT}sequence-decls",
    f"{_OFFICE}annotation",
    f"{_OFFICE}forms",
    f"{_OFFICE}scripts",
}
# A sheet says "repeated 1048576 times" of its empty end.
_MOST_REPEATED = 200
_TITLES = ("Title", "Subtitle")


def read(source: Source, format: str) -> Reading:
    """Read the body in order; raises DocumentError for a protected file or one without a body."""
    reading = Reading(format)
    with opened(source, reading) as package:
        if b"encryption-data" in (part(package, "META-INF/manifest.xml") or b""):
            raise fault("file-encrypted", source.name)
        content, meta = part(package, "content.xml"), part(package, "meta.xml")
    if content is None:
        raise fault("file-damaged", source.name)
    if meta is not None:
        _take_meta(reading, xml(meta, source.name))
    body = xml(content, source.name).find(f"{_OFFICE}body")
    outline = Outline()
    if body is not None:
        if format == "ods":
            _write_sheets(outline, body, reading, source)
        else:
            _write(outline, body, reading, {})
    reading.blocks = outline.blocks
    return reading


def _take_meta(reading: Reading, root: Any) -> None:
    reading.title = root.findtext(f".//{_DC}title") or ""
    names = (root.findtext(f".//{tag}") for tag in (f"{_META}initial-creator", f"{_DC}creator"))
    reading.author = next((name for name in names if name), "")
    dates = (root.findtext(f".//{tag}") for tag in (f"{_DC}date", f"{_META}creation-date"))
    reading.date = next((day for day in dates if day), "")


def _write(
    outline: Outline, element: Any, reading: Reading, where: dict[str, Any], item: bool = False
) -> None:
    for child in element:
        tag = child.tag
        if tag in _UNREAD:
            continue
        if tag == f"{_TEXT}h":
            level = child.get(f"{_TEXT}outline-level") or "1"
            outline.heading(_words(child), int(level) if level.isdigit() else 1, **where)
        elif tag == f"{_TEXT}p" and child.get(f"{_TEXT}style-name") in _TITLES:
            outline.heading(_words(child), 1, **where)
        elif tag == f"{_TEXT}p":
            outline.add("list" if item else "paragraph", _words(child), **where)
            _write_notes(outline, child, where)
        elif tag == f"{_TABLE}table":
            outline.table(list(_rows(child)), **where)
        elif tag == f"{_DRAW}page":
            reading.pages += 1
            outline.forget()
            _write_slide(outline, child, reading, reading.pages)
        else:
            _write(outline, child, reading, where, item or tag == f"{_TEXT}list-item")


def _write_slide(outline: Outline, page: Any, reading: Reading, number: int) -> None:
    for frame in page:
        if frame.tag == f"{_PRESENTATION}notes":
            for paragraph in frame.iter(f"{_TEXT}p"):
                outline.add("note", _words(paragraph), slide=number)
        elif frame.get(f"{_PRESENTATION}class") == "title":
            outline.heading(" ".join(map(_words, frame.iter(f"{_TEXT}p"))), 1, slide=number)
        else:
            _write(outline, [frame], reading, {"slide": number})


def _write_notes(outline: Outline, paragraph: Any, where: dict[str, Any]) -> None:
    for note in paragraph.iter(f"{_TEXT}note-body"):
        outline.add("note", " ".join(map(_words, note.iter(f"{_TEXT}p"))), **where)


def _write_sheets(outline: Outline, body: Any, reading: Reading, source: Source) -> None:
    tables = list(body.iter(f"{_TABLE}table"))
    reading.pages = len(tables)
    for number, table in enumerate(tables, 1):
        source.progress(number, len(tables))
        name = table.get(f"{_TABLE}name") or str(number)
        if write_sheet(outline, _rows(table), source.limits.rows, name):
            reading.notice("rows-left-out", limit=source.limits.rows)


def _rows(table: Any) -> Iterator[list[str]]:
    for row in table.iter(f"{_TABLE}table-row"):
        cells: list[str] = []
        for cell in row:
            if cell.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                text = " ".join(map(_words, cell.iter(f"{_TEXT}p")))
                cells += [text] * _repeated(cell, "columns", text)
        yield from [cells] * _repeated(row, "rows", "".join(cells))


def _repeated(element: Any, kind: str, text: str) -> int:
    said = element.get(f"{_TABLE}number-{kind}-repeated") or "1"
    times = int(said) if said.isdigit() and len(said) < 8 else 1
    return max(1, min(times, _MOST_REPEATED))


def _words(element: Any) -> str:
    """The text of a paragraph, its footnotes and comments aside."""
    parts = [element.text or ""]
    for child in element:
        if child.tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
            parts.append(" ")
        elif child.tag not in (f"{_TEXT}note", f"{_OFFICE}annotation"):
            parts.append(_words(child))
        parts.append(child.tail or "")
    return "".join(parts)
