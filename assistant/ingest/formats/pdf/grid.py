"""Tables on a page: successive lines whose cells stand under one another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median_high

from assistant.ingest.formats.pdf.fragments import Fragment
from assistant.ingest.formats.pdf.layout import Line
from assistant.ingest.formats.pdf.letters import HYPHEN

_MARKER = re.compile(r"^(?:[•●▪■◦○‣⁃∙·\uf0b7\uf0a7–—*\-➢✓]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])$")
_LONGEST_CELL = 60
_FILLED = 0.55
_WRAP = 1.6
_SLACK = 6.0
_SAME_STEP, _EMPTY_SHARE = 1.12, 0.3
_NUMBER = re.compile(r"^[^\W\d_]{0,3}[\s$€£+\-–(]*\d[\d\s.,]*\s*\S{0,3}$")


def table_at(lines: Sequence[Line], start: int) -> int:
    """How many lines from `start` on are a table; 0 where none begins."""
    end = start
    while end < len(lines) and lines[end].block == lines[start].block:
        if len(lines[end].cells) < 2 and not _wraps(lines, start, end):
            break
        if _listed(lines[end]):
            break
        end += 1
    rows = [line for line in lines[start:end] if len(line.cells) > 1]
    if len(rows) < 2 or (len(rows) == 2 and max(len(row.cells) for row in rows) < 3):
        return 0
    return end - start if _is_grid(rows) else 0


def parted(lines: Sequence[Line]) -> list[Line]:
    """The lines of a table, its cells parted where narrow gaps stand under one another too."""
    pieces = [_at_seams(line) for line in lines]
    rows = [line for line in pieces if len(line.cells) > 1]
    columns = _columns(rows)
    if len(columns) <= len(_columns([line for line in lines if len(line.cells) > 1])):
        return list(lines)
    # A gap in a few rows is one between words.
    filled = Counter(at for row in rows for at in {_column(columns, cell) for cell in row.cells})
    return pieces if min(filled.values()) >= _FILLED * len(rows) else list(lines)


def _at_seams(line: Line) -> Line:
    return Line([part for cell in line.cells for part in cell.parts()], line.block)


def continued(lines: Sequence[Line], table: Sequence[Line]) -> list[Line]:
    """The first lines of a page that go on with the table that the page before ended in."""
    rows = [line for line in table if len(line.cells) > 1]
    columns = _columns(rows)
    found: list[Line] = []
    for line in lines:
        whole = _at_seams(line)
        if {_column(columns, cell) for cell in whole.cells} == set(range(len(columns))):
            line = whole
        places = [_column(columns, cell) for cell in line.cells]
        fits = all(
            cell.left < columns[at][1] + _SLACK and cell.right > columns[at][0] - _SLACK
            for cell, at in zip(line.cells, places, strict=True)
        )
        if len(places) < max(2, len(columns) / 2) or len(set(places)) < len(places) or not fits:
            break
        found.append(line)
    return found


def rows_of(lines: Sequence[Line]) -> list[list[str]]:
    """The rows of a table's lines; a line that only goes on with a cell is added to it."""
    columns = _columns([line for line in lines if len(line.cells) > 1])
    tight = _tight_step(lines, len(columns))
    rows: list[list[str]] = []
    above = None
    for line in lines:
        row = [""] * len(columns)
        for cell in line.cells:
            place = _column(columns, cell)
            row[place] = _joined(row[place], cell.text)
            if not rows and _between(columns, cell):
                # A heading in the middle over two columns is that of both.
                row[place : place + 2] = [row[place]] * 2
        step = above.base - line.base if above else 0.0
        wrapped = (len(line.cells) < 2 and not row[0]) or 0 < step <= tight
        if rows and wrapped and not any(map(_both_numbers, rows[-1], row)):
            rows[-1] = [_joined(old, new) for old, new in zip(rows[-1], row, strict=True)]
        else:
            rows.append(row)
        above = line
    return rows


def _tight_step(lines: Sequence[Line], columns: int) -> float:
    """The step from line to line within a row, 0 where every line is a row of its own.

    Rows of several lines show in two ways: they stand further apart than their lines do, and
    many of their lines leave cells empty.
    """
    steps = [(above.base - line.base, line) for above, line in pairwise(lines)]
    steps = [(step, line) for step, line in steps if step > 0]
    if not steps:
        return 0.0
    tight = _SAME_STEP * min(step for step, _ in steps)
    within = [len(line.cells) < columns for step, line in steps if step <= tight]
    if len(within) == len(steps) or sum(within) < _EMPTY_SHARE * len(within):
        return 0.0
    return tight


def _both_numbers(first: str, second: str) -> bool:
    return bool(_NUMBER.match(first) and _NUMBER.match(second))


def _joined(first: str, second: str) -> str:
    """What a cell says on two lines; a word cut there is whole again."""
    if first.endswith(HYPHEN) and second:
        return first[:-1] + second
    return f"{first} {second}".strip()


def _listed(line: Line) -> bool:
    """A bullet or a number stands before a list item, not in a column."""
    return len(line.cells) == 2 and bool(_MARKER.match(line.cells[0].text))


def _wraps(lines: Sequence[Line], start: int, at: int) -> bool:
    """True where a single cell goes on from the line above, under another column than the first."""
    if at == start:
        return False
    line, above = lines[at], lines[at - 1]
    close = above.base - line.base < _WRAP * line.height
    return close and any(
        cell.left - 3 <= line.left and line.right <= cell.right + 40 for cell in above.cells[1:]
    )


def _is_grid(rows: Sequence[Line]) -> bool:
    cells = [cell for row in rows for cell in row.cells]
    if sum(len(cell.text) for cell in cells) > _LONGEST_CELL * len(cells):
        return False
    columns = _columns(rows)
    return len(columns) > 1 and len(cells) >= _FILLED * len(columns) * len(rows)


def _columns(rows: Sequence[Line]) -> list[tuple[float, float]]:
    """Stretches of the width that some cell covers: white strips part them.

    Rows of few cells, as headings over several columns are, do not count.
    """
    merged: list[tuple[float, float]] = []
    usual = median_high([len(row.cells) for row in rows]) if rows else 0
    full = [row for row in rows if 2 * len(row.cells) > usual]
    for left, right in sorted((cell.left, cell.right) for row in full for cell in row.cells):
        if merged and left <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


def _between(columns: Sequence[tuple[float, float]], cell: Fragment) -> bool:
    """True where the middle of a cell stands between two columns, and the cell over both."""
    centre = (cell.left + cell.right) / 2
    return any(
        ends < centre < begins and cell.left < ends and begins < cell.right
        for (_, ends), (begins, _) in pairwise(columns)
    )


def _column(columns: Sequence[tuple[float, float]], cell: Fragment) -> int:
    centre = (cell.left + cell.right) / 2
    return min(
        range(len(columns)),
        key=lambda at: max(columns[at][0] - centre, centre - columns[at][1], 0.0),
    )
