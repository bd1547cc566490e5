"""PDF: the text layer page by page, put back into columns, paragraphs, headings and tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.ingest.faults import fault
from assistant.ingest.formats.pdf.fragments import fragments_of
from assistant.ingest.formats.pdf.layout import Line, lines_of
from assistant.ingest.formats.pdf.paragraphs import write_pages
from assistant.ingest.formats.pdf.running import without_running
from assistant.ingest.formats.pdf.scans import draw, is_scan, recognised_lines
from assistant.ingest.outline import Outline
from assistant.ingest.source import Reading, Source

_PASSWORD, _SECURITY = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_TAIL = 4096
_PROGRESS_EVERY = 4


def read(source: Source, format: str) -> Reading:
    """Read the pages up to the limit; scans wait in `scans` where they can be recognised.

    Raises DocumentError for a protected or damaged file, and for a scan that nothing reads.
    """
    reading = Reading(format)
    document = _opened(source)
    told = document.get_metadata_dict()
    reading.title, reading.author = told.get("Title", ""), told.get("Author", "")
    reading.date = told.get("ModDate") or told.get("CreationDate") or ""
    reading.pages = len(document)
    count = min(reading.pages, source.limits.pages)
    if count < reading.pages:
        reading.notice("pages-left-out", read=count, pages=reading.pages)
    if b"%%EOF" not in source.data[-_TAIL:]:
        reading.notice("cut-short")
    pages, scans = _pages(document, count, source, reading)
    if scans and source.recognise:
        reading.scans = draw(document, scans[: source.limits.ocr_pages], source.out)
        return reading
    _judge_scans(pages, scans, source, reading)
    outline = Outline()
    write_pages(outline, without_running(pages))
    reading.blocks = outline.blocks
    return reading


def _opened(source: Source) -> Any:
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(source.path)
        if len(document):
            return document
    except pypdfium2.PdfiumError:
        if raw.FPDF_GetLastError() in (_PASSWORD, _SECURITY):
            raise fault("file-encrypted", source.name) from None
    raise fault("file-damaged", source.name)


def _pages(
    document: Any, count: int, source: Source, reading: Reading
) -> tuple[list[list[Line]], list[int]]:
    """The lines of each page, and the numbers of the pages that are pictures."""
    import pypdfium2

    pages: list[list[Line]] = []
    scans: list[int] = []
    lost = 0
    left = source.limits.characters
    for number in range(1, count + 1):
        if number % _PROGRESS_EVERY == 1:
            source.progress(number, count)
        lines: list[Line] = []
        try:
            page = document[number - 1]
            lines = recognised_lines(source.out, number) or lines_of(fragments_of(page))
            if not lines and is_scan(page):
                scans.append(number)
            page.close()
        except pypdfium2.PdfiumError:
            lost += 1
        pages.append(lines)
        left -= sum(len(line.text) for line in lines)
        if left < 0:
            reading.notice("pages-left-out", read=number, pages=reading.pages)
            break
    if lost == count:
        raise fault("file-damaged", source.name)
    if lost:
        reading.notice("pages-damaged", pages=lost)
    return pages, scans


def _judge_scans(
    pages: list[list[Line]], scans: list[int], source: Source, reading: Reading
) -> None:
    """Say what is a picture; refuse a file that is nothing else."""
    recognised = len(list(Path(source.out).glob("page-*.txt")))
    tried = len(list(Path(source.out).glob("page-*.png")))
    if not any(pages):
        if not scans:
            broken = any(notice.code == "cut-short" for notice in reading.notices)
            raise fault("file-damaged" if broken else "file-no-text", source.name)
        code = "file-scan-unread" if tried else "file-scanned"
        raise fault(code, source.name, pages=len(scans))
    if recognised:
        reading.notice("recognised", pages=recognised)
    if scans:
        reading.notice("scanned-pages", pages=len(scans), first=scans[0])
