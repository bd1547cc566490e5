"""Tables as plain text, whatever parts their columns."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from assistant.ingest.encoding import decoded
from assistant.ingest.outline import Outline
from assistant.ingest.sheet import write_sheet
from assistant.ingest.source import Reading, Source

_SEPARATORS = (";", ",", "\t", "|")
_SAMPLE_LINES = 50
_TOLD = re.compile(r"\ufeff?\"?sep=([;,\t|])\"?\r?\n", re.I)
_LONGEST_CELL = 100_000


def read(source: Source, format: str) -> Reading:
    """Read the rows, each with its number in the file, the header being row 1."""
    reading = Reading(format)
    text = decoded(source.data, cut=False) or ""
    csv.field_size_limit(_LONGEST_CELL)
    # Excel's own first line, which says what parts the columns, is no row that it shows.
    told = _TOLD.match(text)
    plain = text[told.end() :] if told else text
    lines = io.StringIO(plain.replace("\x00", ""), newline="")
    rows = csv.reader(lines, delimiter=told[1] if told else _separator(text))
    outline = Outline()
    if write_sheet(outline, ([str(cell) for cell in row] for row in rows), source.limits.rows):
        reading.notice("rows-left-out", limit=source.limits.rows)
    reading.blocks = outline.blocks
    return reading


def _separator(text: str) -> str:
    """The sign that cuts the most lines into the same number of columns."""
    lines = [line for line in text.split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES] if line.strip()]

    def agreement(separator: str) -> tuple[int, int]:
        counts = Counter(line.count(separator) for line in lines)
        counts.pop(0, None)
        (columns, times) = counts.most_common(1)[0] if counts else (0, 0)
        return times, columns

    return max(_SEPARATORS, key=agreement)
