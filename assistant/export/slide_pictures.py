"""Pictures on slides: live charts where the figures are known, else the drawing itself."""

from __future__ import annotations

import io
from typing import Any

from assistant.export.bars import as_png
from assistant.export.deck_base import POINT, Room
from assistant.export.measure import aspect
from assistant.export.paper import Picture
from assistant.export.style import Style
from assistant.export.tree import legible


def draw_chart(slide: Any, picture: Picture, room: Room, style: Style) -> None:
    """A live chart that can be edited on the slide, described in words."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Pt

    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = [legible(label) for label, _, _ in picture.bars]
    data.add_series("", [length for _, length, _ in picture.bars])
    place = emu(room.left, room.top, room.width, room.height)
    shape = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *place, data)
    shape._element.nvGraphicFramePr.cNvPr.set("descr", legible(picture.alt))
    chart = shape.chart
    chart.has_legend = chart.has_title = False
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_labels.font.size = Pt(11)
    chart.category_axis.format.line.color.rgb = rgb(style.rule)
    plot = chart.plots[0]
    plot.gap_width = 60
    series = plot.series[0]
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = rgb(style.accent)
    for number, (_, _, text) in enumerate(picture.bars):
        frame = series.points[number].data_label.text_frame
        frame.text = legible(text)
        frame.paragraphs[0].runs[0].font.size = Pt(11)


def draw_image(slide: Any, picture: Picture, room: Room, style: Style) -> None:
    """The drawing in pixels, as large as its room lets it be, described in words."""
    shape = min(room.width, room.height / aspect(picture))
    place = emu(room.left, room.top, shape, shape * aspect(picture))
    made = slide.shapes.add_picture(io.BytesIO(as_png(picture.svg)), *place)
    made._element.nvPicPr.cNvPr.set("descr", legible(picture.alt))


def rgb(digits: str) -> Any:
    """A colour of six hexadecimal digits."""
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(digits)  # type: ignore[no-untyped-call]


def emu(*points: float) -> tuple[int, ...]:
    """Points in the units of presentations."""
    return tuple(int(value * POINT) for value in points)
