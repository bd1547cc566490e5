"""Excel: the values that were stored when it was saved; no formula is computed, no macro run."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from zipfile import ZipFile

from assistant.ingest.cells import shown
from assistant.ingest.formats.xlsx_marks import Marks, marks_of
from assistant.ingest.outline import Outline
from assistant.ingest.package import opened
from assistant.ingest.properties import take_core
from assistant.ingest.sheet import write_sheet
from assistant.ingest.source import Reading, Source
from assistant.language.documents import language_of_document

_MOST_COLUMNS = 200
_SAMPLE, _TOGETHER = 100_000, 40
_TEXT = re.compile(r"<t(?:\s[^>]*)?>([^<]+)</t>")


def read(source: Source, format: str) -> Reading:
    """Read the sheets that are shown, each row with its number."""
    import warnings

    from openpyxl import load_workbook

    reading = Reading(format)
    outline = Outline()
    with opened(source, reading) as package, warnings.catch_warnings():
        take_core(reading, package, source.name)
        comma = _reads_commas(package)
        # It warns of what it leaves out (charts, validation), which holds no text.
        warnings.simplefilter("ignore")
        book = load_workbook(
            io.BytesIO(source.data), read_only=True, data_only=True, keep_links=False
        )
        sheets = book.worksheets
        reading.pages = len(sheets)
        for number, sheet in enumerate(sheets, 1):
            source.progress(number, len(sheets))
            if sheet.sheet_state != "visible":
                reading.notice("hidden-sheets")
                continue
            outline.forget()
            # The size that a sheet claims is not to be trusted.
            sheet.reset_dimensions()
            marks = marks_of(package, sheet._worksheet_path, _MOST_COLUMNS)
            rows = _rows(sheet, marks, comma)
            if write_sheet(outline, rows, source.limits.rows, sheet.title, marks.spans()):
                reading.notice("rows-left-out", limit=source.limits.rows)
            _tell(reading, marks)
        book.close()
    reading.blocks = outline.blocks
    return reading


def _tell(reading: Reading, marks: Marks) -> None:
    if marks.hidden:
        reading.notice("hidden-columns")
    if marks.uncomputed:
        reading.notice("formulas-uncomputed")


def _reads_commas(package: ZipFile) -> bool:
    """True where the texts of the workbook are French: its reader saw decimal commas."""
    texts: list[str] = []
    for name in package.namelist():
        # Programs keep the texts together, or each in its cell.
        if name.startswith(("xl/sharedStrings", "xl/worksheets/sheet")):
            with package.open(name) as stream:
                start = stream.read(_SAMPLE).decode("utf-8", "ignore")
            texts += [unescape(each) for each in _TEXT.findall(start)]
    # Cells are too short to tell by themselves.
    samples = [" ".join(texts[at : at + _TOGETHER]) for at in range(0, len(texts), _TOGETHER)]
    lang, _ = language_of_document(samples)
    return lang == "fr"


def _rows(sheet: Any, marks: Marks, comma: bool) -> Iterator[list[str]]:
    """The rows as they are seen; a cell that goes over several rows is said in each."""
    starts = marks.falling()
    falling: dict[int, tuple[int, str]] = {}
    for number, row in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS), 1):
        texts = [
            shown(cell.value, cell.number_format, comma)
            if cell.value is not None and at not in marks.hidden
            else ""
            for at, cell in enumerate(row)
        ]
        falling = {at: each for at, each in falling.items() if each[0] >= number}
        for at, (_, text) in falling.items():
            if at < len(texts):
                texts[at] = texts[at] or text
        for at, last in starts.get(number, ()):
            if at < len(texts):
                falling[at] = (last, texts[at])
        yield texts
