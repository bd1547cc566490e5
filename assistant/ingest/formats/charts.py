"""Charts of Word and PowerPoint, from their own XML (ECMA-376, part 1, chapter 21.2).

A chart is the table of its series, as the file keeps their values beside the drawing.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from assistant.ingest.cells import shown
from assistant.ingest.outline import Outline

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
# Days are counted from here, in both families of files.
_FIRST_DAY = date(1899, 12, 30)
_MOST_DAYS = 200_000
# A format with a day or a year in it, once what it writes out and its colours are taken away.
_WRITTEN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|General', re.I)
_OF_A_DAY = re.compile(r"[dy]", re.I)
_MOST_POINTS = 2_000


def write_chart(outline: Outline, space: Any, **where: Any) -> None:
    """Write a chart's title, what its values are measured in, and its tables; `space` is the
    `chartSpace` element."""
    drawn = space.find(f"{C}chart/{C}plotArea")
    if drawn is None:
        return
    titles = [_title(space.find(f"{C}chart")), *map(_title, drawn.findall(f"{C}valAx"))]
    outline.add("paragraph", named(titles[0], titles[1:]), **where)
    corner = next(filter(None, map(_title, drawn.findall(f"{C}catAx"))), "")
    for plot in drawn:
        series = plot.findall(f"{C}ser")
        # Series over the same categories make one table.
        for labels, alike in itertools.groupby(series, _labels):
            columns = [(_name(each), dict(_values(each))) for each in alike]
            places = sorted({*labels, *(place for _, cells in columns for place in cells)})
            rows = [[corner, *(name for name, _ in columns)]]
            for place in places:
                cells = (values.get(place, "") for _, values in columns)
                rows.append([labels.get(place, ""), *cells])
            outline.table(rows, **where)


def named(title: str, units: list[str]) -> str:
    """A chart's title with the titles of its axes of values: what these are measured in."""
    told = ", ".join(dict.fromkeys(filter(None, units)))
    return f"{title} ({told})" if title and told else title or told


def day(serial: str) -> str:
    """The day, in ISO 8601, that a number counts from the end of 1899; itself where it is none."""
    try:
        count = int(float(serial))
    except (ValueError, OverflowError):
        return serial
    return str(_FIRST_DAY + timedelta(count)) if 0 < count < _MOST_DAYS else serial


def _title(element: Any) -> str:
    """The title of a chart or an axis, "" where it has none of its own."""
    title = None if element is None else element.find(f"{C}title/{C}tx")
    if title is None:
        return ""
    return " ".join("".join(each.text or "" for each in title.iter(_TEXT, f"{C}v")).split())


def _name(series: Any) -> str:
    return " ".join(each.text or "" for each in series.iterfind(f"{C}tx//{C}v"))


def _labels(series: Any) -> dict[int, str]:
    """The categories by place; of several levels, the outer ones before the inner."""
    held = next((found for name in ("cat", "xVal") for found in series.iterfind(C + name)), None)
    if held is None:
        return {}
    levels = held.findall(f".//{C}lvl")
    if not levels:
        return dict(_points(held))
    labels = dict(_points(levels[0]))
    for level in levels[1:]:
        outer, current = dict(_points(level)), ""
        for place in sorted(labels):
            # The name of a group stands at the first of its members.
            current = outer.get(place, current)
            labels[place] = f"{current} {labels[place]}".strip()
    return labels


def _values(series: Any) -> Iterator[tuple[int, str]]:
    for name in ("val", "yVal"):
        for held in series.iterfind(C + name):
            yield from _points(held)


def _points(held: Any) -> Iterator[tuple[int, str]]:
    """The points that a file keeps, with their places, as their format shows them."""
    format = held.findtext(f".//{C}formatCode") or "General"
    numeric = held.find(f".//{C}numCache") is not None or held.find(f"{C}numLit") is not None
    for point in itertools.islice(held.iter(f"{C}pt"), _MOST_POINTS):
        place, text = point.get("idx") or "", point.findtext(f"{C}v") or ""
        if place.isdigit():
            code = point.get("formatCode") or format
            yield int(place), _number(text, code) if numeric else text


def _number(text: str, format: str) -> str:
    if _OF_A_DAY.search(_WRITTEN.sub("", format)):
        return day(text)
    try:
        value = float(text)
    except ValueError:
        return ""
    return shown(value, format)
