"""A page's words, gathered into runs that stand on one line without a gap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.ingest.formats.pdf.letters import HYPHEN, Box, Letters
from assistant.ingest.raised import RAISED, raised

# A gap this many times the height of the line parts cells and columns.
GAP = 1.0
# A gap this wide, more than any font's space, may part the cells of a table with narrow columns.
_SEAM = 0.7
_CLOSE = 0.2
_STEP_BACK, _STEP_UP = 0.6, 0.4
# A word ends at a space, and behind the hyphen of a line's end, which PDFium lets no space follow.
_WORD = re.compile(rf"[^\s\x00{HYPHEN}]+{HYPHEN}?|{HYPHEN}")
_FIXED = ("\u00a0", "\u202f")
_POINTS = ".,;:)"


@dataclass(slots=True)
class Fragment:
    """A run of words with its box in points, y upwards, and the line that it stands on (`base`).

    `size` is that of its font in points, which compares across fonts, as boxes do not; `bold`
    is true where its first word and its last are. `seams` are its wide gaps: where the text goes
    on, what the last word ends at, what the next one begins at.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    base: float
    size: float = 0.0
    bold: bool = False
    seams: list[tuple[int, float, float]] = field(default_factory=list)

    @property
    def height(self) -> float:
        """Height of its line: ascent and descent of its font."""
        return self.top - self.bottom

    def join(self, text: str, space: str, spot: Fragment | Box) -> None:
        """Go on with a text that stands at a spot of the same line, behind a space or none."""
        self.text += space
        if spot.left - self.right > _SEAM * self.height:
            self.seams.append((len(self.text), self.right, spot.left))
        self.text += text
        self.right = max(self.right, spot.right)

    def parts(self) -> Iterator[Fragment]:
        """The fragment parted at its seams."""
        start, left = 0, self.left
        for at, ends, begins in (*self.seams, (len(self.text), self.right, 0.0)):
            text = self.text[start:at].strip()
            yield replace(self, text=text, left=left, right=ends, seams=[])
            start, left = at, begins


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
        text = letters.written(word.start(), word.end())
        if found and _goes_on(found[-1], spot):
            last = found[-1]
            between = letters.text[end : word.start()]
            # A no-break space is kept as it is written.
            space = between if between in _FIXED else " " if between else ""
            if last.text[-1] in RAISED and text[0] in _POINTS and _touch(last, spot):
                space = ""  # PDFium's, for the step from line to line
            size = letters.size(spans[-1][0]) if text.isdigit() else 0.0
            if size and letters.raised(word.start(), size, last.base):
                text = raised(text)
            last.join(text, space, spot)
            spans[-1] = (spans[-1][0], word.start())
        else:
            found.append(Fragment(text, spot.left, spot.right, spot.bottom, spot.top, spot.base))
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


def _touch(last: Fragment, spot: Box) -> bool:
    return spot.left - last.right < _CLOSE * last.height


def _goes_on(last: Fragment, spot: Box) -> bool:
    """True where a word stands on the same line, close behind: a raised one does too."""
    height = max(last.height, spot.top - spot.bottom, 1.0)
    if abs(spot.base - last.base) > _STEP_UP * height:
        return False
    return last.right - _STEP_BACK * height <= spot.left <= last.right + GAP * height
