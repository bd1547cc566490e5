"""A page's letters, gathered into runs that stand on one line without a gap."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

# What PDFium puts for a hyphen at a line's end.
HYPHEN = "\x02"
_HYPHENS = str.maketrans({"\ufffe": HYPHEN, "\u00ad": HYPHEN})
# A word ends at a space, and behind the hyphen of a line's end, which PDFium lets no space follow.
_WORD = re.compile(rf"[^\s\x00{HYPHEN}]+{HYPHEN}?|{HYPHEN}")
_FIXED = ("\u00a0", "\u202f")
_MOST_CHARACTERS = 150_000
# Of what cannot be told apart from pictures: letters that the font does not name.
_UNNAMED = re.compile("[\x00\ufffd\ue000-\uf8ff]")
_UNNAMED_SHARE = 0.3
# A gap this many times the height of the line parts cells and columns.
GAP = 1.0
_STEP_BACK, _STEP_UP = 0.6, 0.45
_NAME_LENGTH = 128
_QUARTER = math.pi / 2
_ASLANT = 0.1


@dataclass(slots=True)
class Fragment:
    """A run of letters with its box in points, y upwards; `bold` follows from the font's name."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    bold: bool = False

    @property
    def height(self) -> float:
        """Height of the line it stands on: ascent and descent of its font."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """Half way up."""
        return (self.top + self.bottom) / 2


Box = tuple[float, float, float, float]


def fragments_of(page: Any) -> list[Fragment]:
    """The fragments of a page in the order of the file; none where its letters have no names."""
    from pypdfium2 import raw

    textpage = page.get_textpage()
    try:
        count = min(textpage.count_chars(), _MOST_CHARACTERS)
        letters = _letters(textpage, count)
        unnamed = len(_UNNAMED.findall(letters))
        if not count or unnamed > _UNNAMED_SHARE * count:
            return []
        turn = _turn(raw, textpage.raw, letters)
        return _gathered(raw, textpage.raw, letters.translate(_HYPHENS), turn)
    finally:
        textpage.close()


def _letters(textpage: Any, count: int) -> str:
    from pypdfium2 import raw

    text: str = textpage.get_text_range(0, count) if count else ""
    if len(text) == count:
        return text
    # Letters beyond the first plane, or without a name, shift the text: ask one by one.
    codes = (raw.FPDFText_GetUnicode(textpage.raw, at) for at in range(count))
    return "".join(
        chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes
    )


def _turn(raw: Any, handle: Any, letters: str) -> int:
    """How many quarter turns most letters of the page are turned, clockwise."""
    places = [at for at, letter in enumerate(letters) if not letter.isspace()]
    sample = places[:: max(1, len(places) // 24)]
    turns = Counter(_turn_of(raw, handle, at) for at in sample)
    return max(turns.most_common(1)[0][0], 0) if turns else 0


def _turn_of(raw: Any, handle: Any, at: int) -> int:
    """Quarter turns of a letter, clockwise; -1 for one that stands aslant, as in a watermark."""
    quarters: float = raw.FPDFText_GetCharAngle(handle, at) / _QUARTER
    return round(quarters) % 4 if abs(quarters - round(quarters)) < _ASLANT else -1


def _turned(box: Any, turn: int) -> Box:
    """(left, bottom, right, top) once the page is turned so that its text runs rightwards."""
    left, bottom, right, top = box.left, box.bottom, box.right, box.top
    if turn == 3:
        return bottom, -right, top, -left
    if turn == 2:
        return -right, -top, -left, -bottom
    if turn == 1:
        return -top, left, -bottom, right
    return left, bottom, right, top


def _gathered(raw: Any, handle: Any, letters: str, turn: int) -> list[Fragment]:
    found: list[Fragment] = []
    starts: list[int] = []
    end = 0
    for word in _WORD.finditer(letters):
        spot = _box(raw, handle, word, turn)
        if found and _goes_on(found[-1], spot):
            last = found[-1]
            between = letters[end : word.start()]
            # A no-break space is kept as it is written.
            space = between if between in _FIXED else " " if between else ""
            last.text += space + word[0]
            last.right = max(last.right, spot[2])
        else:
            found.append(Fragment(word[0], spot[0], spot[2], spot[1], spot[3]))
            starts.append(word.start())
        end = word.end()
    for fragment, at in zip(found, starts, strict=True):
        fragment.bold = _is_bold(raw, handle, at)
    return [
        each
        for each, at in zip(found, starts, strict=True)
        # Stamps in the margin and watermarks are written in another direction.
        if _turn_of(raw, handle, at) == turn
    ]


def _box(raw: Any, handle: Any, word: re.Match[str], turn: int) -> Box:
    """The box of a word, from its first letter and its last."""
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(handle, word.start(), box)
    left, bottom, right, top = _turned(box, turn)
    if word.end() - word.start() > 1:
        raw.FPDFText_GetLooseCharBox(handle, word.end() - 1, box)
        last = _turned(box, turn)
        return min(left, last[0]), bottom, max(right, last[2]), top
    return left, bottom, right, top


def _is_bold(raw: Any, handle: Any, at: int) -> bool:
    name = ctypes.create_string_buffer(_NAME_LENGTH)
    raw.FPDFText_GetFontInfo(handle, at, name, _NAME_LENGTH, ctypes.byref(ctypes.c_int()))
    return any(mark in name.value.lower() for mark in (b"bold", b"black", b"heavy"))


def _goes_on(last: Fragment, spot: Box) -> bool:
    """True where a letter stands on the same line, close behind: a raised one does too."""
    left, bottom, _, top = spot
    height = max(last.height, top - bottom, 1.0)
    if abs((top + bottom) / 2 - last.middle) > _STEP_UP * height:
        return False
    return last.right - _STEP_BACK * height <= left <= last.right + GAP * height
