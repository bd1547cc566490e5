"""A page's words, gathered into runs that stand on one line without a gap."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from assistant.ingest.formats.pdf.letters import HYPHEN, Box, Letters

# A gap this many times the height of the line parts cells and columns.
GAP = 1.0
_STEP_BACK, _STEP_UP = 0.6, 0.4
# A word ends at a space, and behind the hyphen of a line's end, which PDFium lets no space follow.
_WORD = re.compile(rf"[^\s\x00{HYPHEN}]+{HYPHEN}?|{HYPHEN}")
_FIXED = ("\u00a0", "\u202f")


@dataclass(slots=True)
class Fragment:
    """A run of words with its box in points, y upwards, and the line that it stands on (`base`).

    `size` is that of its font in points, which compares across fonts, as boxes do not; `bold`
    is true where its first word and its last are.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    base: float
    size: float = 0.0
    bold: bool = False

    @property
    def height(self) -> float:
        """Height of its line: ascent and descent of its font."""
        return self.top - self.bottom


def fragments_of(page: Any) -> list[Fragment]:
    """The fragments of a page in the order of the file; none where its letters have no names."""
    textpage = page.get_textpage()
    try:
        letters = Letters(textpage)
        return _gathered(letters) if letters.text else []
    finally:
        textpage.close()


def _gathered(letters: Letters) -> list[Fragment]:
    found: list[Fragment] = []
    # Where the first and the last word of each fragment begin.
    spans: list[tuple[int, int]] = []
    end = 0
    for word in _WORD.finditer(letters.text):
        spot = letters.box(word.start(), word.end())
        if found and _goes_on(found[-1], spot):
            last = found[-1]
            between = letters.text[end : word.start()]
            # A no-break space is kept as it is written.
            space = between if between in _FIXED else " " if between else ""
            last.text += space + word[0]
            last.right = max(last.right, spot.right)
            spans[-1] = (spans[-1][0], word.start())
        else:
            found.append(Fragment(word[0], spot.left, spot.right, spot.bottom, spot.top, spot.base))
            spans.append((word.start(), word.start()))
        end = word.end()
    for fragment, (first, final) in zip(found, spans, strict=True):
        fragment.bold = letters.bold(first) and letters.bold(final)
        fragment.size = letters.size(first)
    return [
        fragment
        for fragment, (first, _) in zip(found, spans, strict=True)
        # Stamps in the margin and watermarks are written in another direction.
        if letters.turn_of(first) == letters.turn
    ]


def _goes_on(last: Fragment, spot: Box) -> bool:
    """True where a word stands on the same line, close behind: a raised one does too."""
    height = max(last.height, spot.top - spot.bottom, 1.0)
    if abs(spot.base - last.base) > _STEP_UP * height:
        return False
    return last.right - _STEP_BACK * height <= spot.left <= last.right + GAP * height
