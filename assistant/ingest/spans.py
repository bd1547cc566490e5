"""Tables whose cells span rows and columns become plain rows: each value under its own heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

# Numbers as cells show them; a year names a column as well as a word does.
_NUMBER = re.compile(
    r"^[\s$€£+\-–−(]*\d[\d\s.,'’\u00a0\u202f]*\s*"
    r"(?:%|[kKmM]?[€$£]|M[ds]\s?€?|bn|[kKmM]|[A-Z]{3}|pts?)?\)?[⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾]*$"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_WIDEST = 200
_MOST_HEADER = 4


class Cell(NamedTuple):
    """A cell's text, and how many columns and rows it covers."""

    text: str
    across: int = 1
    down: int = 1


def laid_out(table: Iterable[Iterable[Cell]]) -> tuple[list[list[str]], int]:
    """The rows, and how many of them name the columns.

    A cell that goes over several rows is said in each; one over several columns of the header is
    said over each, so that every column has its whole heading. Elsewhere, and for a title that
    spans the table, the text stands once.
    """
    rows: list[list[str]] = []
    wide: list[list[tuple[int, int]]] = []
    falling: dict[int, tuple[int, str]] = {}
    for given in table:
        row, spans, falling = _row(given, falling)
        rows.append(row)
        wide.append(spans)
    header = max(1, header_rows(rows)) if len(rows) > 1 else 0
    for row, spans in zip(rows[:header], wide[:header], strict=True):
        fill(row, spans, max(map(len, rows)))
    return rows, header


def fill(row: list[str], spans: Iterable[tuple[int, int]], width: int) -> None:
    """Say the text of each cell from its first column to its last over all of them."""
    for first, last in spans:
        if last - first + 1 < width:
            row[first : last + 1] = [row[first]] * len(row[first : last + 1])


def header_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many first rows name the columns, 0 where none does.

    Below a row with gaps, as cells that span others leave them, a row of words that figures
    follow names the columns too.
    """
    if len(rows) < 2 or not names_columns(rows[0], rows[1]):
        return 0
    count = 1
    while count < min(_MOST_HEADER, len(rows) - 1):
        above, row, below = rows[count - 1 : count + 2]
        gaps = "" in above[1:] and any(above[1:])
        if not gaps or _figures(row) or not _figures(below) or sum(map(bool, row)) < 2:
            break
        count += 1
    return count


def names_columns(first: Sequence[str], second: Sequence[str]) -> bool:
    """True where the first row names the columns: it has no numbers, or few and the next has."""
    written = [cell for cell in first if cell]
    numbers = _figures(first)
    return numbers == 0 or (numbers < len(written) / 3 and any(map(_NUMBER.match, second)))


def is_number(cell: str) -> bool:
    """True for a figure as cells show them."""
    return bool(_NUMBER.match(cell))


def _figures(row: Sequence[str]) -> int:
    return sum(is_number(cell) and not _YEAR.fullmatch(cell) for cell in row)


def _row(
    given: Iterable[Cell], falling: Mapping[int, tuple[int, str]]
) -> tuple[list[str], list[tuple[int, int]], dict[int, tuple[int, str]]]:
    """One row with what falls into it from above, the spans in it, and what falls further."""
    row: list[str] = []
    spans: list[tuple[int, int]] = []
    further: dict[int, tuple[int, str]] = {}

    def take_fallen() -> None:
        while len(row) in falling:
            left, text = falling[len(row)]
            if left > 1:
                further[len(row)] = (left - 1, text)
            row.append(text)

    for cell in given:
        take_fallen()
        at, across = len(row), max(1, min(cell.across, _WIDEST))
        if at > _WIDEST:
            break
        text = cell.text.strip()
        row += [text, *[""] * (across - 1)]
        if across > 1:
            spans.append((at, at + across - 1))
        if cell.down > 1:
            texts = (text, *[""] * (across - 1))
            further.update({at + place: (cell.down - 1, text) for place, text in enumerate(texts)})
    while any(place >= len(row) for place in falling):
        take_fallen()
        row += [""] * any(place > len(row) for place in falling)
    return row, spans, further
