"""A table as passages: whole where it can be, else by rows, its header repeated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.ingest.records import Block, Place

_LONGEST_CELL = 1200
_LONGEST_ROW = 4000


def table_parts(block: Block, lead: str, most: int) -> Iterator[tuple[str, Place, Place]]:
    """Texts of at most about `most` words, one row a line, with the places of their rows."""
    header = [_line(row) for row in block.rows[: block.header]]
    top = [lead, *header] if lead else header
    spent = sum(len(line.split()) for line in top)
    held: list[str] = []
    words, start = 0, block.header
    for at, row in enumerate(block.rows[block.header :], block.header):
        line = _line(row)
        size = len(line.split())
        if held and spent + words + size > most:
            yield _part(top + held, block.place, start, at - 1)
            # The sentence before the table is not said again with each part.
            top, spent = header, sum(len(each.split()) for each in header)
            held, words, start = [], 0, at
        held.append(line)
        words += size
    if held or top:
        yield _part(top + held, block.place, start, len(block.rows) - 1)


def _line(row: Sequence[str]) -> str:
    """A row on one line; a cell's own bars would read as its end."""
    return " | ".join(cell.replace("|", "/")[:_LONGEST_CELL] for cell in row)[:_LONGEST_ROW]


def _part(lines: list[str], place: Place, first: int, last: int) -> tuple[str, Place, Place]:
    text = "\n".join(lines)
    if place.row is None:
        return text, place, place
    where = replace(place, row=place.row + first, row_to=place.row + last)
    return text, where, where
