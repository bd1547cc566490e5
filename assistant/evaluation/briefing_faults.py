"""What must never be wrong in a briefing, checked in the draft and in the exported file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from assistant.briefing import Briefing, Line
from assistant.briefing.lengths import BOUNDS
from assistant.export import Export
from assistant.language.numbers import Figure, figures, missing
from assistant.language.typography import plain
from assistant.library import Library
from assistant.library.bibliography import as_text
from assistant.records import Lang

# Template lines whose figures are counted by us or set by the catalogue.
_COUNTED = ("ask:weight", "reporting:horizon")
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
# Numbers inside addresses are no figures, and documents break their lines.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_MARKS = re.compile(r"\[\d+(?:[,–-]\s?\d+)*\]")


def draft_faults(briefing: Briefing, library: Library, own: Iterable[str] = ()) -> Iterator[str]:
    """Unsupported figures, unresolved citations and repeated sentences of a draft.

    `own` are the names and values that the organisation supplied.
    """
    quotes = {each.number: each.quote for each in briefing.citations}
    said = [figure for text in own for figure in figures(text, briefing.lang)]
    for line in briefing.lines():
        known = [f for n in line.citations for f in figures(quotes[n], briefing.lang)]
        if line.origin == "organisation":
            known = said
        known += _of_catalogue(line, library, briefing.lang)
        if line.id not in _COUNTED:
            for figure in missing(figures(line.text, briefing.lang), known):
                yield f"unsupported figure {figure.raw!r} in {line.id}"
        yield from _unresolved(line, briefing, library)
    for section in briefing.sections:
        for chart in section.charts:
            known = [f for n in chart.citations for f in figures(quotes[n], briefing.lang)]
            bars = [f for bar in chart.bars for f in figures(bar.text, briefing.lang)]
            wanted = said if chart.origin == "organisation" else known
            if chart.id != "chart:strength" and missing(bars, wanted):
                yield f"unsupported bar in {chart.id}"
    told = [plain(line.text) for line in briefing.lines() if line.origin == "shelf"]
    for text in sorted({text for text in told if told.count(text) > 1}):
        yield f"said twice: {text[:60]!r}"


def _of_catalogue(line: Line, library: Library, lang: Lang) -> list[Figure]:
    """The figures of the catalogue's own wording: cadences, owners, risks, questions to ask."""
    part, _, rest = line.id.partition(":")
    texts: list[str] = []
    if part == "kpi" and rest.endswith((":cadence", ":owner")):
        kpi = library.kpis[rest.rpartition(":")[0]]
        texts = [kpi.cadences[lang], kpi.owners[lang]]
    elif part in ("risk", "gap"):
        for objective in library.objectives.values():
            texts += [*objective.risks[lang], *objective.baseline_questions[lang]]
        texts = [text for text in texts if text in line.text]
    return [figure for text in texts for figure in figures(text, lang)]


def _unresolved(line: Line, briefing: Briefing, library: Library) -> Iterator[str]:
    keys = briefing.keys(line.citations)
    if line.origin == "shelf" and not keys:
        yield f"no publication behind {line.id}"
    for key in keys:
        if key not in library.references:
            yield f"unresolved citation {key!r} in {line.id}"


def export_faults(export: Export, briefing: Briefing) -> Iterator[str]:
    """What reading the file back brings to light: figures, citations, notes, alt text, length."""
    try:
        text, found = read_back(export)
    except Exception as error:  # noqa: BLE001 - any failure to open is the finding
        yield f"{export.format} does not open: {error!r}"
        return
    yield from found
    for mark in _MARKS.findall(text):
        if any(int(n) > len(briefing.references) for n in re.findall(r"\d+", mark)):
            yield f"{export.format}: citation {mark} has no source"
    if "[@" in text or "??" in text:
        yield f"{export.format}: a citation is unresolved"
    known = set(_numerals(_allowed(briefing)))
    for numeral in _numerals(_MARKS.sub(" ", text)):
        if numeral not in known:
            yield f"{export.format}: {numeral} is in the file only"
    fewest, most = BOUNDS[briefing.length].pages
    counted = export.format == ("pptx" if briefing.length == "six-slides" else "pdf")
    if counted and export.pages is not None and not fewest <= export.pages <= most:
        yield f"{export.format}: {export.pages} pages, not {fewest} to {most}"


