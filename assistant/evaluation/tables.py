"""Tables of plain text, aligned for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.records import Lang

ABSENT = "–"


def aligned(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Lines of cells in columns: the first to the left, the others to the right."""
    lines = [tuple(head), *(tuple(row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(_line(line, widths) for line in lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = zip(cells, widths, strict=True)
    text = first[0].ljust(first[1]) + "".join(f"  {cell:>{width}}" for cell, width in others)
    return text.rstrip()


def share(rate: float | None, lang: Lang) -> str:
    """A rate from 0 to 1 with three decimals; a dash where it does not apply."""
    return ABSENT if rate is None else decimal(rate, 3, lang)


def decimal(value: float, places: int, lang: Lang) -> str:
    """A number with a point, or in French with a comma."""
    return f"{value:.{places}f}".replace(".", "." if lang == "en" else ",")
