"""The reference document that gives OpenDocument texts their look."""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache
from typing import Any

from assistant.export.pandoc import default_file
from assistant.export.style import Style

_FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
# Share of the body's size: (style, size, in the accent, space above in points).
_HEADS = (("Title", 2.1, 0.0), ("Heading_20_1", 1.28, 8.0), ("Heading_20_2", 1.12, 6.0))
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
                _dress(root, style, (8.4 if dense else 9.6) * style.scale)
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
            _space(each, 0, 3)
        for head, share, above in _HEADS:
            if name == head:
                _type(each, style.heading_font, body * share, style.accent, True)
                _space(each, above, 3)
        if name == "Bibliography_20_1":
            _type(each, style.body_font, body * 0.8, style.ink, False)
            _space(each, 0, 1)
        if name in ("Date", "Subtitle", "Author"):
            _type(each, style.body_font, body * 0.95, style.quiet, False)
            _space(each, 0, 4)


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
