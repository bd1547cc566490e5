"""Rows of a sheet become tables: empty rows part them, the first full row names the columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.ingest.outline import Outline, clean
from assistant.ingest.spans import fill, header_rows, is_number

_EMPTY_END = 1000
Spans = Sequence[tuple[int, int]]


def write_sheet(
    outline: Outline,
    rows: Iterable[Iterable[str]],
    limit: int,
    sheet: str = "",
    merged: Mapping[int, Spans] | None = None,
) -> bool:
    """Write the tables of one sheet, row by row with their numbers; True where rows were left out.

    `merged` has, by row, the first and last columns (from 0) that a cell covers. Reading ends
    after a thousand empty rows: spreadsheets claim a million.
    """
    table: list[tuple[int, list[str]]] = []
    empty = 0
    for number, row in enumerate(rows, 1):
        if number > limit:
            _flush(outline, table, sheet, merged or {})
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
            _flush(outline, table, sheet, merged or {})
            table = []
    _flush(outline, table, sheet, merged or {})
    return False


def _flush(
    outline: Outline,
    table: list[tuple[int, list[str]]],
    sheet: str,
    merged: Mapping[int, Spans],
) -> None:
    """Rows with one cell before the header are the table's title; the rest is the table."""
    while table and sum(map(bool, table[0][1])) == 1 and not any(map(is_number, table[0][1])):
        number, cells = table.pop(0)
        outline.add("paragraph", " ".join(cells), sheet=sheet, row=number, row_to=number)
    if table:
        rows = [cells for _, cells in table]
        header = header_rows(rows)
        for number, cells in table[:header]:
            fill(cells, merged.get(number, ()), len(cells))
        # Rows that name the columns become one: the last of them counts.
        first = table[max(0, header - 1)][0]
        outline.table(rows, header=header, sheet=sheet, row=first, row_to=table[-1][0])
