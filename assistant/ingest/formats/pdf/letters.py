"""What PDFium says of the letters of one page: where each stands, in what font and direction."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from typing import Any, NamedTuple

from assistant.ingest.raised import ABOVE

# What PDFium puts for a hyphen at a line's end.
HYPHEN = "\x02"
_HYPHENS = str.maketrans({"\ufffe": HYPHEN, "\u00ad": HYPHEN})
_MOST = 150_000
# Letters that the font does not name: a page of them is no better than a picture.
_UNNAMED = re.compile("[\x00\ufffd\ue000-\uefff]")
_UNNAMED_SHARE = 0.3
_NAME_LENGTH = 128
_QUARTER = math.pi / 2
_ASLANT = 0.1
# A raised digit is at most so large beside the letters that it stands by, and so much higher.
_SMALLER, _HIGHER = 0.86, 0.12
_FIGURE = re.compile(r"\d+")


class Box(NamedTuple):
    """Edges and base line in points, y upwards, once the page's text runs from left to right."""

    left: float
    bottom: float
    right: float
    top: float
    base: float


class Letters:
    """The letters of a page by their number; most of them run in the direction `turn`."""

    def __init__(self, textpage: Any) -> None:
        from pypdfium2 import raw

        self._raw, self._handle = raw, textpage.raw
        # Filled anew for every letter: making them takes as long as asking.
        self._edges, self._x, self._y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        count = min(textpage.count_chars(), _MOST)
        self.text = self._read(textpage, count).translate(_HYPHENS)
        if len(_UNNAMED.findall(self.text)) > _UNNAMED_SHARE * count:
            self.text = ""
        self.turn = self._usual_turn()

    def _read(self, textpage: Any, count: int) -> str:
        text: str = textpage.get_text_range(0, count) if count else ""
        if len(text) == count:
            return text
        # Letters beyond the first plane, or without a name, shift the text: ask one by one.
        codes = (self._raw.FPDFText_GetUnicode(self._handle, at) for at in range(count))
        return "".join(
            chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
            for code in codes
        )

    def _usual_turn(self) -> int:
        places = [found.start() for found in re.finditer(r"\S+", self.text)]
        sample = places[:: max(1, len(places) // 24)]
        turns = Counter(self.turn_of(at) for at in sample)
        return max(turns.most_common(1)[0][0], 0) if turns else 0

    def turn_of(self, at: int) -> int:
        """Quarter turns of a letter, clockwise; -1 for one that stands aslant, as a watermark."""
        quarters: float = self._raw.FPDFText_GetCharAngle(self._handle, at) / _QUARTER
        return round(quarters) % 4 if abs(quarters - round(quarters)) < _ASLANT else -1

    def box(self, start: int, end: int) -> Box:
        """The box of a word, from its first letter and its last."""
        left, bottom, right, top = self._sides(start)
        if end - start > 1:
            begins, _, ends, _ = self._sides(end - 1)
            left, right = min(left, begins), max(right, ends)
        return Box(left, bottom, right, top, self._base(start))

    def written(self, start: int, end: int) -> str:
        """A word as it is printed: digits above its line stay above, as the marks of notes do."""
        word = self.text[start:end]
        if end - start < 2 or not _FIGURE.search(word):
            return word
        largest = max((start, end - 1), key=self.size)
        if not any(
            self.raised(start + found.end() - 1, self.size(largest), self._base(largest))
            for found in _FIGURE.finditer(word)
        ):
            return word
        size, base = self.size(largest), self._base(largest)
        return "".join(
            letter.translate(ABOVE) if self.raised(start + at, size, base) else letter
            for at, letter in enumerate(word)
        )

    def raised(self, at: int, size: float, base: float) -> bool:
        """True where a letter is smaller and higher than others of this size on this line."""
        return self.size(at) <= _SMALLER * size and self._base(at) - base > _HIGHER * size

    def _sides(self, at: int) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of a letter, once the text runs from left to right."""
        box = self._edges
        self._raw.FPDFText_GetLooseCharBox(self._handle, at, box)
        if self.turn == 3:
            return box.bottom, -box.right, box.top, -box.left
        if self.turn == 2:
            return -box.right, -box.top, -box.left, -box.bottom
        if self.turn == 1:
            return -box.top, box.left, -box.bottom, box.right
        return box.left, box.bottom, box.right, box.top

    def _base(self, at: int) -> float:
        self._raw.FPDFText_GetCharOrigin(self._handle, at, self._x, self._y)
        if self.turn in (1, 3):
            x: float = self._x.value
            return x if self.turn == 1 else -x
        y: float = self._y.value
        return y if self.turn == 0 else -y

    def size(self, at: int) -> float:
        """The size that a letter is printed in: its font's, times what its matrix adds."""
        matrix = self._raw.FS_MATRIX()
        scale = 1.0
        if self._raw.FPDFText_GetMatrix(self._handle, at, matrix):
            scale = math.hypot(matrix.c, matrix.d) or 1.0
        size: float = self._raw.FPDFText_GetFontSize(self._handle, at) * scale
        return size

    def bold(self, at: int) -> bool:
        """True where the font's name says so."""
        name = ctypes.create_string_buffer(_NAME_LENGTH)
        flags = ctypes.c_int()
        self._raw.FPDFText_GetFontInfo(self._handle, at, name, _NAME_LENGTH, ctypes.byref(flags))
        return any(mark in name.value.lower() for mark in (b"bold", b"black", b"heavy"))
