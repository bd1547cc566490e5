"""Documents as companies have them: merged cells, notes, tracked changes, hidden text."""

from __future__ import annotations

import io
from typing import Any

import makers

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
COLUMNS = (
    ("Canal", "2024", "", "2025", ""),
    ("", "S1", "S2", "S1", "S2"),
    ("Télévision", "100 k€", "120 k€", "90 k€", "95 k€"),
    ("Affichage", "40 k€", "42 k€", "41 k€", "39 k€"),
    ("", "12 k€", "13 k€", "14 k€", "15 k€"),
)


def _run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _above(text: str) -> str:
    return _run(text, '<w:vertAlign w:val="superscript"/>')


_BOX = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
    f"<w:p>{_run('Encadré : objectif de 45 %.')}</w:p></w:txbxContent></v:textbox></v:shape>"
    "</w:pict></w:r>"
)
_PARAGRAPHS = (
    _run("Le chiffre d’affaires atteint 12,5 M€ en 2024") + _above("3") + _run(" en France."),
    _run("Une surface de 120 m") + _above("2") + _run(" et 10") + _above("6") + _run(" unités."),
    _run("Le 1") + _above("er") + _run(" magasin émet moins de CO")
    + _run("2", '<w:vertAlign w:val="subscript"/>') + _run("."),
    _run("Le budget est de ")
    + '<w:del w:id="1"><w:r><w:delText>900 000 €</w:delText></w:r></w:del>'
    + f'<w:ins w:id="2">{_run("850 000 €")}</w:ins>' + _run(" pour l’année."),
    _run("Visible, ")
    + _run("CACHÉ ", "<w:vanish/>")
    + _run("et visible.", '<w:vanish w:val="0"/>'),
    _run("Avant le cadre. ") + _BOX + _run("Après le cadre."),
    f"<m:oMath {_M}><m:r><m:t>ROI=42</m:t></m:r></m:oMath>",
    _run("Une phrase annotée") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + _run(" continue."),
    '<w:del w:id="3"><w:r><w:footnoteReference w:id="3"/></w:r></w:del>' + _run("Une autre."),
)  # fmt: skip


def docx() -> bytes:
    """A Word document of the paragraphs above and a table with merged cells."""
    from docx import Document
    from docx.oxml import parse_xml

    document = Document()
    document.add_heading("Plan", 1)
    for content in _PARAGRAPHS:
        document.element.body.insert(-1, parse_xml(f"<w:p {_W}>{content}</w:p>"))
    table = document.add_table(rows=len(COLUMNS), cols=5)
    for row, values in enumerate(COLUMNS):
        for column, value in enumerate(values):
            table.cell(row, column).text = value
    for first, last in (((0, 1), (0, 2)), ((0, 3), (0, 4)), ((0, 0), (1, 0)), ((3, 0), (4, 0))):
        table.cell(*first).merge(table.cell(*last))
    deleted = table.add_row()
    deleted.cells[0].text = "LIGNE SUPPRIMÉE"
    deleted._tr.get_or_add_trPr().append(parse_xml(f'<w:del {_W} w:id="9"/>'))
    document.add_heading("Suite", 1)
    document.add_paragraph("Fin du document.")
    notes = "".join(
        f'<w:footnote w:id="{id}"><w:p>{_run(text)}</w:p></w:footnote>'
        for id, text in ((2, "Source : enquête interne."), (3, "NOTE SUPPRIMÉE"))
    )
    data = makers.with_part(
        _saved(document), "word/footnotes.xml", f"<w:footnotes {_W}>{notes}</w:footnotes>"
    )
    comment = f'<w:comment w:id="0"><w:p>{_run("COMMENTAIRE")}</w:p></w:comment>'
    return makers.with_part(data, "word/comments.xml", f"<w:comments {_W}>{comment}</w:comments>")


PAGE = """<!DOCTYPE html><html><head><title>Baromètre</title>
<meta name="citation_publication_date" content="2025/03/05"></head><body>
<header><ul class="main-menu"><li><a href="/">Accueil</a></li>
<li><a href="/p">Produits</a></li></ul>
</header><div id="cookie-banner"><p>Nous utilisons des cookies pour vous servir.</p></div>
<h1>Le baromètre</h1><p>Première ligne<br>seconde ligne<br/>troisième.</p>
<p>Une part de 12<sup>1</sup> %, 10 m<sup>2</sup>, le 1<sup>er</sup> rang et du
CO<sub>2</sub>.</p>
<div class="menu-of-actions">
<p>Les actions du <a href="#">plan</a> sont au nombre de trois.</p></div>
<table><caption>Notoriété par région</caption>
<tr><th rowspan="2">Région</th><th colspan="2">2024</th><th colspan="2">2025</th></tr>
<tr><th>S1</th><th>S2</th><th>S1</th><th>S2</th></tr>
<tr><td rowspan="2">Nord</td><td>41 %</td><td>42 %</td><td>43 %</td><td>44 %</td></tr>
<tr><td>31 %</td><td>32 %</td><td>33 %</td><td>34 %</td></tr>
<tr style="display:none"><td>CACHÉE</td><td>1 %</td><td>2 %</td><td>3 %</td><td>4 %</td></tr>
</table><div class="related"><a href="#">Autre article</a></div></body></html>"""


