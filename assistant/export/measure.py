"""How much room text takes on a slide, measured with our own (wider) fonts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from assistant.export.pandoc import FONTS
from assistant.export.paper import Block, Bullets, Grid, Heading, Paragraph, Picture, Run, Runs

# Line height and gaps as shares of the size of type; insets of a table cell in points.
LINE, GAP, CELL = 1.2, 0.5, 4.0
_CHART_ROW, _CHART_EDGE = 30.0, 30.0
_SIZES = re.compile(r'viewBox="[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)"')


@lru_cache(maxsize=8)
def _font(weight: str) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(str(FONTS / f"inter-{weight}.ttf"), 100)


@lru_cache(maxsize=20_000)
def _length(word: str) -> float:
    """The width of a word at one point of size."""
    return float(_font("semibold").getlength(word)) / 100


def length(text: str) -> float:
    """The width of a text on one line at one point of size."""
    return sum(map(_length, text.split(" "))) + text.count(" ") * _length(" ")


def lines(text: str, size: float, width: float) -> int:
    """Lines that a text takes at a size and a width, both in points."""
    count, used, space = 1, 0.0, _length(" ") * size
    for word in text.split(" "):
        wide = _length(word) * size
        if used and used + space + wide > width:
            count, used = count + 1, wide
        else:
            used += (space if used else 0.0) + wide
        while used > width:
            count, used = count + 1, used - width
    return count


def spoken(runs: Runs, marks: dict[str, int]) -> str:
    """The runs as one text, citations as numbers in brackets."""
    return "".join(f" {cited(run.keys, marks)}" if run.keys else run.text for run in runs)


def cited(keys: tuple[str, ...], marks: dict[str, int]) -> str:
    """ "[1, 3]": the numbers of publications in order."""
    return f"[{', '.join(str(n) for n in sorted(marks[key] for key in keys))}]"


def height(block: Block, size: float, width: float, marks: dict[str, int]) -> float:
    """Points that a block takes, its gap included."""
    match block:
        case Heading():
            return size * (LINE + 0.55)
        case Paragraph(runs=runs):
            return lines(spoken(runs, marks), size, width) * size * LINE + size * GAP
        case Bullets(items=items):
            room = width - size
            counts = (lines(spoken(item, marks), size, room) for item in items)
            return sum(count * size * LINE + size * GAP for count in counts)
        case Grid():
            return sum(row_heights(block, size, width, marks)) + size * GAP
        case Picture(bars=bars) if bars:
            return _CHART_EDGE + _CHART_ROW * max(3, len(bars))
        case Picture():
            return width * aspect(block)


def row_heights(grid: Grid, size: float, width: float, marks: dict[str, int]) -> list[float]:
    """Points that the header and every row of a table take."""
    small = size * 0.92
    made = []
    for row in (tuple((Run(text),) for text in grid.header), *grid.rows):
        most = max(
            lines(spoken(cell, marks), small, share * width - 2 * CELL - 4)
            for cell, share in zip(row, grid.widths, strict=True)
        )
        made.append(most * small * LINE + 2 * CELL)
    return made


def unbroken(grid: Grid, size: float, width: float) -> bool:
    """True where every word of a table fits its cell on one line."""
    small = size * 0.92
    rows = [tuple((Run(text),) for text in grid.header), *grid.rows]
    return all(
        _length(word) * small <= share * width - 2 * CELL
        for row in rows
        for cell, share in zip(row, grid.widths, strict=True)
        for run in cell
        for word in run.text.split()
    )


def aspect(picture: Picture) -> float:
    """Height of a drawing as a share of its width, as its SVG says; a half where it does not."""
    sizes = _SIZES.search(picture.svg)
    return float(sizes[2]) / float(sizes[1]) if sizes else 0.5
