"""Lines become headings, paragraphs, list items and tables, joined across lines and pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from assistant.ingest.formats.pdf.grid import continued, parted, rows_of, table_at
from assistant.ingest.formats.pdf.hyphens import Hyphens
from assistant.ingest.formats.pdf.layout import LARGER, Line, body_size
from assistant.ingest.outline import Outline, bulleted
from assistant.ingest.spans import header_rows

_APART = 1.35
_SHORT_LINE = 0.85
_LONGEST_HEADING = 160
_LEADERS = re.compile(r"(?:\.\s?){5,}\s*\d{1,4}$|…{2,}\s*\d{1,4}$")
_NUMBERED = re.compile(r"^(?:\(?\d{1,2}[.)]|\(?[a-z]\)|[ivx]{1,4}[.)])\s+\S")
_ENDS = (".", "!", "?", ":", ";", "…", ".”", ".»", ".)")


@dataclass
class _Piece:
    """A paragraph, an item, a heading or a table on its way."""

    kind: str
    page: int
    lines: list[Line] = field(default_factory=list)
    text: str = ""
    page_to: int | None = None
    # The lines that name the columns of a table, found on this page or on one before.
    header: tuple[Line, ...] = ()


def write_pages(outline: Outline, pages: Sequence[list[Line]]) -> None:
    """Write a document's pages; levels of headings follow from the sizes that they use."""
    body = body_size(pages)
    hyphens = Hyphens(line.text for lines in pages for line in lines)
    pieces: list[_Piece] = []
    for number, lines in enumerate(pages, 1):
        shown = [line for line in lines if not _LEADERS.search(line.text)]
        for piece in _pieces(shown, number, body, pieces[-1] if pieces else None):
            piece.text = hyphens.joined([line.text for line in piece.lines])
            if pieces and _goes_on(pieces[-1], piece):
                pieces[-1].text = hyphens.joined([pieces[-1].text, piece.text])
                pieces[-1].page_to = number
            else:
                pieces.append(piece)
    levels = _levels(pieces)
    for piece in pieces:
        _write(outline, piece, levels)


def _write(outline: Outline, piece: _Piece, levels: dict[tuple[int, bool], int]) -> None:
    if piece.kind == "heading":
        outline.heading(piece.text, levels[_look(piece)], page=piece.page)
    elif piece.kind == "table":
        own = not piece.header or piece.header[0] is piece.lines[0]
        rows = rows_of(piece.lines if own else [*piece.header, *piece.lines])
        outline.table(rows, header=len(piece.header), page=piece.page)
    else:
        text = bulleted(piece.text)[0] if piece.kind == "list" else piece.text
        where = {"page": piece.page, "page_to": piece.page_to}
        outline.add("list" if piece.kind == "list" else "paragraph", text, **where)


def _pieces(lines: Sequence[Line], page: int, body: float, before: _Piece | None) -> list[_Piece]:
    pieces: list[_Piece] = []
    spacing, right = _measure(lines)
    rest = continued(lines, before.lines) if before and before.kind == "table" else []
    at = len(rest)
    if rest and before:
        header = before.header
        if [line.text for line in rest[: len(header)]] == [line.text for line in header]:
            header = tuple(rest[: len(header)])
        pieces.append(_Piece("table", page, rest, header=header))
    while at < len(lines):
        count = table_at(lines, at)
        if count:
            pieces.append(_table(page, lines[at : at + count]))
            at += count
            continue
        line = lines[at]
        last = pieces[-1] if pieces else None
        kind = _kind(line, body)
        if last and last.kind != "table" and not _starts(last, line, kind, spacing, right):
            last.lines.append(line)
        else:
            pieces.append(_Piece(kind, page, [line]))
        at += 1
    return [_settled(piece) for piece in pieces]


def _table(page: int, lines: Sequence[Line]) -> _Piece:
    lines = parted(lines)
    rows = rows_of(lines)
    named = header_rows(rows)
    if len(rows) < len(lines):
        named = min(named, 1)  # cells of several lines
    return _Piece("table", page, lines, header=tuple(lines[:named]))


def _measure(lines: Sequence[Line]) -> tuple[float, dict[int, float]]:
    """The usual step from line to line, and how far right each column reaches."""
    steps = [
        first.base - second.base
        for first, second in pairwise(lines)
        if first.block == second.block and 0 < first.base - second.base < 3 * first.height
    ]
    right: dict[int, float] = {}
    for line in lines:
        right[line.block] = max(right.get(line.block, line.right), line.right)
    return (median(steps) if steps else 0.0), right


def _kind(line: Line, body: float) -> str:
    text = line.text.strip()
    marked = bulleted(text)[1]
    if not marked and line.size > LARGER * body and len(text) <= _LONGEST_HEADING:
        return "heading"
    if marked or _NUMBERED.match(text):
        return "bold-list" if line.bold else "list"
    return "bold" if line.bold else "paragraph"


def _starts(last: _Piece, line: Line, kind: str, spacing: float, right: dict[int, float]) -> bool:
    """True where a line opens a piece of its own."""
    before = last.lines[-1]
    if kind in ("list", "bold-list") or (kind == "heading") != (last.kind == "heading"):
        return True
    if kind == "heading":
        return abs(line.size - before.size) > 0.06 * before.size or (
            before.block == line.block and before.base - line.base > 1.7 * line.height
        )
    if (kind == "bold") != before.bold and (last.kind == "bold" or kind == "bold"):
        return True
    if line.block != before.block:
        # A column's end is no paragraph's end unless a sentence ends there.
        return before.text.rstrip().endswith(_ENDS) or not line.text[:1].islower()
    if spacing and before.base - line.base > _APART * spacing:
        return True
    ended = before.text.rstrip().endswith(_ENDS)
    width = right[before.block] - before.left
    short = before.right < before.left + _SHORT_LINE * width
    indented = line.left > before.left + 0.8 * line.height and last.kind != "list"
    return ended and (short or indented)


def _settled(piece: _Piece) -> _Piece:
    """A bold line of its own is a heading; bold text that is long or a sentence is not."""
    if piece.kind in ("bold", "bold-list"):
        text = " ".join(line.text for line in piece.lines).strip()
        short = len(piece.lines) <= 2 and len(text) <= _LONGEST_HEADING
        heading = short and not text.endswith((".", ",", ";")) and re.search(r"[^\W\d_]{2}", text)
        other = "list" if piece.kind == "bold-list" else "paragraph"
        piece.kind = "heading" if heading else other
    return piece


def _goes_on(last: _Piece, piece: _Piece) -> bool:
    """True where a page begins in the middle of the sentence that the page before ends in."""
    if last.page == piece.page or (last.page_to or last.page) != piece.page - 1:
        return False
    if last.kind not in ("paragraph", "list") or piece.kind != "paragraph":
        return False
    return not last.text.rstrip().endswith(_ENDS) and piece.text[:1].islower()


def _look(piece: _Piece) -> tuple[int, bool]:
    line = piece.lines[0]
    return round(line.size), line.bold


def _levels(pieces: Sequence[_Piece]) -> dict[tuple[int, bool], int]:
    """The larger, the higher; of one size bold comes first."""
    looks = sorted({_look(each) for each in pieces if each.kind == "heading"}, reverse=True)
    return {look: level for level, look in enumerate(looks, 1)}
