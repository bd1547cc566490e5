"""A chart as a drawing: horizontal bars with their labels and values, drawn by us as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape

from assistant.briefing import Bar, Chart
from assistant.export.pandoc import FONTS
from assistant.export.style import Style, soft
from assistant.export.tree import legible

# Sizes in the drawing's own units: 640 wide, as high as it has bars.
_WIDTH, _BAR, _GAP, _LABELS, _VALUES = 640, 22, 12, 200, 120
_CHARACTERS = 30


def draw(chart: Chart, style: Style) -> str:
    """The SVG of a chart, its words in a <title> for those who cannot see it."""
    rows = [_wrapped(bar.label) for bar in chart.bars]
    heights = [max(_BAR, 16 * len(lines)) for lines in rows]
    height = sum(heights) + _GAP * len(rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}" role="img" font-family="Inter" font-size="13">',
        f"<title>{escape(legible(chart.alt))}</title>",
        f'<line x1="{_LABELS}" x2="{_LABELS}" y1="0" y2="{height}" stroke="#{style.rule}"/>',
    ]
    top = _GAP / 2
    longest = max(bar.value for bar in chart.bars) or 1.0
    for bar, lines, room in zip(chart.bars, rows, heights, strict=True):
        parts += _row(bar, lines, top, room, longest, style)
        top += room + _GAP
    return "".join([*parts, "</svg>"])


def chart_svg(chart: Chart) -> str:
    """The SVG of a chart in our own colours, for a page."""
    return draw(chart, Style())


def _row(
    bar: Bar, lines: Sequence[str], top: float, room: float, longest: float, style: Style
) -> list[str]:
    middle = top + room / 2
    first = middle - 8 * (len(lines) - 1) + 4.5
    length = max(2.0, bar.value / longest * (_WIDTH - _LABELS - _VALUES))
    texts = [
        f'<text x="{_LABELS - 10}" y="{first + 16 * place:.1f}" text-anchor="end" '
        f'fill="#{style.ink}">{escape(legible(line))}</text>'
        for place, line in enumerate(lines)
    ]
    fill = style.accent if bar.value == longest else soft(style.accent, 0.35)
    return [
        *texts,
        f'<rect x="{_LABELS}" y="{middle - _BAR / 2:.1f}" width="{length:.1f}" '
        f'height="{_BAR}" fill="#{fill}"/>',
        f'<text x="{_LABELS + length + 8:.1f}" y="{middle + 4.5:.1f}" font-weight="600" '
        f'fill="#{style.ink}">{escape(legible(bar.text))}</text>',
    ]


def _wrapped(label: str) -> list[str]:
    """The label on at most three lines."""
    lines = [""]
    for word in label.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= _CHARACTERS or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > 3:
        lines = [*lines[:2], lines[2] + "…"]
    return lines


def as_png(svg: str, scale: float = 3.0) -> bytes:
    """The drawing in pixels, `scale` of them to the unit."""
    import vl_convert

    _fonts()
    return bytes(vl_convert.svg_to_png(svg, scale=scale))


@cache
def _fonts() -> None:
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
