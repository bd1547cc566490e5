"""The presentation that slides are put into: ours, made by code, or the organisation's own."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from assistant.export.style import Style

# English Metric Units: 12,700 to the point.
POINT = 12_700
_WIDE, _HIGH = 960, 540


@dataclass(frozen=True)
class Room:
    """Where the content of a slide goes, in points: left, top, width, height."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Base:
    """A presentation without slides, its two layouts, and the room below a slide's title."""

    presentation: Any
    opening: Any
    content: Any
    room: Room
    own: bool


def base(style: Style) -> Base:
    """The organisation's template where the style has one, else ours."""
    from pptx import Presentation
    from pptx.util import Emu

    if style.template:
        presentation = Presentation(io.BytesIO(style.template))
        _emptied(presentation)
        return _theirs(presentation)
    presentation = Presentation()
    presentation.slide_width = Emu(_WIDE * POINT)
    presentation.slide_height = Emu(_HIGH * POINT)
    _fonts(presentation, style)
    opening, content = presentation.slide_layouts[0], presentation.slide_layouts[5]
    for layout in (opening, content, presentation.slide_master):
        _cleared(layout)
    _place(opening.placeholders[0], 48, 120, 864, 120, style, 34)
    _place(opening.placeholders[1], 48, 250, 864, 40, style, 14)
    _place(content.placeholders[0], 48, 26, 864, 50, style, 24)
    _band(opening, 0, 0, 14, _HIGH, style.accent)
    _band(content, 48, 80, 864, 1.5, style.accent)
    if style.logo:
        for layout in (opening, content):
            _logo(layout, style)
    return Base(presentation, opening, content, Room(48, 94, 864, 388), False)


def _theirs(presentation: Any) -> Base:
    layouts = list(presentation.slide_layouts)
    opening = next((each for each in layouts if _has(each, 3) or _has(each, 4)), layouts[0])
    titled = [each for each in layouts if _has(each, 1) and each is not opening]
    content = min(titled or [opening], key=lambda each: len(list(each.placeholders)))
    title = next((p for p in content.placeholders if p.placeholder_format.idx == 0), None)
    wide, high = presentation.slide_width / POINT, presentation.slide_height / POINT
    left, top, width = wide * 0.05, high * 0.2, wide * 0.9
    if title is not None and title.top is not None and title.height is not None:
        top = min((title.top + title.height) / POINT + 8, high * 0.4)
        left = (title.left or 0) / POINT or left
        width = min((title.width or 0) / POINT or width, wide - 2 * left)
    return Base(presentation, opening, content, Room(left, top, width, high * 0.9 - top), True)


def _has(layout: Any, kind: int) -> bool:
    return any(int(p.placeholder_format.type or 0) == kind for p in layout.placeholders)


def _emptied(presentation: Any) -> None:
    """Drop the slides that came with a template, with what belongs to them."""
    listed = presentation.slides._sldIdLst
    for entry in list(listed):
        presentation.part.drop_rel(entry.rId)
        listed.remove(entry)


def _cleared(layout: Any) -> None:
    """Drop date, foot and number of the default template: ours stand elsewhere."""
    for shape in list(layout.placeholders):
        if int(shape.placeholder_format.type or 0) in (13, 15, 16):
            shape._element.getparent().remove(shape._element)


def _place(
    shape: Any, left: float, top: float, width: float, height: float, style: Style, size: float
) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    for name, value in (("left", left), ("top", top), ("width", width), ("height", height)):
        setattr(shape, name, int(value * POINT))
    frame = shape.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    frame.margin_left = frame.margin_right = 0
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.font.size = Pt(size)
    _level(shape, style, size)


def _level(shape: Any, style: Style, size: float) -> None:
    """The look that slides inherit: in the placeholder's own list style."""
    from lxml import etree
    from pptx.oxml.ns import qn

    body = shape.text_frame._txBody
    listed = body.find(qn("a:lstStyle"))
    for child in list(listed):
        listed.remove(child)
    level = etree.SubElement(listed, qn("a:lvl1pPr"), algn="l", marL="0", indent="0")
    etree.SubElement(level, qn("a:buNone"))
    bold = "1" if size > 20 else "0"
    run = etree.SubElement(level, qn("a:defRPr"), sz=str(int(size * 100)), b=bold)
    fill = etree.SubElement(run, qn("a:solidFill"))
    colour = style.accent if size > 20 else style.quiet
    etree.SubElement(fill, qn("a:srgbClr"), val=colour)
    face = style.heading_font if size > 20 else style.body_font
    etree.SubElement(run, qn("a:latin"), typeface=face)


def _fonts(presentation: Any, style: Style) -> None:
    """The theme's two fonts, which everything on a slide inherits."""
    from lxml import etree

    part = next(
        r.target_part
        for r in presentation.slide_master.part.rels.values()
        if r.reltype.endswith("/theme")
    )
    theme = etree.fromstring(part.blob)
    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    for kind, face in (("majorFont", style.heading_font), ("minorFont", style.body_font)):
        for latin in theme.iterfind(f".//a:{kind}/a:latin", space):
            latin.set("typeface", face)
    for accent in theme.iterfind(".//a:accent1/a:srgbClr", space):
        accent.set("val", style.accent)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _band(layout: Any, left: float, top: float, width: float, height: float, colour: str) -> None:
    """A coloured shape without text, put into the layout's own tree."""
    from lxml import etree

    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    box = (int(value * POINT) for value in (left, top, width, height))
    x, y, wide, high = box
    layout.shapes._spTree.append(
        etree.fromstring(
            f'<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" {space}>'
            f'<p:nvSpPr><p:cNvPr id="{900 + int(top)}" name="Rule"/><p:cNvSpPr/>'
            '<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
            f'<a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/>'
            '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
            f'<a:srgbClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
        )
    )


def _logo(layout: Any, style: Style) -> None:
    """The organisation's mark at the upper right of the layout."""
    part, relation = layout.part.get_or_add_image_part(io.BytesIO(style.logo))
    wide, high = part.image.size
    height = 30 * POINT
    width = min(int(height * wide / high), 160 * POINT)
    picture = layout.shapes._spTree.add_pic(
        950, "Logo", "", relation, (_WIDE - 48) * POINT - width, 14 * POINT, width, height
    )
    picture.nvPicPr.nvPr.set("userDrawn", "1")
