"""A table as passages: whole where it can be, else by rows, its header repeated.

A table of prose (questions and answers, passages with their numbers) is no table of figures: each
of its rows is a passage by itself, and a row too long for one goes on in the next, whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.ingest.records import Block, Place
from assistant.library.sentences import split_sentences

_CELL = " | "
_LONGEST_CELL = 1200
_LONGEST_ROW = 4000
# Words of the longest cell of a row, on average, from which a table is one of prose.
_PROSE = 12


def table_parts(block: Block, lead: str, most: int) -> Iterator[tuple[str, Place, Place]]:
    """Texts of at most about `most` words, one row a line, with the places of their rows."""
    header = [_line(row) for row in block.rows[: block.header]]
    top = [lead, *header] if lead else header
    spent = sum(len(line.split()) for line in top)
    apart = _is_prose(block.rows[block.header :])
    held: list[str] = []
    words, start = 0, block.header
    for at, row in enumerate(block.rows[block.header :], block.header):
        for line in _lines(row, most) if apart else [_line(row)]:
            size = len(line.split())
            if held and (apart or spent + words + size > most):
                yield _part(top + held, block.place, start, start + len(held) - 1)
                # The sentence before the table is not said again with each part.
                top, spent = header, sum(len(each.split()) for each in header)
                held, words = [], 0
            start = start if held else at
            held.append(line)
            words += size
    if held or top:
        yield _part(top + held, block.place, start, len(block.rows) - 1)


def _is_prose(rows: Sequence[Sequence[str]]) -> bool:
    longest = [max((len(cell.split()) for cell in row), default=0) for row in rows]
    return bool(longest) and sum(longest) / len(longest) >= _PROSE


def _lines(row: Sequence[str], most: int) -> Iterator[str]:
    """A row on one line; where it is too long its longest cell is parted between sentences, and
    each line has a part of it beside the other cells."""
    line = _line(row)
    if len(line.split()) <= most and all(len(cell) <= _LONGEST_CELL for cell in row):
        yield line
        return
    longest = max(range(len(row)), key=lambda place: len(row[place].split()))
    beside = sum(len(cell.split()) for cell in row) - len(row[longest].split())
    room = max(most - beside, most // 2)
    for part in _bites(row[longest], room):
        yield _line([part if place == longest else cell for place, cell in enumerate(row)])


def _bites(text: str, most: int) -> Iterator[str]:
    """Groups of sentences of at most `most` words; a longer sentence is cut between words."""
    held: list[str] = []
    for sentence in split_sentences(text):
        words = sentence.split()
        pieces = [words[place : place + most] for place in range(0, len(words), most)]
        for piece in pieces:
            if held and len(held) + len(piece) > most:
                yield " ".join(held)
                held = []
            held += piece
    if held:
        yield " ".join(held)


def _line(row: Sequence[str]) -> str:
    """A row on one line; a cell's own bars would read as its end."""
    return _CELL.join(cell.replace("|", "/")[:_LONGEST_CELL] for cell in row)[:_LONGEST_ROW]


def _part(lines: list[str], place: Place, first: int, last: int) -> tuple[str, Place, Place]:
    text = "\n".join(lines)
    if place.row is None:
        return text, place, place
    where = replace(place, row=place.row + first, row_to=place.row + last)
    return text, where, where
