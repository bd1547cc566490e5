"""Charts of returns, reallocation, scorecard and mirror as SVG, each with its alternative text.

Drawn by Altair and vl-convert. "light" and "dark" have colours of their own, for files; "page"
takes the colours of the page that holds the drawing, so that one drawing serves both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

from assistant.records import Lang

Theme = Literal["light", "dark", "page"]
WIDTH = 620
# No text of a drawing is smaller than this, in its own units.
_TEXT = 13
# 12k and 1.2M, and zero without a letter.
SHORT = "datum.value === 0 ? '0' : format(datum.value, '~s')"
_LOCALES: Mapping[str, Any] = {"fr": "fr-FR", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one theme."""

    ink: str
    soft: str
    line: str
    first: str
    second: str
    bad: str
    band: float


# In "light" every colour is its own, so that each can be replaced by the page's.
PALETTES = {
    "light": Palette("#1b2530", "#55606b", "#dfdad0", "#1d4a5c", "#b3661b", "#8c2a1c", 0.18),
    "dark": Palette("#e9e6df", "#a6b0b8", "#2f3942", "#9cc8d6", "#f0b267", "#f3b1a4", 0.25),
}
_VARIABLES = {
    "ink": "--ink", "soft": "--soft", "line": "--line", "first": "--accent", "second": "--focus",
    "bad": "--alarm",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished chart: its title, its alternative text, its SVG."""

    title: str
    alt: str
    svg: str


def drawn(layers: Any, title: str, alt: str, lang: Lang, theme: Theme) -> Drawing:
    """Render an Altair chart that was made with the colours of the theme."""
    import vl_convert

    palette = PALETTES["dark" if theme == "dark" else "light"]
    spec = layers.configure(**_config(palette)).to_dict()
    raw = vl_convert.vegalite_to_svg(spec, format_locale=_locale(lang))
    svg = _labelled(raw, alt)
    return Drawing(title, alt, _in_page(svg, palette) if theme == "page" else svg)


def palette_of(theme: Theme) -> Palette:
    """The colours to draw a theme with."""
    return PALETTES["dark" if theme == "dark" else "light"]


def _locale(lang: Lang) -> Any:
    import vl_convert

    locale = dict(vl_convert.get_format_locale(_LOCALES[lang]))
    if lang == "fr":
        locale["thousands"], locale["percent"] = "\u202f", "\u202f%"
    return locale


def _config(palette: Palette) -> dict[str, Any]:
    axis = {
        "labelColor": palette.soft,
        "titleColor": palette.soft,
        "labelFontSize": _TEXT,
        "titleFontSize": _TEXT,
        "titleFontWeight": "normal",
        "gridColor": palette.line,
        "domainColor": palette.line,
        "tickColor": palette.line,
        "labelLimit": 260,
        "labelPadding": 6,
    }
    return {
        "background": "transparent",
        "font": "Inter, system-ui, sans-serif",
        "view": {"stroke": None},
        "axis": axis,
        "legend": {"labelColor": palette.ink, "labelFontSize": _TEXT, "title": None,
                   "orient": "top", "labelLimit": 260},
        "text": {"color": palette.ink, "fontSize": _TEXT},
    }  # fmt: skip


def _labelled(svg: str, alt: str) -> str:
    """The drawing as one picture with a text, its size left to the page.

    Vega gives every mark a role and a label of its own, which a reader would have to sit through.
    """
    svg = re.sub(r'\s(?:role|aria-[a-z]+)="[^"]*"', "", svg)
    size = re.search(r'<svg[^>]*?width="([\d.]+)" height="([\d.]+)"', svg)
    width = size[1] if size else str(WIDTH)
    head = f'<svg role="img" aria-label="{escape(alt, quote=True)}" style="max-width:{width}px"'
    svg = svg.replace("<svg", head, 1)
    return svg.replace(">", f"><title>{escape(alt)}</title>", 1)


def _in_page(svg: str, palette: Palette) -> str:
    """The light drawing with the page's own variables in place of its colours."""
    for name, variable in _VARIABLES.items():
        svg = svg.replace(f'"{getattr(palette, name)}"', f'"var({variable})"')
    svg = re.sub(r'(<svg[^>]*?) width="[\d.]+" height="[\d.]+"', r"\1", svg, count=1)
    return svg


def inline(values: Sequence[Mapping[str, Any]]) -> Any:
    """Rows of data as a chart takes them."""
    import altair

    return altair.InlineData(values=list(values))


def rows(**columns: Sequence[Any]) -> list[dict[str, Any]]:
    """Columns of equal length as the records that a chart takes."""
    names = tuple(columns)
    return [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)]
