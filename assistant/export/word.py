"""The reference document that gives Word files their look, made by code from a Style."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

from assistant.export.pandoc import default_file
from assistant.export.style import Style

# Points: body, table, sources; before and after a heading; margins in centimetres.
_OPEN = {"body": 9.6, "title": 21.0, "above": 13.0, "below": 4.0, "after": 4.0}
_DENSE = {"body": 8.3, "title": 16.0, "above": 5.0, "below": 1.5, "after": 1.5}
_MARGINS = {False: (2.2, 2.0, 2.3), True: (1.4, 1.3, 1.9)}


@lru_cache(maxsize=16)
def reference_docx(style: Style, dense: bool, foot: str) -> bytes:
    """A DOCX whose styles pandoc copies: type, headings, tables, page, foot with page numbers."""
    import docx

    document = docx.Document(io.BytesIO(default_file("reference.docx")))
    sizes = {name: size * style.scale for name, size in (_DENSE if dense else _OPEN).items()}
    _text_styles(document, style, sizes)
    _heading_styles(document, style, sizes)
    _own_styles(document, style, sizes)
    _table_style(document, style)
    _page(document, style, dense, foot)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _text_styles(document: Any, style: Style, sizes: dict[str, float]) -> None:
    from docx.shared import Pt

    for name in ("Normal", "Body Text", "First Paragraph", "Compact", "Table Caption"):
        each = document.styles[name]
        _font(each, style.body_font, sizes["body"], style.ink)
        each.paragraph_format.space_before = Pt(0)
        each.paragraph_format.space_after = Pt(sizes["after"])
        each.paragraph_format.line_spacing = 1.0 if sizes["body"] < 9 else 1.08
        each.paragraph_format.widow_control = True
    document.styles["Compact"].paragraph_format.space_after = Pt(sizes["after"] * 0.75)
    sources = document.styles["Bibliography"]
    _font(sources, style.body_font, sizes["body"] * 0.79, style.ink)
    sources.paragraph_format.space_after = Pt(sizes["after"] * 0.4)
    sources.paragraph_format.line_spacing = 1.0
    sources.paragraph_format.left_indent = Pt(18)
    sources.paragraph_format.first_line_indent = Pt(-18)
    _font(document.styles["Hyperlink"], style.body_font, None, style.accent)


def _heading_styles(document: Any, style: Style, sizes: dict[str, float]) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    title = document.styles["Title"]
    _font(title, style.heading_font, sizes["title"], style.accent, bold=True)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    title.paragraph_format.space_before = Pt(0)
    title.paragraph_format.space_after = Pt(2)
    date = document.styles["Date"]
    _font(date, style.body_font, sizes["body"] * 0.95, style.quiet)
    date.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    date.paragraph_format.space_after = Pt(sizes["above"] * 0.7)
    _rule(date, style.accent)
    for level, share in ((1, 1.28), (2, 1.12), (3, 1.0)):
        heading = document.styles[f"Heading {level}"]
        _font(heading, style.heading_font, sizes["body"] * share, style.accent, bold=True)
        heading.paragraph_format.space_before = Pt(sizes["above"] if level == 1 else 8)
        heading.paragraph_format.space_after = Pt(sizes["below"])
        heading.paragraph_format.keep_with_next = True


def _own_styles(document: Any, style: Style, sizes: dict[str, float]) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    ask = document.styles.add_style("Ask", WD_STYLE_TYPE.PARAGRAPH)
    ask.base_style = document.styles["Body Text"]
    # Framed lines stand together, apart from what follows.
    ask.paragraph_format.space_after = Pt(sizes["after"] * 2)
    ask.paragraph_format.left_indent = Pt(8)
    properties = ask.element.get_or_add_pPr()
    properties.append(_element("w:contextualSpacing"))
    properties.append(_element("w:shd", val="clear", color="auto", fill=style.tint))
    borders = _element("w:pBdr")
    borders.append(_element("w:left", val="single", sz="18", space="6", color=style.accent))
    properties.insert_element_before(borders, "w:shd", "w:spacing", "w:ind")
    cell = document.styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style = document.styles["Compact"]
    _font(cell, style.body_font, sizes["body"] * 0.92, style.ink)
    cell.paragraph_format.space_after = Pt(0)
    caption = next(each for each in document.styles if each.style_id == "Caption")
    _font(caption, style.body_font, sizes["body"] * 0.95, style.ink)
    caption.font.italic = False
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before = Pt(4)
    caption.paragraph_format.space_after = Pt(2)
    quiet = document.styles.add_style("Quiet", WD_STYLE_TYPE.CHARACTER)
    _font(quiet, style.body_font, sizes["body"] * 0.9, style.quiet)


def _font(each: Any, name: str, size: float | None, colour: str, bold: bool = False) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    each.font.name = name
    fonts = each.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(kind), name)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(theme), None)
    if size:
        # Word knows half points only; rounded down, so that a page stays a page.
        each.font.size = Pt(int(size * 2) / 2)
    each.font.color.rgb = RGBColor.from_string(colour)
    each.font.bold = bold
    each.font.italic = False


def _rule(each: Any, colour: str) -> None:
    """A line under a paragraph."""
    borders = _element("w:pBdr")
    borders.append(_element("w:bottom", val="single", sz="10", space="4", color=colour))
    each.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
    )


def _table_style(document: Any, style: Style) -> None:
    """Rules above and below the header, hairlines between rows, no box."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    for known in list(document.styles.element):
        if known.get(_w("styleId")) == "Table":
            document.styles.element.remove(known)
    rule = f'w:val="single" w:space="0" w:color="{style.accent}"'
    hair = f'w:val="single" w:sz="4" w:space="0" w:color="{style.rule}"'
    document.styles.element.append(
        parse_xml(f"""<w:style {nsdecls("w")} w:type="table" w:default="1" w:styleId="Table">
  <w:name w:val="Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>
  <w:tblPr><w:tblBorders><w:top {rule} w:sz="8"/><w:bottom {hair}/><w:insideH {hair}/>
  </w:tblBorders>
  <w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>
  <w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>
  <w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="{style.accent}"/></w:rPr>
  <w:tcPr><w:tcBorders><w:bottom {rule} w:sz="6"/></w:tcBorders>
  <w:shd w:val="clear" w:color="auto" w:fill="{style.tint}"/></w:tcPr></w:tblStylePr>
</w:style>""")
    )