def sales(count: int) -> list[list[str]]:
    """Rows of a table of sales, its figures close beside one another."""
    return [
        [f"Magasin {n}", ("Nord", "Sud")[n % 2], *(f"{n * k}0,5 k€" for k in (1, 2, 3)), f"{n} %"]
        for n in range(1, count + 1)
    ]


def narrow_table(count: int) -> bytes:
    """A PDF with a table of two rows of headings, which are printed anew on its second page."""
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    heads = [["", "", "2024", "", "2025", ""], ["Magasin", "Région", *("S1", "S2") * 2]]
    out = io.BytesIO()
    right = [("ALIGN", (2, 0), (-1, -1), "RIGHT")]
    table = Table([*heads, *sales(count)], repeatRows=2, style=right)
    lead = Paragraph("Le tableau suivant donne les ventes de chaque magasin :")
    SimpleDocTemplate(out, invariant=True).build([lead, table])
    return out.getvalue()


def raised_pdf(before: str, above: str, after: str, foot: str = "") -> bytes:
    """A PDF of one line, a part of it in smaller letters above the others."""
    from reportlab.pdfgen import canvas

    out = io.BytesIO()
    paper = canvas.Canvas(out, invariant=True)
    x = 56.0
    for text, size, rise in ((before, 11, 0), (above, 6.5, 4.5), (after, 11, 0)):
        paper.setFont("Helvetica", size)
        paper.drawString(x, 700 + rise, text)
        x += paper.stringWidth(text, "Helvetica", size)
    paper.setFont("Helvetica", 8)
    paper.drawString(280, 30, foot)
    paper.save()
    return out.getvalue()


def pptx() -> bytes:
    """A presentation with a chart of percentages, a moved group, merged cells, a raised digit."""
    from pptx import Presentation
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    show = Presentation()
    first = show.slides.add_slide(show.slide_layouts[5])
    first.shapes.title.text = "Share of voice"
    data = CategoryChartData(number_format="0.0%")
    data.categories = ["Q1", "Q2"]
    data.add_series("Ours", (0.125, 0.14))
    area = [Inches(size) for size in (1, 2, 5, 3)]
    first.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *area, data)
    second = show.slides.add_slide(show.slide_layouts[6])
    group = second.shapes.add_group_shape()
    for row, text in enumerate(("Awareness 45%", "Purchase 12%")):
        box = group.shapes.add_textbox(Inches(1), Inches(1 + row), Inches(3), Inches(0.5))
        box.text_frame.text = text
    group.top = Inches(4)
    box = second.shapes.add_textbox(Inches(1), Inches(1.5), Inches(3), Inches(0.5))
    box.text_frame.text = "Above the group, growth of 12"
    mark = box.text_frame.paragraphs[0].add_run()
    mark.text = "1"
    mark._r.get_or_add_rPr().set("baseline", "30000")
    box.text_frame.paragraphs[0].add_run().text = " points"
    third = show.slides.add_slide(show.slide_layouts[6])
    table = third.shapes.add_table(len(COLUMNS), 5, *area).table
    for row, values in enumerate(COLUMNS):
        for column, value in enumerate(values):
            table.cell(row, column).text = value
    for start, end in (((0, 1), (0, 2)), ((0, 3), (0, 4)), ((0, 0), (1, 0)), ((3, 0), (4, 0))):
        table.cell(*start).merge(table.cell(*end))
    return _saved(show)


def xlsx() -> bytes:
    """A French workbook: merged headings, formats of many kinds, what is hidden or not computed."""
    from datetime import datetime, timedelta

    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Ventes"
    sheet["A1"] = "Tableau des ventes de la région"
    sheet.merge_cells("A1:E1")
    for values in COLUMNS[:2]:
        sheet.append(values)
    for values in (("Télévision", 0.125, 0.2, 0.1, 0.155), ("Affichage", 1, 2, 3, 4), ("", 5, 6)):
        sheet.append(values)
    for merged in ("B2:C2", "D2:E2", "A2:A3", "A5:A6"):
        sheet.merge_cells(merged)
    for cell in sheet[4][1:]:
        cell.number_format = "0.0%"
    looks = book.create_sheet("Formats")
    looks.append(["Jour", "Montant", "Milliers", "Écart", "Durée", "Code", "Caché", "Formule"])
    day, hours = datetime(2025, 3, 5), timedelta(hours=30)
    looks.append([day, 1234.5, 1200, 0.07, hours, 7, "SECRET", "=B2*2"])
    formats = "dd/mm/yyyy", '#,##0.00 "€"', '#,##0" k€"', "+0.0%;-0.0%", "[h]:mm", "0000"
    for cell, format in zip(looks[2], formats, strict=False):
        cell.number_format = format
    looks.column_dimensions["G"].hidden = True
    return _saved(book)


ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{called}:1.0"'
    for name, called in (
        *((each, each) for each in ("office", "style", "text", "table", "presentation")),
        ("draw", "drawing"),
        ("svg", "svg-compatible"),
    )
)
_STYLES = """<style:style style:name="up"><style:text-properties style:text-position="super 58%"/>
</style:style><style:style style:name="no"><style:text-properties text:display="none"/>
</style:style><style:style style:name="off"><style:table-properties table:display="false"/>
</style:style><style:style style:name="away">
<style:drawing-page-properties presentation:visibility="hidden"/></style:style>"""
_WIDE = 'table:number-columns-spanned="2"'
_HIGH = 'table:number-rows-spanned="2"'


