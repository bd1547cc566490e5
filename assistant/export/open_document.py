"""OpenDocument texts: the reference that gives them their look, and what pandoc leaves to do."""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache
from typing import Any

from assistant.export.pandoc import default_file
from assistant.export.style import Style

_META = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
_FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
# Share of the body's size: (style, size, in the accent, space above in points).
_HEADS = (("Title", 2.0, 0.0), ("Heading_20_1", 1.28, 5.0), ("Heading_20_2", 1.12, 6.0))
_BODY = ("Standard", "Text_20_body", "First_20_paragraph", "Table_20_Contents", "List_20_Contents")


@lru_cache(maxsize=16)
def reference_odt(style: Style, dense: bool, foot: str) -> bytes:
    """An ODT whose styles pandoc copies: type, headings, page, foot with page numbers."""
    from lxml import etree

    given = zipfile.ZipFile(io.BytesIO(default_file("reference.odt")))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for entry in given.infolist():
            data = given.read(entry.filename)
            if entry.filename == "styles.xml":
                root = etree.fromstring(data)
                _add(root, style)
                _dress(root, style, (7.9 if dense else 9.2) * style.scale)
                _page(root, style, dense, foot)
                data = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            kind = zipfile.ZIP_STORED if entry.filename == "mimetype" else zipfile.ZIP_DEFLATED
            out.writestr(entry.filename, data, compress_type=kind)
    return made.getvalue()


def _dress(root: Any, style: Style, body: float) -> None:
    for each in root.iter(f"{{{_STYLE}}}style"):
        name = each.get(f"{{{_STYLE}}}name", "")
        if name in _BODY:
            _type(each, style.body_font, body, style.ink, False)
            _space(each, 0, 2)
        for head, share, above in _HEADS:
            if name == head:
                _type(each, style.heading_font, body * share, style.accent, True)
                _space(each, above, 2)
        if name == "Sources":
            _type(each, style.body_font, body * 0.78, style.ink, False)
            _space(each, 0, 1)
        if name == "Quiet":
            _type(each, style.body_font, body * 0.9, style.quiet, False)
        if name == "Caption":
            _type(each, style.body_font, body * 0.95, style.ink, False)
            _space(each, 4, 2)
        if name in ("Date", "Subtitle", "Author"):
            _type(each, style.body_font, body * 0.95, style.quiet, False)
            _space(each, 0, 4)


def _add(root: Any, style: Style) -> None:
    """The styles that pandoc's own reference lacks."""
    from lxml import etree

    styles = root.find(f"{{{_OFFICE}}}styles")
    for name, family in (
        ("Title", "paragraph"),
        ("Ask", "paragraph"),
        ("Sources", "paragraph"),
        ("Quiet", "text"),
    ):
        made = etree.SubElement(styles, f"{{{_STYLE}}}style")
        made.set(f"{{{_STYLE}}}name", name)
        made.set(f"{{{_STYLE}}}family", family)
        if family == "paragraph":
            made.set(f"{{{_STYLE}}}parent-style-name", "Text_20_body")
        if name == "Ask":
            frame = _properties(made, "paragraph-properties")
            frame.set(f"{{{_FO}}}background-color", f"#{style.tint}")
            frame.set(f"{{{_FO}}}border-left", f"2pt solid #{style.accent}")
            frame.set(f"{{{_FO}}}padding", "0.12cm")
    for date in root.iter(f"{{{_STYLE}}}style"):
        if date.get(f"{{{_STYLE}}}name") == "Date":
            rule = _properties(date, "paragraph-properties")
            rule.set(f"{{{_FO}}}border-bottom", f"1pt solid #{style.accent}")
            rule.set(f"{{{_FO}}}padding-bottom", "0.1cm")


def finished_odt(data: bytes, style: Style) -> bytes:
    """The file with points near the margin and rules between the rows of tables."""
    from lxml import etree

    given = zipfile.ZipFile(io.BytesIO(data))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for entry in given.infolist():
            part = given.read(entry.filename)
            if entry.filename == "content.xml":
                root = etree.fromstring(part)
                _lists(root)
                _cells(root, style)
                part = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            if entry.filename == "meta.xml":
                root = etree.fromstring(part)
                for each in list(root.iter(f"{{{_META}}}user-defined")):
                    each.getparent().remove(each)
                part = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            kind = zipfile.ZIP_STORED if entry.filename == "mimetype" else zipfile.ZIP_DEFLATED
            out.writestr(entry.filename, part, compress_type=kind)
    return made.getvalue()


