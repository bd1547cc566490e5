"""Blocks as they are gathered: clean text under the headings that stand above it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from assistant.ingest.records import Block, BlockKind, Place

# Control, zero-width, direction and tag characters can hide text from a reader, or reorder it;
# halves of letters (surrogates) cannot be stored;
# the soft hyphen only says where a line may break.
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACES = re.compile(r"[ \t\r\n\f\v\u2000-\u200a\u2028\u2029\u3000]+")
_BULLET = re.compile(r"^[•●▪■◦○‣⁃∙·\uf0b7\uf0a7\uf0d8\uf076\uf0fc➢➤✓✔–—*\-](?:\s+|$)")
_HEADING_LENGTH = 200
_DEEPEST = 6


def clean(text: str) -> str:
    """One line of composed letters, without what cannot be seen."""
    return _SPACES.sub(" ", _HIDDEN.sub("", unicodedata.normalize("NFC", text))).strip()


def bulleted(text: str) -> tuple[str, bool]:
    """The text without the bullet it opens with, and whether there was one."""
    bare = _BULLET.sub("", text)
    return bare, bare != text


class Outline:
    """Gathers blocks in order and keeps the path of headings."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._path: list[tuple[int, str]] = []

    def heading(self, text: str, level: int, **where: Any) -> None:
        """Add a heading; those of its level and below end with it."""
        text = clean(text)
        if not text:
            return
        if len(text) > _HEADING_LENGTH:
            self.add("paragraph", text, **where)
            return
        level = max(1, min(level, _DEEPEST))
        self._path = [each for each in self._path if each[0] < level]
        self.blocks.append(Block("heading", text, self._place(where), level=level))
        self._path.append((level, text))

    def add(self, kind: BlockKind, text: str, **where: Any) -> None:
        """Add a paragraph, a list item or a note; an empty one is left out."""
        text = clean(text)
        if text:
            self.blocks.append(Block(kind, text, self._place(where)))

    def table(self, rows: Iterable[Iterable[str]], header: int = 1, **where: Any) -> None:
        """Add a table without its empty rows and columns; one of a single column is a list.

        Several rows that name the columns become one: "2024" over "S1" is "2024 S1".
        """
        cells = [[clean(cell) for cell in row] for row in rows]
        width = max((len(row) for row in cells), default=0)
        cells = [row + [""] * (width - len(row)) for row in cells if any(row)]
        if 1 < header < len(cells):
            columns = zip(*cells[:header], strict=True)
            heads = [" ".join(dict.fromkeys(filter(None, names))) for names in columns]
            cells[:header], header = [heads], 1
        kept = [place for place in range(width) if any(row[place] for row in cells)]
        trimmed = tuple(tuple(row[place] for place in kept) for row in cells)
        if len(kept) == 1:
            for row in trimmed:
                self.add("list", row[0], **where)
        elif trimmed:
            header = min(header, len(trimmed) - 1)
            self.blocks.append(Block("table", "", self._place(where), rows=trimmed, header=header))

    def forget(self) -> None:
        """Leave all headings, as at the end of a chapter, a sheet or a slide."""
        self._path = []

    def _place(self, where: dict[str, Any]) -> Place:
        return Place(**where, headings=tuple(text for _, text in self._path))
