"""Slides: a title, then one message a slide, everything measured so that nothing runs over."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.export.deck_base import POINT, Room, base
from assistant.export.measure import height, unbroken
from assistant.export.paper import Block, Bullets, Grid, Heading, Paper, Paragraph, Picture, Slide
from assistant.export.slide_shapes import Painter
from assistant.export.style import Style
from assistant.export.tree import legible

# Sizes of type on a slide, largest first; below the last, a slide is continued on another.
_SIZES = (18.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.5, 11.0, 10.5, 10.0)
_LEAST = 9.0
_SPLIT = 0.56
# Points of type by which two columns of text may differ.
_APART = 2.0


def make_pptx(paper: Paper, style: Style) -> tuple[bytes, int]:
    """The presentation and its number of slides.

    The slides of a paper are kept to one each, down to 9 points; headings of a paper without
    slides are continued over as many as they need.
    """
    ground = base(style)
    marks = {each.key: place for place, each in enumerate(paper.references, 1)}
    painter = Painter(ground, style, marks)
    _opening(painter, paper)
    slides = paper.slides or tuple(_made(paper))
    for slide in slides:
        for part in (slide,) if paper.slides else _continued(slide, ground.room, marks):
            _draw(painter, part, paper)
    properties = ground.presentation.core_properties
    properties.title, properties.author = legible(paper.title), "Boardwise"
    properties.language = {"fr": "fr-FR", "en": "en-GB"}[paper.lang]
    made = io.BytesIO()
    ground.presentation.save(made)
    return made.getvalue(), len(ground.presentation.slides)


def _opening(painter: Painter, paper: Paper) -> None:
    """The title, the byline, and what is asked."""
    slide = painter.add(painter.ground.opening, paper.title)
    byline = " · ".join(part for part in (paper.byline, paper.mark) if part)
    texts = [p for p in slide.placeholders if p.placeholder_format.idx != 0]
    if texts:
        texts[0].text_frame.text = legible(byline)
        for extra in texts[1:]:
            extra._element.getparent().remove(extra._element)
    asks = [b for b in paper.blocks if isinstance(b, Paragraph) and b.look == "ask"]
    if asks:
        ground = painter.ground
        top = ground.presentation.slide_height / POINT * 0.6
        painter.flow(slide, asks, replace(ground.room, top=top), 15.0)
    painter.notes(slide, [painter.said(block.runs) for block in asks])


def _draw(painter: Painter, given: Slide, paper: Paper) -> None:
    slide = painter.add(painter.ground.content, given.title)
    first, second = _columns(given)
    room = painter.ground.room
    if first and second:
        left = replace(room, width=room.width * _SPLIT)
        side = room.width * (1 - _SPLIT) - 24
        right = replace(room, left=room.left + room.width - side, width=side)
        size = _size(first, left, painter.marks)
        beside = 12.0
        if not isinstance(second[0], Picture):
            # Two columns of text are read as one page: neither shouts over the other.
            beside = min(_size(second, right, painter.marks), size + _APART)
            size = min(size, beside + _APART)
        painter.flow(slide, first, left, size)
        painter.flow(slide, second, right, beside)
    else:
        blocks = first or second
        painter.flow(slide, blocks, room, _size(blocks, room, painter.marks))
    painter.foot(slide, given.foot, paper.byline)
    painter.notes(slide, given.notes)


def _columns(given: Slide) -> tuple[Sequence[Block], Sequence[Block]]:
    """What stands on the left and on the right: the aside, else the pictures beside the text."""
    if given.aside:
        return given.blocks, given.aside
    pictures = [block for block in given.blocks if isinstance(block, Picture)]
    return [block for block in given.blocks if not isinstance(block, Picture)], pictures


def _size(blocks: Sequence[Block], room: Room, marks: dict[str, int]) -> float:
    """The largest size of type at which the blocks fit the room and no table breaks a word."""
    grids = [block for block in blocks if isinstance(block, Grid)]
    for size in _SIZES:
        if _fits(blocks, size, room, marks) and all(
            unbroken(grid, size, room.width) for grid in grids
        ):
            return size
    return _LEAST


def _fits(blocks: Sequence[Block], size: float, room: Room, marks: dict[str, int]) -> bool:
    return sum(height(block, size, room.width, marks) for block in blocks) <= room.height


@dataclass
class _Gathering:
    title: str
    blocks: list[Block]


def _made(paper: Paper) -> list[Slide]:
    """One slide a heading of level 1; what stands before the first goes under the title."""
    parts = [_Gathering(paper.title, [])]
    for block in paper.blocks:
        if isinstance(block, Heading) and block.level == 1:
            parts.append(_Gathering(block.text, []))
        elif not (isinstance(block, Paragraph) and block.look == "ask"):
            parts[-1].blocks.append(block)
    return [Slide(part.title, tuple(part.blocks)) for part in parts if part.blocks]


def _continued(slide: Slide, room: Room, marks: dict[str, int]) -> list[Slide]:
    """The slide in as many parts as keep the type at 12 points or more."""
    parts: list[list[Block]] = [[]]
    for block in (piece for whole in slide.blocks for piece in _pieces(whole)):
        if parts[-1] and not _fits([*parts[-1], block], 12.0, room, marks):
            parts.append([])
        parts[-1].append(block)
    return [replace(slide, blocks=tuple(_joined(part))) for part in parts]


def _pieces(block: Block) -> list[Block]:
    """A list by points, a table by rows; everything else whole."""
    if isinstance(block, Bullets):
        return [replace(block, items=(item,)) for item in block.items]
    if isinstance(block, Grid):
        return [replace(block, rows=(row,)) for row in block.rows]
    return [block]


def _joined(blocks: Sequence[Block]) -> list[Block]:
    """Pieces of one list or one table that stand together are one again."""
    made: list[Block] = []
    for block in blocks:
        last = made[-1] if made else None
        if isinstance(block, Bullets) and isinstance(last, Bullets):
            made[-1] = replace(last, items=(*last.items, *block.items))
        elif isinstance(block, Grid) and isinstance(last, Grid) and last.header == block.header:
            made[-1] = replace(last, rows=(*last.rows, *block.rows))
        else:
            made.append(block)
    return made