def _lists(root: Any) -> None:
    for level in root.iter(f"{{{_STYLE}}}list-level-label-alignment"):
        level.set(f"{{{_FO}}}margin-left", "0.18in")
        level.set(f"{{{_FO}}}text-indent", "-0.18in")
        level.set(f"{{{_TEXT}}}list-tab-stop-position", "0.18in")
    for level in root.iter(f"{{{_STYLE}}}list-level-properties"):
        level.set(f"{{{_FO}}}text-align", "left")


def _cells(root: Any, style: Style) -> None:
    for each in root.iter(f"{{{_STYLE}}}style"):
        name = each.get(f"{{{_STYLE}}}name", "")
        if name in ("TableHeaderRowCell", "TableRowCell"):
            found = _properties(each, "table-cell-properties")
            head = name == "TableHeaderRowCell"
            found.attrib.pop(f"{{{_FO}}}border", None)
            rule = f"0.75pt solid #{style.accent}" if head else f"0.5pt solid #{style.rule}"
            found.set(f"{{{_FO}}}border-bottom", rule)
            if head:
                found.set(f"{{{_FO}}}background-color", f"#{style.tint}")
            found.set(f"{{{_FO}}}padding", "0.06cm")


def _type(each: Any, font: str, size: float, colour: str, bold: bool) -> None:
    found = _properties(each, "text-properties")
    for name in (f"{{{_STYLE}}}font-name", f"{{{_STYLE}}}font-size-rel", f"{{{_FO}}}font-style"):
        found.attrib.pop(name, None)
    found.set(f"{{{_FO}}}font-family", font)
    found.set(f"{{{_FO}}}font-size", f"{size:.1f}pt")
    found.set(f"{{{_FO}}}color", f"#{colour}")
    found.set(f"{{{_FO}}}font-weight", "bold" if bold else "normal")


def _space(each: Any, above: float, below: float) -> None:
    found = _properties(each, "paragraph-properties")
    found.attrib.pop(f"{{{_FO}}}margin", None)
    found.set(f"{{{_FO}}}margin-top", f"{above:.1f}pt")
    found.set(f"{{{_FO}}}margin-bottom", f"{below:.1f}pt")
    found.set(f"{{{_FO}}}text-align", "left")


def _properties(each: Any, name: str) -> Any:
    from lxml import etree

    found = each.find(f"{{{_STYLE}}}{name}")
    if found is None:
        found = etree.Element(f"{{{_STYLE}}}{name}")
        # Paragraph properties stand before those of text.
        each.insert(0 if name.startswith("paragraph") else len(each), found)
    return found


def _page(root: Any, style: Style, dense: bool, foot: str) -> None:
    from lxml import etree

    side, edge = ("1.9cm", "1.3cm") if dense else ("2.3cm", "2cm")
    for layout in root.iter(f"{{{_STYLE}}}page-layout-properties"):
        layout.set(f"{{{_FO}}}page-width", "21cm")
        layout.set(f"{{{_FO}}}page-height", "29.7cm")
        for name in ("left", "right"):
            layout.set(f"{{{_FO}}}margin-{name}", side)
        for name in ("top", "bottom"):
            layout.set(f"{{{_FO}}}margin-{name}", edge)
    for master in root.iter(f"{{{_STYLE}}}master-page"):
        for known in master.findall(f"{{{_STYLE}}}footer"):
            master.remove(known)
        footer = etree.SubElement(master, f"{{{_STYLE}}}footer")
        line = etree.SubElement(footer, f"{{{_TEXT}}}p")
        line.text = f"{foot} · " if foot else ""
        number = etree.SubElement(line, f"{{{_TEXT}}}page-number")
        number.tail = " / "
        etree.SubElement(line, f"{{{_TEXT}}}page-count")
