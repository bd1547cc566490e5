"""Files made by code: the honest ones that the hostile ones are spoilt from."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from typing import Any

ENGLISH = (
    "The board approved the budget for the customer panel, and the marketing team will report "
    "its results every quarter. The measure that counts is the share of customers who buy again."
)
FRENCH = (
    "Le conseil a approuvé le budget du panel de clients, et l’équipe marketing en présentera les "
    "résultats chaque trimestre. La mesure qui compte est la part des clients qui rachètent."
)


def pdf(pages: int = 1, text: str = ENGLISH, **options: Any) -> bytes:
    """A plain PDF, `text` once a page with the page's number; options go to reportlab."""
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfgen import canvas

    out = io.BytesIO()
    drawn = canvas.Canvas(out, invariant=True, **options)
    for page in range(1, pages + 1):
        for row, line in enumerate(simpleSplit(f"Part {page}. {text}", "Helvetica", 11, 480)):
            drawn.setFont("Helvetica", 11)
            drawn.drawString(56, 760 - 15 * row, line)
        drawn.showPage()
    drawn.save()
    return out.getvalue()


def raw_pdf(objects: list[bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these object bodies, numbered from 1, with a right table of offsets."""
    out = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return out + b"trailer\n<</Size %d %s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)


def docx(text: str = ENGLISH, title: str = "Customer panel") -> bytes:
    """A Word document: a title, a heading, a paragraph, two items, a table."""
    from docx import Document

    document = Document()
    document.core_properties.title = title
    document.core_properties.author = "Claire Martin"
    document.sections[0].header.paragraphs[0].text = "CONFIDENTIAL RUNNING HEADER"
    document.add_heading(title, 0)
    document.add_heading("Decision", 1)
    document.add_paragraph(text)
    for item in ("Recruit two hundred customers", "Ask them twice a year"):
        document.add_paragraph(item, style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, value in zip(table._cells, ("Quarter", "Cost", "Q1", "12 400 €"), strict=True):
        cell.text = value
    return _saved(document)


def pptx(text: str = ENGLISH) -> bytes:
    """A presentation of two slides, the second with a table and notes."""
    from pptx import Presentation
    from pptx.util import Inches

    show = Presentation()
    first = show.slides.add_slide(show.slide_layouts[1])
    first.shapes.title.text = "Customer panel"
    first.placeholders[1].text = text
    second = show.slides.add_slide(show.slide_layouts[5])
    second.shapes.title.text = "Costs"
    area = (Inches(1), Inches(2), Inches(4), Inches(1))
    cells = second.shapes.add_table(2, 2, *area).table
    for at, value in enumerate(("Quarter", "Cost", "Q1", "12,400 euros")):
        cells.cell(at // 2, at % 2).text = value
    second.notes_slide.notes_text_frame.text = "Say that the cost is per quarter."
    return _saved(show)


def xlsx(rows: list[list[Any]] | None = None) -> bytes:
    """A workbook with a sheet "Budget"; numbers in column C are shown as percentages."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Budget"
    for row in rows or [
        ["Channel", "Cost", "Share"],
        ["Panel", 12400, 0.345],
        ["Survey", 900, 0.1],
    ]:
        sheet.append(row)
    for cell in sheet["C"]:
        cell.number_format = "0.0%"
    return _saved(book)


def odt(text: str = ENGLISH) -> bytes:
    """An OpenDocument text with a heading, a paragraph and a table."""
    from odf.opendocument import OpenDocumentText
    from odf.table import Table, TableCell, TableRow
    from odf.text import H, P

    document = OpenDocumentText()
    document.text.addElement(H(outlinelevel=1, text="Customer panel"))
    document.text.addElement(P(text=text))
    table = Table(name="Costs")
    for values in (("Quarter", "Cost"), ("Q1", "12 400 €")):
        row = TableRow()
        for value in values:
            cell = TableCell()
            cell.addElement(P(text=value))
            row.addElement(cell)
        table.addElement(row)
    document.text.addElement(table)
    return _saved(document)


CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)
_BOOK = (
    '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Customer panel</dc:title>'
    "<dc:creator>Claire Martin</dc:creator><dc:date>2024-05</dc:date></metadata>"
    '<manifest><item id="one" href="one.xhtml"/><item id="two" href="two.xhtml"/></manifest>'
    '<spine><itemref idref="two"/><itemref idref="one"/></spine></package>'
)


def epub(text: str = ENGLISH, **more: str) -> bytes:
    """A book of two chapters whose spine turns their order round; `more` replaces parts."""
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": _BOOK,
        "OEBPS/one.xhtml": f"<html><body><h1>Last words</h1><p>{text}</p></body></html>",
        "OEBPS/two.xhtml": f"<html><body><h1>First words</h1><p>Opening. {text}</p></body></html>",
    }
    return archive({**parts, **more})


def page(body: str, head: str = "<title>Customer panel</title>") -> bytes:
    """An HTML page in UTF-8."""
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def email(text: str = ENGLISH, **attached: bytes) -> bytes:
    """A message; attachments by name, "__" standing for the dot before the ending."""
    message = EmailMessage()
    message["Subject"] = "Customer panel"
    message["From"] = "Claire Martin <claire@example.com>"
    message["To"] = "board@example.com"
    message["Date"] = "Tue, 05 Mar 2024 09:30:00 +0100"
    message.set_content(text)
    for name, data in attached.items():
        message.add_attachment(
            data, maintype="application", subtype="octet-stream", filename=name.replace("__", ".")
        )
    return message.as_bytes()


def archive(parts: dict[str, str | bytes], level: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", level) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return out.getvalue()


def with_part(package: bytes, name: str, data: str | bytes) -> bytes:
    """A copy of an Office, OpenDocument or EPUB file with one part added or replaced."""
    with zipfile.ZipFile(io.BytesIO(package)) as packed:
        parts: dict[str, str | bytes] = {each: packed.read(each) for each in packed.namelist()}
    return archive({**parts, name: data})


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
