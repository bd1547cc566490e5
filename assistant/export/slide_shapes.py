"""Draws blocks on slides as native shapes: text, tables, charts, notes, the foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.export.deck_base import POINT, Base, Room
from assistant.export.measure import CELL, GAP, cited, height, row_heights, spoken
from assistant.export.paper import Block, Bullets, Grid, Heading, Paragraph, Picture, Run, Runs
from assistant.export.slide_pictures import draw_chart, draw_image, emu, rgb
from assistant.export.style import Style
from assistant.export.tree import legible

_PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_FOOT = 9.0


class Painter:
    """Puts blocks onto the slides of one presentation; `marks` number the publications."""

    def __init__(self, ground: Base, style: Style, marks: dict[str, int]) -> None:
        self.ground = ground
        self.style = style
        self.marks = marks

    def add(self, layout: Any, title: str) -> Any:
        """A new slide with its title; placeholders that stay empty are dropped."""
        slide = self.ground.presentation.slides.add_slide(layout)
        for shape in list(slide.placeholders):
            kind = shape.placeholder_format.idx
            if kind == 0:
                shape.text_frame.text = legible(title)
                shape.text_frame.word_wrap = True
                self._shrink(shape, title)
            elif layout is not self.ground.opening:
                shape._element.getparent().remove(shape._element)
        return slide

    def _shrink(self, shape: Any, title: str) -> None:
        """A long title is set smaller, so that it stays in its place."""
        from pptx.util import Pt

        if len(title) > 56:
            for run in shape.text_frame.paragraphs[0].runs:
                run.font.size = Pt(20 if len(title) <= 120 else 16)

    def flow(self, slide: Any, blocks: Sequence[Block], room: Room, size: float) -> None:
        """The blocks one under the other at one size of type."""
        top = room.top
        texts: list[Block] = []
        for block in blocks:
            if isinstance(block, Grid | Picture):
                top += self._texts(slide, texts, room, top, size)
                texts = []
                top += self._shape(slide, block, room, top, size)
            else:
                texts.append(block)
        self._texts(slide, texts, room, top, size)

    def _shape(
        self, slide: Any, block: Grid | Picture, room: Room, top: float, size: float
    ) -> float:
        if isinstance(block, Grid):
            self._table(slide, block, room, top, size)
            return height(block, size, room.width, self.marks)
        caption = Paragraph(block.caption)
        used = self._texts(slide, [caption], room, top, min(size, 12.0)) if block.caption else 0.0
        tall = min(height(block, size, room.width, self.marks), room.top + room.height - top - used)
        draw = draw_chart if block.bars else draw_image
        draw(slide, block, replace(room, top=top + used, height=max(tall, 60.0)), self.style)
        return used + tall + size * GAP

    def _texts(
        self, slide: Any, blocks: Sequence[Block], room: Room, top: float, size: float
    ) -> float:
        if not blocks:
            return 0.0
        tall = sum(height(block, size, room.width, self.marks) for block in blocks)
        box = slide.shapes.add_textbox(*emu(room.left, top, room.width, tall))
        frame = box.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        first = True
        for block in blocks:
            for runs, bullet in _paragraphs(block):
                line = frame.paragraphs[0] if first else frame.add_paragraph()
                first = False
                self._write(line, runs, size, bullet, isinstance(block, Heading))
        return tall

    def _write(self, line: Any, runs: Runs, size: float, bullet: bool, head: bool) -> None:
        from pptx.util import Pt

        line.space_after = Pt(size * GAP)
        line.line_spacing = 1.0
        if bullet:
            _bullet(line, size, self.style.accent)
        for run in runs:
            made = line.add_run()
            made.text = f"\u00a0{cited(run.keys, self.marks)}" if run.keys else legible(run.text)
            quiet = run.look == "quiet" or bool(run.keys)
            made.font.size = Pt(size * (0.85 if run.look == "quiet" else 1.0))
            made.font.bold = run.look == "strong" or head
            colour = self.style.accent if head else self.style.quiet if quiet else self.style.ink
            made.font.color.rgb = rgb(colour)

    def _table(self, slide: Any, grid: Grid, room: Room, top: float, size: float) -> None:
        tall = row_heights(grid, size, room.width, self.marks)
        place = emu(room.left, top, room.width, sum(tall))
        shape = slide.shapes.add_table(len(grid.rows) + 1, len(grid.header), *place)
        table = shape.table
        shape._element.graphic.graphicData.tbl.tblPr.find(_a("tableStyleId")).text = _PLAIN_TABLE
        for column, share in zip(table.columns, grid.widths, strict=True):
            column.width = int(room.width * share * POINT)

        header = tuple((Run(text, "strong"),) for text in grid.header)
        for number, row in enumerate((header, *grid.rows)):
            table.rows[number].height = int(tall[number] * POINT)
            for cell, runs in zip(table.rows[number].cells, row, strict=True):
                self._cell(cell, runs, size * 0.92, not number)

    def _cell(self, cell: Any, runs: Runs, size: float, head: bool) -> None:

        cell.margin_top = cell.margin_bottom = int(CELL * POINT * 0.8)
        cell.margin_left = cell.margin_right = int(CELL * POINT)
        line = cell.text_frame.paragraphs[0]
        self._write(line, runs, size, False, head)
        line.space_after = 0
        if head:
            cell.fill.solid()
            cell.fill.fore_color.rgb = rgb(self.style.tint)
        _underline(cell, self.style.accent if head else self.style.rule, 1.0 if head else 0.5)

    def foot(self, slide: Any, sources: str, byline: str) -> None:
        """Sources and byline small at the foot, the slide's number at the right."""
        presentation = self.ground.presentation
        high = presentation.slide_height / POINT
        room = self.ground.room
        text = sources or byline
        box = slide.shapes.add_textbox(*emu(room.left, high - 48, room.width - 60, 34))
        self._small(box, text)
        number = slide.shapes.add_textbox(*emu(room.left + room.width - 50, high - 30, 50, 16))
        self._small(number, str(len(presentation.slides)), right=True)

    def _small(self, box: Any, text: str, right: bool = False) -> None:
        from pptx.enum.text import PP_ALIGN
        from pptx.util import Pt

        frame = box.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        run = frame.paragraphs[0].add_run()
        run.text = legible(text)
        run.font.size = Pt(_FOOT if len(text) < 330 else 7.0)
        run.font.color.rgb = rgb(self.style.quiet)
        if right:
            frame.paragraphs[0].alignment = PP_ALIGN.RIGHT

    def notes(self, slide: Any, said: Sequence[str]) -> None:
        """What the speaker says, a paragraph each."""
        if said:
            slide.notes_slide.notes_text_frame.text = "\n".join(legible(text) for text in said)

    def said(self, runs: Runs) -> str:
        """The runs as one text with their citations."""
        return spoken(runs, self.marks)


def _paragraphs(block: Block) -> list[tuple[Runs, bool]]:

    match block:
        case Heading(text=text):
            return [((Run(text, "strong"),), False)]
        case Paragraph(runs=runs):
            return [(runs, False)]
        case Bullets(items=items):
            return [(item, True) for item in items]
        case _:
            return []


def _a(name: str) -> str:
    from pptx.oxml.ns import qn

    return str(qn(f"a:{name}"))


def _bullet(line: Any, size: float, colour: str) -> None:
    """A dash in the organisation's colour, the text hanging beside it."""
    from lxml import etree

    properties = line._p.get_or_add_pPr()
    indent = int(size * POINT)
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    tint = etree.SubElement(properties, _a("buClr"))
    etree.SubElement(tint, _a("srgbClr"), val=colour)
    etree.SubElement(properties, _a("buChar"), char="–")


def _underline(cell: Any, colour: str, width: float) -> None:
    from lxml import etree

    properties = cell._tc.get_or_add_tcPr()
    line = etree.Element(_a("lnB"), w=str(int(width * POINT)))
    fill = etree.SubElement(line, _a("solidFill"))
    etree.SubElement(fill, _a("srgbClr"), val=colour)
    properties.insert(0, line)
