"""OpenDocument text, sheets and slides (ODF 1.3, part 3), all from `content.xml`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from assistant.ingest.faults import fault
from assistant.ingest.formats.opendocument_charts import unfold
from assistant.ingest.formats.opendocument_look import Look
from assistant.ingest.outline import Outline
from assistant.ingest.package import opened, part, xml
from assistant.ingest.properties import of_someone
from assistant.ingest.sheet import write_sheet
from assistant.ingest.source import Reading, Source
from assistant.ingest.spans import Cell, laid_out

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
# What is set to a place in a paragraph without being said in it.
_BOXES = tuple(f"{_DRAW}{each}" for each in ("frame", "custom-shape", "g", "rect", "ellipse"))
_ASIDE = (f"{_TEXT}note", f"{_OFFICE}annotation", *_BOXES)
_CLASS = f"{_PRESENTATION}class"
# Frames that repeat on every slide.
_RUNNING = ("header", "footer", "date-time", "page-number", "page")
_SVG = _NS % "svg-compatible"
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(cm|mm|in|pt)")
_IN_AN_INCH = {"cm": 2.54, "mm": 25.4, "in": 1.0, "pt": 72.0}
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
        root = xml(content, source.name)
        body = root.find(f"{_OFFICE}body")
        if body is not None and format != "ods":
            unfold(body, package, source.name)
    if meta is not None:
        _take_meta(reading, xml(meta, source.name))
    outline = Outline()
    if body is not None:
        look = Look(root)
        look.settle(body)
        _leave_hidden(body, look, reading)
        if format == "ods":
            _write_sheets(outline, body, reading, source)
        else:
            _write(outline, body, reading, {})
    reading.blocks = outline.blocks
    return reading


def _leave_hidden(body: Any, look: Look, reading: Reading) -> None:
    """Empty the sheets and slides that are not shown: they keep their place in the count."""
    for tag, code in ((f"{_TABLE}table", "hidden-sheets"), (f"{_DRAW}page", "hidden-slides")):
        for element in body.iter(tag):
            if not look.shows(element):
                reading.notice(code)
                for child in list(element):
                    element.remove(child)


def _take_meta(reading: Reading, root: Any) -> None:
    reading.title = root.findtext(f".//{_DC}title") or ""
    names = (root.findtext(f".//{tag}") for tag in (f"{_META}initial-creator", f"{_DC}creator"))
    reading.author = next((name for name in names if name), "")
    dates = (root.findtext(f".//{tag}") for tag in (f"{_DC}date", f"{_META}creation-date"))
    reading.date = next((day for day in map(of_someone, filter(None, dates)) if day), "")


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
            _write_beside(outline, child, reading, where)
        elif tag == f"{_TABLE}table":
            texts, header = laid_out(_cells(child))
            outline.table(texts, header, **where)
        elif tag == f"{_DRAW}page":
            reading.pages += 1
            outline.forget()
            _write_slide(outline, child, reading, reading.pages)
        else:
            _write(outline, child, reading, where, item or tag == f"{_TEXT}list-item")


def _write_slide(outline: Outline, page: Any, reading: Reading, number: int) -> None:
    """The title first, then the frames from the top, left to right, then the notes."""
    frames = [each for each in page if each.get(_CLASS) not in _RUNNING]
    for frame in sorted(frames, key=_standing):
        if frame.tag == f"{_PRESENTATION}notes":
            for own in frame:
                for paragraph in own.iter(f"{_TEXT}p") if own.get(_CLASS) not in _RUNNING else ():
                    outline.add("note", _words(paragraph), slide=number)
        elif frame.get(_CLASS) == "title":
            outline.heading(" ".join(map(_words, frame.iter(f"{_TEXT}p"))), 1, slide=number)
        else:
            _write(outline, [frame], reading, {"slide": number})


def _standing(frame: Any) -> tuple[int, int, float]:
    """Where a frame comes in the order of reading; those within a quarter of an inch are level."""
    if frame.get(_CLASS) == "title" or frame.tag == f"{_PRESENTATION}notes":
        return (-1 if frame.get(_CLASS) == "title" else 1, 0, 0.0)
    inside = [each for each in frame.iter() if each.get(f"{_SVG}y")] or [frame]
    top = min(_inches(each.get(f"{_SVG}y")) for each in inside)
    return 0, round(4 * top), min(_inches(each.get(f"{_SVG}x")) for each in inside)


def _inches(length: str | None) -> float:
    found = _LENGTH.fullmatch(length or "")
    return float(found[1]) / _IN_AN_INCH[found[2]] if found else 0.0


def _write_beside(
    outline: Outline, paragraph: Any, reading: Reading, where: dict[str, Any]
) -> None:
    """The notes of a paragraph, and the boxes that are set to it."""
    for note in paragraph.iter(f"{_TEXT}note-body"):
        outline.add("note", " ".join(map(_words, note.iter(f"{_TEXT}p"))), **where)
    for box in paragraph.iter(*_BOXES):
        if not any(each.tag in _BOXES for each in box.iterancestors()) and (
            next(box.iterancestors(f"{_TEXT}p", f"{_TEXT}h")) is paragraph
        ):
            _write(outline, box, reading, where)


def _write_sheets(outline: Outline, body: Any, reading: Reading, source: Source) -> None:
    tables = list(body.iter(f"{_TABLE}table"))
    reading.pages = len(tables)
    for number, table in enumerate(tables, 1):
        source.progress(number, len(tables))
        name = table.get(f"{_TABLE}name") or str(number)
        hidden = _hidden_columns(table)
        merged: dict[int, list[tuple[int, int]]] = {}
        rows = _rows(table, hidden, merged)
        if write_sheet(outline, rows, source.limits.rows, name, merged):
            reading.notice("rows-left-out", limit=source.limits.rows)
        if hidden:
            reading.notice("hidden-columns")


def _cells(table: Any) -> Iterator[list[Cell]]:
    """The rows of a table in a text; the cells that others cover are left out."""
    for row in table.iter(f"{_TABLE}table-row"):
        if next(row.iterancestors(f"{_TABLE}table")) is table:
            yield [
                Cell(
                    " ".join(map(_words, cell.iter(f"{_TEXT}p"))),
                    _count(cell, "number-columns-spanned"),
                    _count(cell, "number-rows-spanned"),
                )
                for cell in row.iterchildren(f"{_TABLE}table-cell")
                for _ in range(_count(cell, "number-columns-repeated"))
            ]


def _rows(
    table: Any, hidden: Collection[int], merged: dict[int, list[tuple[int, int]]]
) -> Iterator[list[str]]:
    """The rows of a sheet; a cell that goes over several is said in each, and `merged` is told of
    those that go over several columns."""
    falling: dict[int, tuple[int, str]] = {}
    number = 1
    for row in table.iter(f"{_TABLE}table-row"):
        cells: list[str] = []
        starts: dict[int, tuple[int, str]] = {}
        for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            at, across = len(cells), _count(cell, "number-columns-spanned")
            text = " ".join(map(_words, cell.iter(f"{_TEXT}p")))
            starts[at] = (_count(cell, "number-rows-spanned") - 1, text)
            if across > 1:
                merged.setdefault(number, []).append((at, at + across - 1))
            cells += [text] * _count(cell, "number-columns-repeated")
        falling = {at: each for at, each in falling.items() if at < len(cells) and each[0]}
        for at, (_, text) in falling.items():
            cells[at] = cells[at] or text
        falling = {at: (left - 1, text) for at, (left, text) in falling.items()}
        falling |= {at: each for at, each in starts.items() if each[0]}
        shown = ["" if at in hidden else text for at, text in enumerate(cells)]
        times = _count(row, "number-rows-repeated")
        yield from [shown] * times
        number += times


def _hidden_columns(table: Any) -> set[int]:
    hidden: set[int] = set()
    at = 0
    for column in table.iter(f"{_TABLE}table-column"):
        times = _count(column, "number-columns-repeated")
        if column.get(f"{_TABLE}visibility") == "collapse":
            hidden.update(range(at, at + times))
        at += times
    return hidden


def _count(element: Any, name: str) -> int:
    said = element.get(f"{_TABLE}{name}") or "1"
    times = int(said) if said.isdigit() and len(said) < 8 else 1
    return max(1, min(times, _MOST_REPEATED))


def _words(element: Any) -> str:
    """The text of a paragraph, its footnotes, comments, pictures and boxes aside."""
    parts = [element.text or ""]
    for child in element:
        if child.tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
            parts.append(" ")
        elif child.tag not in _ASIDE:
            parts.append(_words(child))
        parts.append(child.tail or "")
    return "".join(parts)