def _page(document: Any, style: Style, dense: bool, foot: str) -> None:
    from docx.shared import Cm, Pt

    section = document.sections[0]
    top, bottom, side = _MARGINS[dense]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(top), Cm(bottom)
    section.left_margin = section.right_margin = Cm(side)
    section.header_distance, section.footer_distance = Cm(0.7), Cm(0.6)
    line = section.footer.paragraphs[0]
    line.paragraph_format.tab_stops.clear_all()
    line.paragraph_format.tab_stops.add_tab_stop(Cm(21.0 - 2 * side), 2)
    line.add_run(f"{foot}\t")
    _field(line, "PAGE")
    line.add_run(" / ")
    _field(line, "NUMPAGES")
    for run in line.runs:
        run.font.size, run.font.name = Pt(7.5), style.body_font
    if style.logo:
        mark = section.header.paragraphs[0]
        mark.alignment = 2
        mark.add_run().add_picture(io.BytesIO(style.logo), height=Cm(0.9))


def _field(line: Any, name: str) -> None:
    run = line.add_run()
    for kind in ("begin", name, "end"):
        if kind == name:
            text = _element("w:instrText")
            text.text = name
            run._r.append(text)
        else:
            run._r.append(_element("w:fldChar", fldCharType=kind))


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(_w(name), value)
    return made


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))