def _allowed(briefing: Briefing) -> str:
    parts = [briefing.title, briefing.subtitle, briefing.issued, briefing.organisation]
    for section in briefing.sections:
        parts.append(section.heading)
        for chart in section.charts:
            parts += [chart.title, *(f"{bar.label} {bar.text}" for bar in chart.bars)]
    parts += [f"{line.label} {line.text}" for line in briefing.lines()]
    for place, each in enumerate(briefing.references, 1):
        issued = " ".join(str(part) for part in each.issued)
        parts += [str(place), as_text(each, briefing.lang), issued]
    return " | ".join(parts)


def _numerals(text: str) -> list[str]:
    bare = _ADDRESS.sub(" ", text)
    joined = re.sub(r"(?<=\d)[\u202f\u00a0 ](?=\d{3}(?!\d))", "", bare)
    return _NUMERAL.findall(joined)


def read_back(export: Export) -> tuple[str, list[str]]:
    """The text of a file as another program reads it, and what is wrong with its form."""
    if export.format == "docx":
        return _docx(export.data)
    if export.format == "pptx":
        return _pptx(export.data)
    if export.format == "pdf":
        return _pdf(export.data)
    if export.format == "odt":
        return _odt(export.data)
    if export.format == "html":
        return _html(export.data)
    return export.data.decode("utf-8-sig"), []


def _html(data: bytes) -> tuple[str, list[str]]:
    from lxml import html

    page = html.fromstring(data.decode("utf-8"))
    found = [] if page.xpath("//h1 | //h2") else ["html: no headings"]
    found += ["html: a picture without alt text" for _ in page.xpath("//img[not(@alt)]")]
    return "\n".join(str(text) for text in page.xpath("//body//text()")), found


def _docx(data: bytes) -> tuple[str, list[str]]:
    import docx

    document = docx.Document(io.BytesIO(data))
    found: list[str] = []
    if not any(p.style and p.style.name == "Heading 1" for p in document.paragraphs):
        found.append("docx: no headings")
    for drawing in document.element.body.iter():
        if str(drawing.tag).endswith("}docPr") and not drawing.get("descr"):
            found.append("docx: a picture without alt text")
    texts = [p.text for p in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(texts), found


def _pptx(data: bytes) -> tuple[str, list[str]]:
    from pptx import Presentation

    texts: list[str] = []
    found: list[str] = []
    presentation: Any = Presentation(io.BytesIO(data))
    for number, slide in enumerate(presentation.slides, 1):
        if slide.shapes.title is None or not slide.shapes.title.text_frame.text.strip():
            found.append(f"pptx: slide {number} has no title")
        if not slide.has_notes_slide or not slide.notes_slide.notes_text_frame.text.strip():
            found.append(f"pptx: slide {number} has no notes")
        for shape in slide.shapes:
            bottom = (shape.top or 0) + (shape.height or 0)
            if bottom > presentation.slide_height:
                found.append(f"pptx: slide {number} runs over its foot")
            if shape.has_chart and not shape._element.nvGraphicFramePr.cNvPr.get("descr"):
                found.append(f"pptx: slide {number} has a chart without alt text")
            # The slide's own number is no figure of the text.
            if shape.has_text_frame and shape.text_frame.text != str(number):
                texts.append(shape.text_frame.text)
            if shape.has_table:
                texts += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(texts), found


def _pdf(data: bytes) -> tuple[str, list[str]]:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        count = len(document)
        # Figures are read back from the other formats: a PDF breaks lines inside addresses.
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
        return "", [] if text.strip() and count else ["pdf: no text"]
    finally:
        document.close()


def _odt(data: bytes) -> tuple[str, list[str]]:
    from lxml import etree

    space = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("content.xml"))
    heads = list(root.iter(f"{space}h"))
    said = ["".join(each.itertext()) for each in (*heads, *root.iter(f"{space}p"))]
    return "\n".join(said), [] if heads else ["odt: no headings"]
