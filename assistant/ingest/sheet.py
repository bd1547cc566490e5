"""Rows of a sheet become tables: empty rows part them, the first full row names the columns."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.ingest.outline import Outline, clean

# Rows of one block: a longer table is cut here so that each part says its rows.
_NUMBER = re.compile(r"^[\s$€£+\-–(]*\d[\d\s.,'’\u00a0\u202f]*\s*(?:%|€|\$|£|[kKmM]|[A-Z]{3})?\)?$")
_EMPTY_END = 1000


def write_sheet(
    outline: Outline, rows: Iterable[Iterable[str]], limit: int, sheet: str = ""
) -> bool:
    """Write the tables of one sheet, row by row with their numbers; True where rows were left out.

    Reading ends after a thousand empty rows: spreadsheets claim a million.
    """
    table: list[tuple[int, list[str]]] = []
    empty = 0
    for number, row in enumerate(rows, 1):
        if number > limit:
            _flush(outline, table, sheet)
            return True
        cells = [clean(cell) for cell in row]
        if any(cells):
            table.append((number, cells))
            empty = 0
            continue
        empty += 1
        if empty > _EMPTY_END:
            break
        # One empty row parts tables; inside one it is only air.
        if empty == 1:
            _flush(outline, table, sheet)
            table = []
    _flush(outline, table, sheet)
    return False


def _flush(outline: Outline, table: list[tuple[int, list[str]]], sheet: str) -> None:
    """Rows with one cell before the header are the table's title; the rest is the table."""
    while table and sum(map(bool, table[0][1])) == 1 and not _is_number(table[0][1]):
        number, cells = table.pop(0)
        outline.add("paragraph", " ".join(cells), sheet=sheet, row=number, row_to=number)
    if table:
        rows = [cells for _, cells in table]
        header = 1 if len(rows) > 1 and names_columns(rows[0], rows[1]) else 0
        outline.table(rows, header=header, sheet=sheet, row=table[0][0], row_to=table[-1][0])


def names_columns(first: list[str], second: list[str]) -> bool:
    """True where the first row names the columns: it has no numbers, or few and the next has."""
    written = [cell for cell in first if cell]
    numbers = sum(bool(_NUMBER.match(cell)) and not _is_year(cell) for cell in written)
    return numbers == 0 or (numbers < len(written) / 3 and any(map(_NUMBER.match, second)))


def _is_year(cell: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", cell))


def _is_number(cells: list[str]) -> bool:
    return any(_NUMBER.match(cell) for cell in cells if cell)
