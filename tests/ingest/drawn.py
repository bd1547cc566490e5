"""Files with charts: made by the libraries that write them, and as LibreOffice writes them."""

from __future__ import annotations

import datetime
import io
from typing import Any

import makers
import office

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DRAWING = """<w:p {w}><w:r><w:drawing>
<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">
<wp:extent cx="5000000" cy="3000000"/><wp:docPr id="1" name="Chart 1"/>
<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">
<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="{id}"/>
</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"""
_CHART = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"


def shares() -> Any:
    """Percentages of two towns over two years, one of them missing."""
    from pptx.chart.data import CategoryChartData

    data = CategoryChartData(number_format="0.0%")
    data.categories = ["Nantes", "Lille"]
    data.add_series("2024", (0.345, 0.21))
    data.add_series("2025", (0.402, None))
    return data


def presentation() -> bytes:
    """A slide with a titled chart, one with months, one with points, one with two levels."""
    from pptx import Presentation
    from pptx.chart.data import CategoryChartData, XyChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    months = CategoryChartData(number_format='#,##0 "k€"')
    months.categories = [datetime.date(2025, 1, 1), datetime.date(2025, 2, 1)]
    months.add_series("Sales", (1200, 1300))
    points = XyChartData()
    trials = points.add_series("Trials")
    trials.add_data_point(1.5, 3)
    trials.add_data_point(2, 4)
    levels = CategoryChartData()
    for year in ("2024", "2025"):
        group = levels.add_category(year)
        group.add_sub_category("S1")
        group.add_sub_category("S2")
    levels.add_series("Leads", (11, 12, 13, 14))
    show = Presentation()
    area = [Inches(each) for each in (1, 2, 6, 4)]
    charts = [
        show.slides.add_slide(show.slide_layouts[6]).shapes.add_chart(kind, *area, data).chart
        for kind, data in (
            (XL_CHART_TYPE.COLUMN_CLUSTERED, shares()),
            (XL_CHART_TYPE.LINE, months),
            (XL_CHART_TYPE.XY_SCATTER, points),
            (XL_CHART_TYPE.BAR_CLUSTERED, levels),
        )
    ]
    charts[0].has_title = True
    charts[0].chart_title.text_frame.text = "Share of online sales"
    charts[1].value_axis.has_title = True
    charts[1].value_axis.axis_title.text_frame.text = "in thousands"
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def document(chart: bytes | None = None, drawing: str = _DRAWING) -> bytes:
    """A Word document with a chart between two paragraphs, and a reference to none."""
    from docx import Document
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml
    from pptx.chart.xmlwriter import ChartXmlWriter
    from pptx.enum.chart import XL_CHART_TYPE

    xml = ChartXmlWriter(XL_CHART_TYPE.COLUMN_CLUSTERED, shares()).xml.encode()
    word = Document()
    word.add_paragraph("The chart shows the share of online sales by town.")
    part = Part(PackURI("/word/charts/chart1.xml"), _CHART_TYPE, chart or xml, word.part.package)
    for id in (word.part.relate_to(part, _CHART), "rId99"):
        word.element.body.insert(-1, parse_xml(drawing.format(w=_W, id=id)))
    word.add_paragraph("Lille is told for one year only.")
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _cells(*values: str) -> str:
    cells = (
        f'<table:table-cell office:value-type="float" office:value="{each}"><text:p>{each}</text:p>'
        "</table:table-cell>"
        if each[0].isdigit() or each == "NaN"
        else f"<table:table-cell><text:p>{each.strip('=')}</text:p></table:table-cell>"
        for each in values
    )
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


_OBJECT = f"""<office:document-content {office.ODF}
 xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
 xmlns:chart="urn:oasis:names:tc:opendocument:xmlns:chart:1.0"><office:automatic-styles>
<number:percentage-style style:name="N11"><number:number number:decimal-places="1"
 number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>
<style:style style:name="ch7" style:family="chart" style:data-style-name="N11"/>
</office:automatic-styles><office:body><office:chart><chart:chart chart:class="chart:bar">
<chart:title><text:p>Part des ventes en ligne</text:p></chart:title><chart:plot-area>
<chart:axis chart:dimension="x" chart:name="primary-x"/>
<chart:axis chart:dimension="y" chart:name="primary-y"><chart:title><text:p>en parts</text:p>
</chart:title></chart:axis>
<chart:series chart:style-name="ch7" chart:values-cell-range-address="local-table.$B$2:.$B$3"/>
<chart:series chart:style-name="ch7" chart:values-cell-range-address="local-table.$C$2:.$C$3"/>
</chart:plot-area><table:table table:name="local-table"><table:table-header-rows>
{_cells("=", "=2024", "=2025")}</table:table-header-rows><table:table-rows>
{_cells("=Nantes", "0.345", "0.402")}{_cells("=Lille", "0.21", "NaN")}</table:table-rows>
</table:table></chart:chart></office:chart></office:body></office:document-content>"""
_FRAME = """<draw:frame svg:x="1cm" svg:y="5cm"><draw:object xlink:href="./Object 1"
 xmlns:xlink="http://www.w3.org/1999/xlink"/><draw:image/></draw:frame>"""


def opendocument(kind: str, chart: str = _OBJECT) -> bytes:
    """A text or a presentation ("text", "presentation") with a chart as LibreOffice keeps it."""
    body = f"<text:p>Le graphique suit.</text:p><text:p>{_FRAME}</text:p><text:p>Fin.</text:p>"
    if kind == "presentation":
        body = f"<draw:page>{_FRAME}</draw:page>"
    return makers.with_part(office.opendocument(kind, body), "Object 1/content.xml", chart)
