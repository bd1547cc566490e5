"""Running headers, footers and page numbers: told by their place and by coming again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.ingest.formats.pdf.layout import LARGER, Line, body_size

# The outermost lines of a page that may belong to the margin.
_OUTER = 3
# Of the height of the text, from its top and from its bottom.
_MARGIN = 0.14
_TIMES = 3
_LEFT = 0.5
_STEP = 6.0
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"^(?:page|p\.|seite)?\s*[-–—|]?\s*(?:\d{1,5}|[ivxlc]{1,7})\s*"
    r"(?:(?:[-–—|/]|of|sur|de)\s*\d{0,5})?\s*[-–—|]?$",
    re.I,
)

_OF_ALL = re.compile(r"^page\s*\d{1,4}\s*(?:/|of|sur)\s*\d{1,4}$", re.I)
Key = tuple[bool, str, int]


def without_running(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """The pages without the lines that come again at the same height, and without page numbers."""
    extent = _Extent(pages)
    counts = Counter(
        key for lines in pages for key in {key for _, key in _outer_lines(lines, extent)}
    )
    kept = []
    letters = left = 0
    for lines in pages:
        running = {
            id(line)
            for line, key in _outer_lines(lines, extent)
            if _beside(counts, key) >= _TIMES
            # On two pages, only what is smaller than the text.
            or (len(pages) == 2 and counts[key] == 2 and line.size < extent.body)
            or (len(pages) > 1 and _PAGE_NUMBER.match(line.text.strip()))
            or _OF_ALL.match(line.text.strip())
        }
        kept.append([line for line in lines if id(line) not in running])
        letters += sum(len(line.text) for line in lines)
        left += sum(len(line.text) for line in kept[-1])
    # Pages that say the same are not made of running lines.
    return kept if left >= _LEFT * letters else list(pages)


class _Extent:
    """How far down and up a document's text reaches, and how large its headings are."""

    def __init__(self, pages: Sequence[list[Line]]) -> None:
        heights = [line.base for lines in pages for line in lines]
        self.bottom, self.top = (min(heights), max(heights)) if heights else (0.0, 0.0)
        self.body = body_size(pages)
        self.heading = LARGER * self.body


def _outer_lines(lines: Sequence[Line], extent: _Extent) -> Iterator[tuple[Line, Key]]:
    """The lines of a page's margins, each with what would make another the same."""
    margin = _MARGIN * (extent.top - extent.bottom)
    if margin <= 0:
        return
    ordered = sorted(lines, key=lambda line: -line.base)
    for upper, outer in ((True, ordered[:_OUTER]), (False, ordered[-_OUTER:])):
        for line in outer:
            inside = extent.top - line.base if upper else line.base - extent.bottom
            if inside <= margin:
                text = line.text.casefold().strip()
                # "Chapter 1" and "Chapter 2" in large letters open chapters.
                if line.size < extent.heading:
                    text = _DIGITS.sub("#", text)
                yield line, (upper, text, round(line.base / _STEP))


def _beside(counts: Counter[Key], key: Key) -> int:
    """How often the line comes at this height or a hair above or below."""
    upper, text, height = key
    return sum(counts[(upper, text, height + step)] for step in (-1, 0, 1))
