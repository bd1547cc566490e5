"""Pages that are pictures: told apart, drawn for Tesseract, and read from what it wrote."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.ingest.formats.pdf.fragments import Fragment
from assistant.ingest.formats.pdf.layout import Line

_DOTS = 200 / 72
_MOST_PIXELS = 16_000_000
_PICTURE_SHARE = 0.3
# Tesseract's lines get a height and a step, so that empty lines part paragraphs.
_HEIGHT, _STEP, _TOP = 10.0, 12.0, 100_000.0


def is_scan(page: Any) -> bool:
    """True where a picture covers a good part of a page without letters."""
    from pypdfium2 import raw

    width, height = page.get_size()
    for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) > _PICTURE_SHARE * width * height:
            return True
    return False


def draw(document: Any, pages: Sequence[int], out: Path) -> list[int]:
    """Draw these pages at 200 dots an inch, at most sixteen million dots each, as PNG."""
    for number in pages:
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(_DOTS, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        page.render(scale=scale, grayscale=True).to_pil().save(out / f"page-{number}.png")
    return list(pages)


def recognised_lines(out: Path, number: int) -> list[Line]:
    """What Tesseract read on a page, none where it did not look."""
    path = out / f"page-{number}.txt"
    if not path.is_file():
        return []
    lines, height = [], _TOP
    for text in path.read_text("utf-8", "replace").splitlines():
        height -= _STEP
        if words := " ".join(text.split()):
            width = 5.0 * len(words)
            lines.append(
                Line([Fragment(words, 0.0, width, height, height + _HEIGHT, height, _HEIGHT)])
            )
    return lines
