"""Excel: the values that were stored when it was saved; no formula is computed, no macro run."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from assistant.ingest.cells import shown
from assistant.ingest.outline import Outline
from assistant.ingest.package import opened
from assistant.ingest.properties import take_core
from assistant.ingest.sheet import write_sheet
from assistant.ingest.source import Reading, Source

_MOST_COLUMNS = 200


def read(source: Source, format: str) -> Reading:
    """Read the sheets that are shown, each row with its number."""
    import warnings

    from openpyxl import load_workbook

    reading = Reading(format)
    with opened(source, reading) as package:
        take_core(reading, package, source.name)
    with warnings.catch_warnings():
        # It warns of what it leaves out (charts, validation), which holds no text.
        warnings.simplefilter("ignore")
        book = load_workbook(
            io.BytesIO(source.data), read_only=True, data_only=True, keep_links=False
        )
        outline = Outline()
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
            if write_sheet(outline, _rows(sheet), source.limits.rows, sheet.title):
                reading.notice("rows-left-out", limit=source.limits.rows)
        book.close()
    reading.blocks = outline.blocks
    return reading


def _rows(sheet: Any) -> Iterator[list[str]]:
    for row in sheet.iter_rows(max_col=_MOST_COLUMNS):
        yield [
            shown(cell.value, cell.number_format) if cell.value is not None else "" for cell in row
        ]
