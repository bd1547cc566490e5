"""What a sheet's XML says beside its values: merged cells, hidden columns, formulas never computed.

Read as a stream of bytes, since the reader that keeps within bounds passes them over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from zipfile import ZipFile

_CHUNK = 1 << 20
# No mark is longer: a chunk goes on with so much of the one before.
_OVERLAP = 2000
_MOST = 20_000
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^>]{1,400})>")
_ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')
# A formula whose result was not saved; that of a text may be empty.
_FORMULA = re.compile(
    rb"<c\s([^>]{0,200})>\s*<f(?:\s[^>]{0,200})?(?:/>|>[^<]{0,1500}</f>)\s*"
    rb"(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)


@dataclass
class Marks:
    """Merged ranges as first row, last row, first column, last column; rows count from 1, columns
    from 0."""

    merged: set[tuple[int, int, int, int]] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    uncomputed: bool = False

    def spans(self) -> dict[int, list[tuple[int, int]]]:
        """By row, the columns that a cell covers, of those that cover several."""
        found: dict[int, list[tuple[int, int]]] = {}
        for row, row_to, first, last in sorted(self.merged):
            # Headings are not as high as that: the rest is laid out by the values alone.
            for each in range(row, min(row_to, row + 9) + 1) if last > first else ():
                found.setdefault(each, []).append((first, last))
        return found

    def falling(self) -> dict[int, list[tuple[int, int]]]:
        """By first row, the columns whose cell goes on to a last row."""
        found: dict[int, list[tuple[int, int]]] = {}
        for row, row_to, first, _ in self.merged:
            if row_to > row:
                found.setdefault(row, []).append((first, row_to))
        return found


def marks_of(package: ZipFile, part: str, columns: int) -> Marks:
    """The marks of a sheet among its first columns; none where the part cannot be read."""
    marks = Marks()
    try:
        with package.open(part.lstrip("/")) as stream:
            held = b""
            while chunk := stream.read(_CHUNK):
                held = held[-_OVERLAP:] + chunk
                _take(marks, held, columns)
    except (KeyError, OSError):
        return Marks()
    return marks


def _take(marks: Marks, held: bytes, columns: int) -> None:
    from openpyxl.utils import column_index_from_string

    for found in _MERGED.finditer(held):
        first, last = (column_index_from_string(found[n].decode()) - 1 for n in (1, 3))
        if last < columns and len(marks.merged) < _MOST:
            marks.merged.add((int(found[2]), int(found[4]), first, last))
    for found in _COLUMN.finditer(held):
        told = dict(_ATTRIBUTE.findall(found[1]))
        # A column folded away with its group is one click from being seen.
        if told.get(b"hidden") in (b"1", b"true") and not told.get(b"outlineLevel"):
            first, last = (int(told.get(each, b"0")) for each in (b"min", b"max"))
            marks.hidden.update(range(first - 1, min(last, columns)))
    if not marks.uncomputed:
        cells = _FORMULA.finditer(held)
        marks.uncomputed = any(b't="str"' not in found[1] for found in cells)
