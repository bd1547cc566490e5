"""Fragments put in the order in which a person reads them: columns first, lines within."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from assistant.ingest.formats.pdf.fragments import GAP, Fragment

# A gutter has at least so many lines on each side, and prose of at least so many letters.
_LINES, _LETTERS = 6, 18
_CROSSING = 0.34
_STEP = 2.0
_OVERLAP = 0.5
_SAME_LINE = 0.4
_DEEPEST = 3
# A line printed this much larger than the body is a heading.
LARGER = 1.12
_USUAL = 0.2


@dataclass(slots=True)
class Line:
    """The cells of one line, left to right; `block` numbers the column of text that it is in."""

    cells: list[Fragment]
    block: int = 0

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(cell.text for cell in self.cells)

    @property
    def left(self) -> float:
        """Where it begins, in points."""
        return self.cells[0].left

    @property
    def right(self) -> float:
        """Where it ends, in points."""
        return self.cells[-1].right

    @property
    def base(self) -> float:
        """Where most of it stands, in points upwards."""
        return max(self.cells, key=lambda cell: len(cell.text)).base

    @property
    def height(self) -> float:
        """The height of most of its letters, with what their font leaves above and below."""
        return max(self.cells, key=lambda cell: len(cell.text)).height

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return max(self.cells, key=lambda cell: len(cell.text)).size

    @property
    def bold(self) -> bool:
        """True where every cell is."""
        return all(cell.bold for cell in self.cells)


def body_size(pages: Sequence[list[Line]]) -> float:
    """The largest size that a good part of the letters is printed in; 0 where there are none.

    Small print may be longer than the text that it explains, headings never are.
    """
    letters: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            letters[round(line.size * 4) / 4] += len(line.text)
    total = sum(letters.values())
    usual = [size for size, count in letters.items() if count >= _USUAL * total]
    return max(usual or letters, default=0.0)


def lines_of(fragments: Sequence[Fragment]) -> list[Line]:
    """The lines of a page in reading order."""
    lines: list[Line] = []
    for number, column in enumerate(_columns(list(fragments), 0)):
        for line in _lines(column):
            line.block = number
            lines.append(line)
    return lines


def _columns(fragments: list[Fragment], depth: int) -> list[list[Fragment]]:
    """Stretches that are read one after the other: what spans the page parts its columns."""
    gutter = _gutter(fragments) if depth < _DEEPEST else None
    if gutter is None:
        return [fragments] if fragments else []
    spanning = [each for each in fragments if each.left < gutter < each.right]
    edges = sorted({each.base for each in spanning}, reverse=True)
    found: list[list[Fragment]] = []
    above = float("inf")
    for edge in (*edges, float("-inf")):
        band = [each for each in fragments if each not in spanning and edge < each.base < above]
        left = [each for each in band if each.right <= gutter]
        right = [each for each in band if each.right > gutter]
        for side in (left, right):
            found += _columns(side, depth + 1)
        across = [each for each in spanning if each.base == edge]
        if across:
            found.append(across)
        above = edge
    return found


def _gutter(fragments: Sequence[Fragment]) -> float | None:
    """Where a white strip parts two columns of prose, None where there is no such strip."""
    if len(fragments) < 2 * _LINES:
        return None
    start = min(each.left for each in fragments)
    end = max(each.right for each in fragments)
    best: tuple[int, float] | None = None
    free: list[float] = []
    place = start + 0.2 * (end - start)
    while place < start + 0.8 * (end - start):
        crossing = sum(each.left < place < each.right for each in fragments)
        if _parts_prose(fragments, place, crossing):
            if best is None or crossing < best[0]:
                best, free = (crossing, place), []
            if crossing == best[0]:
                free.append(place)
        place += _STEP
    return median(free) if free else None


def _parts_prose(fragments: Sequence[Fragment], place: float, crossing: int) -> bool:
    if crossing > _CROSSING * len(fragments):
        return False
    left = [each for each in fragments if each.right <= place]
    right = [each for each in fragments if each.left >= place]
    for side in (left, right):
        if len(side) < _LINES or median(len(each.text) for each in side) < _LETTERS:
            return False
    top = min(max(each.top for each in side) for side in (left, right))
    bottom = max(min(each.bottom for each in side) for side in (left, right))
    tallest = max(max(e.top for e in s) - min(e.bottom for e in s) for s in (left, right))
    return top - bottom > _OVERLAP * tallest


def _lines(fragments: Sequence[Fragment]) -> list[Line]:
    """Fragments on one height are a line; those that touch are one cell."""
    lines: list[list[Fragment]] = []
    for each in sorted(fragments, key=lambda fragment: -fragment.base):
        if lines:
            tallest = max(lines[-1], key=lambda fragment: fragment.height)
            reach = _SAME_LINE * max(tallest.height, each.height)
            if abs(tallest.base - each.base) < reach:
                lines[-1].append(each)
                continue
        lines.append([each])
    return [Line(_cells(line)) for line in lines]


def _cells(line: list[Fragment]) -> list[Fragment]:
    cells: list[Fragment] = []
    for each in sorted(line, key=lambda fragment: fragment.left):
        last = cells[-1] if cells else None
        if last is None or each.left - last.right > GAP * max(last.height, each.height):
            cells.append(each)
            continue
        # A font changes inside a line: its words are parted as far as the letters are.
        space = " " if each.left - last.right > 0.12 * last.height else ""
        longer = len(each.text) > len(last.text)
        joined = Fragment(
            last.text,
            last.left,
            last.right,
            min(last.bottom, each.bottom) if longer else last.bottom,
            max(last.top, each.top) if longer else last.top,
            each.base if longer else last.base,
            each.size if longer else last.size,
            last.bold and each.bold,
            list(last.seams),
        )
        joined.join(each.text, space, each)
        before = len(joined.text) - len(each.text)
        joined.seams += [(before + at, ends, begins) for at, ends, begins in each.seams]
        cells[-1] = joined
    return cells
