"""PowerPoint: the shapes of each slide from top to bottom, tables, charts, speaker's notes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from assistant.ingest.formats.charts import write_chart
from assistant.ingest.outline import Outline, bulleted
from assistant.ingest.package import opened
from assistant.ingest.properties import take_core
from assistant.ingest.raised import raised
from assistant.ingest.source import Reading, Source
from assistant.ingest.spans import Cell, laid_out

_PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_DEEPEST_GROUP = 8
_HIDDEN = "0"
_MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/%s}"
_A, _DIAGRAM = _MAIN % "main", _MAIN % "diagram"
_DATA = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm"
# Placeholders that repeat on every slide: date, footer, header, slide number.
_RUNNING = ("DATE", "FOOTER", "HEADER", "SLIDE_NUMBER")


def read(source: Source, format: str) -> Reading:
    """Read the slides that are shown; hidden ones are left out, and it is told."""
    from pptx import Presentation

    reading = Reading(format)
    with opened(source, reading) as package:
        take_core(reading, package, source.name)
    show = Presentation(io.BytesIO(_as_presentation(source)))
    slides = list(show.slides)
    reading.pages = len(slides)
    outline = Outline()
    for number, slide in enumerate(slides, 1):
        source.progress(number, len(slides))
        if slide._element.get("show") == _HIDDEN:
            reading.notice("hidden-slides")
            continue
        outline.forget()
        _write_slide(outline, slide, number)
    reading.blocks = outline.blocks
    return reading


def _as_presentation(source: Source) -> bytes:
    """A file with macros, or a slide show, opened as the presentation that it holds."""
    import zipfile

    with zipfile.ZipFile(source.path) as package:
        types = package.read("[Content_Types].xml")
        plain = types
        for kind in (
            b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
            b"application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml",
            b"application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",
        ):
            plain = plain.replace(kind, _PRESENTATION.encode())
        if plain == types:
            return source.data
        copy = io.BytesIO()
        with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as other:
            for entry in package.infolist():
                changed = entry.filename == "[Content_Types].xml"
                other.writestr(entry.filename, plain if changed else package.read(entry))
        return copy.getvalue()


def _write_slide(outline: Outline, slide: Any, number: int) -> None:
    title = slide.shapes.title
    if title is not None and title.has_text_frame:
        outline.heading(title.text_frame.text, 1, slide=number)
    shapes = [shape for shape in _shapes(slide.shapes) if shape is not title and title != shape]
    for shape in shapes:
        _write_shape(outline, shape, number)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        for line in slide.notes_slide.notes_text_frame.text.splitlines():
            outline.add("note", line, slide=number)


def _line(top: int | None) -> int:
    """Shapes within a quarter of an inch stand on one line (914,400 units an inch)."""
    return round((top or 0) / 228_600)


def _shapes(shapes: Any, depth: int = 0) -> Iterator[Any]:
    """Shapes lie in the file as they were drawn; people read from the top, left to right, and a
    group, whose shapes are measured by its own rule, as one."""
    for shape in sorted(shapes, key=lambda each: (_line(each.top), each.left or 0)):
        if hasattr(shape, "shapes"):
            if depth < _DEEPEST_GROUP:
                yield from _shapes(shape.shapes, depth + 1)
        elif not (shape.is_placeholder and shape.placeholder_format.type is not None) or (
            shape.placeholder_format.type.name not in _RUNNING
        ):
            yield shape


def _write_shape(outline: Outline, shape: Any, number: int) -> None:
    if shape.has_text_frame:
        for paragraph in shape.text_frame.paragraphs:
            text, marked = bulleted(_words(paragraph).strip())
            body = shape.is_placeholder and len(shape.text_frame.paragraphs) > 1
            outline.add("list" if marked or body else "paragraph", text, slide=number)
    elif getattr(shape, "has_table", False) and shape.has_table:
        _write_table(outline, shape.table, number)
    elif getattr(shape, "has_chart", False) and shape.has_chart:
        write_chart(outline, shape.chart._chartSpace, slide=number)
    elif (relation := shape._element.find(f".//{_DIAGRAM}relIds")) is not None:
        _write_diagram(outline, shape.part, relation.get(_DATA) or "", number)


def _words(paragraph: Any) -> str:
    """Runs, fields and line breaks, the raised ones raised; a vertical tab is a line break."""
    if not any(_above(run) for run in paragraph.runs):
        return str(paragraph.text).replace("\v", " ")
    return "".join(
        raised(each.text or "") if _above(each) else " " if each.tag == f"{_A}br" else each.text
        for each in paragraph._p
        if each.tag in (f"{_A}r", f"{_A}fld", f"{_A}br")
    )


def _above(run: Any) -> bool:
    """True for letters above the line (their base line is given in thousandths of their size)."""
    look = getattr(run, "_r", run).find(f"{_A}rPr")
    height = "" if look is None else look.get("baseline") or ""
    return height.removesuffix("%").isdigit() and int(height.removesuffix("%")) > 0


def _write_table(outline: Outline, table: Any, number: int) -> None:
    rows = [
        [
            Cell(_cell(cell), cell.span_width, cell.span_height)
            for cell in row.cells
            if not cell.is_spanned
        ]
        for row in table.rows
    ]
    texts, header = laid_out(rows)
    outline.table(texts, header, slide=number)


def _cell(cell: Any) -> str:
    return " ".join(map(_words, cell.text_frame.paragraphs))


def _write_diagram(outline: Outline, part: Any, relation: str, number: int) -> None:
    """SmartArt is the list of its texts, in the order of its data part."""
    from assistant.ingest.package import xml

    if relation not in part.rels or part.rels[relation].is_external:
        return
    root = xml(part.related_part(relation).blob, "")
    for point in root.iter(f"{_DIAGRAM}pt"):
        for paragraph in point.iter(f"{_A}p"):
            text = "".join(each.text or "" for each in paragraph.iter(f"{_A}t"))
            outline.add("list", text, slide=number)
