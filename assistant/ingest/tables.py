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
# Words of a part of a cell, where a row has so many long ones that there is hardly room.
_FEWEST = 20
# Words of the longest cell of a row, on average, from which a table is one of prose.
_PROSE = 12


def table_parts(block: Block, lead: str, most: int) -> Iterator[tuple[str, Place, Place]]:
    """Texts of at most about `most` words, one row a line, with the places of their rows."""
    header = [_line(row) for row in block.rows[: block.header]]
    top = [lead, *header] if lead else header
    spent = sum(len(line.split()) for line in top)
    apart = _is_prose(block.rows[block.header :])
    held: list[str] = []
    words = start = last = 0
    for at, row in enumerate(block.rows[block.header :], block.header):
        for line in _lines(row, most):
            size = len(line.split())
            if held and (apart or spent + words + size > most):
                yield _part(top + held, block.place, start, last)
                # The sentence before the table is not said again with each part.
                top, spent = header, sum(len(each.split()) for each in header)
                held, words = [], 0
            start, last = (start if held else at), at
            held.append(line)
            words += size
    if held or top:
        yield _part(top + held, block.place, start, last)


def _is_prose(rows: Sequence[Sequence[str]]) -> bool:
    longest = [max((len(cell.split()) for cell in row), default=0) for row in rows]
    return bool(longest) and sum(longest) / len(longest) >= _PROSE


def _lines(row: Sequence[str], most: int) -> Iterator[str]:
    """A row on one line; where it is too long its longest cell is parted between sentences, and
    each line has a part of it beside the other cells. Of a wide row a line has some cells."""
    sizes = [len(cell.split()) for cell in row]
    parted = {place for place, cell in enumerate(row) if len(cell) > _LONGEST_CELL}
    # The bars between the cells count as words too.
    if sum(sizes) + len(row) - 1 > most:
        parted.add(sizes.index(max(sizes)))
    beside = sum(size for place, size in enumerate(sizes) if place not in parted)
    room = max(most - beside, most // 2) // max(1, len(parted))
    parts = {place: list(_bites(row[place], max(_FEWEST, room))) for place in parted}
    for number in range(max(map(len, parts.values()), default=1) or 1):
        cells = list(row)
        for place, own in parts.items():
            cells[place] = own[number] if number < len(own) else ""
        yield from _fitting(cells)


def _fitting(cells: Sequence[str]) -> Iterator[str]:
    """The cells on one line, or on as many as keep each within its length."""
    held: list[str] = []
    length = 0
    for cell in cells:
        size = min(len(cell), _LONGEST_CELL) + len(_CELL)
        if held and length + size > _LONGEST_ROW:
            yield _line(held)
            held, length = [], 0
        held.append(cell)
        length += size
    yield _line(held)


def _bites(text: str, most: int) -> Iterator[str]:
    """Groups of sentences of at most `most` words that fit a cell; a longer sentence is cut
    between words."""
    held: list[str] = []
    for sentence in split_sentences(text):
        for piece in _pieces(sentence.split(), most):
            longer = [*held, *piece]
            if held and (len(longer) > most or len(" ".join(longer)) > _LONGEST_CELL):
                yield " ".join(held)
                longer = piece
            held = longer
    if held:
        yield " ".join(held)


def _pieces(words: Sequence[str], most: int) -> Iterator[list[str]]:
    """The words in groups of at most `most` that fit a cell."""
    held: list[str] = []
    length = 0
    for word in words:
        if held and (len(held) == most or length + len(word) + 1 > _LONGEST_CELL):
            yield held
            held, length = [], 0
        held.append(word)
        length += len(word) + 1
    if held:
        yield held


def _line(row: Sequence[str]) -> str:
    """A row on one line; a cell's own bars would read as its end."""
    return _CELL.join(cell.replace("|", "/")[:_LONGEST_CELL] for cell in row)[:_LONGEST_ROW]


def _part(lines: list[str], place: Place, first: int, last: int) -> tuple[str, Place, Place]:
    text = "\n".join(lines)
    if place.row is None:
        return text, place, place
    where = replace(place, row=place.row + first, row_to=place.row + last)
    return text, where, where