def _cells(*cells: str) -> str:
    return "".join(
        "<table:covered-table-cell/>"
        if not text
        else f"<table:table-cell {span}><text:p>{text}</text:p></table:table-cell>"
        for text, _, span in (cell.partition("~") for cell in cells)
    )


_TABLE = "".join(
    f"<table:table-row>{_cells(*row)}</table:table-row>"
    for row in (
        (f"Canal~{_HIGH}", f"2024~{_WIDE}", "", f"2025~{_WIDE}", ""),
        ("", *COLUMNS[1][1:]),
        COLUMNS[2],
        (f"Affichage~{_HIGH}", *COLUMNS[3][1:]),
        COLUMNS[4],
    )
)
_TEXT_BODY = f"""<text:p>Une part de 12<text:span text:style-name="up">1</text:span> % en tout,
visible<text:span text:style-name="no">CACHÉ</text:span>.<office:annotation>
<text:p>COMMENTAIRE</text:p></office:annotation> Avant<draw:frame><svg:title>IMAGE</svg:title>
<draw:text-box><text:p>Texte du cadre.</text:p></draw:text-box></draw:frame> et après.</text:p>
<table:table>{_TABLE}</table:table>"""
_SHEETS = f"""<table:table table:name="Ventes"><table:table-column
table:number-columns-repeated="5"/><table:table-column table:visibility="collapse"/>
{_TABLE}<table:table-row>{_cells("Radio", "1 %", "2 %", "3 %", "4 %", "SECRET")}</table:table-row>
</table:table><table:table table:name="Non" table:style-name="off"><table:table-row>
{_cells("FEUILLE MASQUÉE")}</table:table-row></table:table>"""


def _frame(text: str, y: str, kind: str = "") -> str:
    role = f'presentation:class="{kind}"' if kind else ""
    box = f"<draw:text-box><text:p>{text}</text:p></draw:text-box>"
    return f'<draw:frame {role} svg:x="1cm" svg:y="{y}">{box}</draw:frame>'


_SLIDES = f"""<draw:page>{_frame("Au-dessous.", "9cm")}{_frame("Au-dessus.", "5cm")}
{_frame("Le titre", "1cm", "title")}{_frame("PIED", "20cm", "footer")}
<presentation:notes>{_frame("À dire.", "9cm", "notes")}{_frame("99", "20cm", "page-number")}
</presentation:notes></draw:page>
<draw:page draw:style-name="away">{_frame("DIAPO MASQUÉE", "5cm")}</draw:page>"""


def opendocument(kind: str, body: str) -> bytes:
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{_STYLES}"
        f"</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}>"
        "</office:body></office:document-content>"
    )
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return makers.archive({"mimetype": mimetype, "content.xml": content})


def odt() -> bytes:
    """A text with a raised and a hidden digit, a comment, a box and a table of merged cells."""
    return opendocument("text", _TEXT_BODY)


def ods() -> bytes:
    """A workbook with merged headings, a hidden column and a hidden sheet."""
    return opendocument("spreadsheet", _SHEETS)


def odp() -> bytes:
    """A presentation whose frames lie in another order than they stand, and a hidden slide."""
    return opendocument("presentation", _SLIDES)


MAIL = (
    "Subject: Notes\r\nFrom: r@example.com\r\nMIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed; boundary=B\r\n\r\n"
    "--B\r\nContent-Type: text/plain\r\n\r\nThe first part of the message.\r\n"
    "--B\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=x.csv\r\n\r\n"
    "Month;Sales\r\nMay;12\r\n\r\n"
    "--B\r\nContent-Type: text/plain\r\n\r\nThe second part behind the attachment.\r\n"
    "--B\r\nContent-Type: message/rfc822\r\n\r\nSubject: Inner\r\nFrom: i@example.com\r\n"
    "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=C\r\n\r\n"
    "--C\r\nContent-Type: text/plain\r\n\r\nThe message that was sent on.\r\n"
    "--C\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=y.csv\r\n\r\n"
    "Month;Cost\r\nMay;34\r\n--C--\r\n--B--\r\n"
)


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
