"""What pandoc leaves to do in a Word file: cells, repeated headers, indents, its language."""

from __future__ import annotations

import io
from typing import Any

from assistant.records import Lang

_LOCALES: dict[Lang, str] = {"fr": "fr-FR", "en": "en-GB"}
# Twentieths of a point: how far the text of a point stands in.
_INDENT, _STEP = 284, 284
# A table of more columns than this is set smaller.
_NARROW = 7


def finished_docx(data: bytes, lang: Lang, title: str) -> bytes:
    """The file with quiet cells, headers repeated on every page, and its language declared."""
    import docx

    document = docx.Document(io.BytesIO(data))
    names = {style.name for style in document.styles}
    for table in document.tables:
        _table(table, "Table Text" if "Table Text" in names else "")
    _lists(document)
    _language(document, lang)
    _bare_properties(document)
    document.core_properties.title = title
    document.core_properties.language = _LOCALES[lang]
    document.core_properties.author = "Boardwise"
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _table(table: Any, style: str) -> None:
    from docx.oxml import OxmlElement

    for place, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        names = [child.tag.rpartition("}")[2] for child in properties]
        if "cantSplit" not in names:
            properties.append(OxmlElement("w:cantSplit"))
        if not place and "tblHeader" not in names:
            properties.append(OxmlElement("w:tblHeader"))
        for cell in row.cells if style else ():
            for paragraph in cell.paragraphs:
                paragraph.style = style
                if len(table.columns) > _NARROW:
                    _smaller(paragraph)


def _smaller(paragraph: Any) -> None:
    """Many columns share the line: their words must still fit."""
    from docx.oxml.ns import qn
    from docx.shared import Pt
    from docx.text.run import Run

    # Those inside links too, which `paragraph.runs` leaves out.
    for found in paragraph._p.iter(qn("w:r")):
        Run(found, paragraph).font.size = Pt(6)


def _lists(document: Any) -> None:
    """Points stand close to the margin, as in a printed note."""
    from docx.oxml.ns import qn

    parts: list[Any] = list(document.part.package.parts)
    part = next((each for each in parts if each.partname.endswith("numbering.xml")), None)
    for level in () if part is None else part.element.iter(qn("w:lvl")):
        depth = int(level.get(qn("w:ilvl")) or 0)
        for indent in level.iter(qn("w:ind")):
            indent.set(qn("w:left"), str(_INDENT + depth * _STEP))
            indent.set(qn("w:hanging"), str(_INDENT))


def _bare_properties(document: Any) -> None:
    """Drop the custom properties that pandoc makes of its own settings."""
    for relation in list(document.part.package.rels.values()):
        if relation.reltype.endswith("/custom-properties"):
            document.part.package.rels.pop(relation.rId)


def _language(document: Any, lang: Lang) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = document.styles["Normal"].element.get_or_add_rPr()
    for known in properties.findall(qn("w:lang")):
        properties.remove(known)
    declared = OxmlElement("w:lang")
    declared.set(qn("w:val"), _LOCALES[lang])
    properties.append(declared)
