"""Charts of OpenDocument: objects with a table of their own (ODF 1.3, part 3, chapter 11)."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Any
from zipfile import ZipFile

from assistant.ingest.cells import shown
from assistant.ingest.formats.charts import day, named
from assistant.ingest.package import part, xml

_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_DRAW, _CHART, _TABLE, _TEXT = (_NS % each for each in ("drawing", "chart", "table", "text"))
_OFFICE, _STYLE, _NUMBER = (_NS % each for each in ("office", "style", "datastyle"))
_HREF = "{http://www.w3.org/1999/xlink}href"
_AXIS_TYPE = "{http://openoffice.org/2010/chart}axis-type"
_NO_VALUE = "NaN"


def unfold(body: Any, package: ZipFile, name: str) -> None:
    """Put the title and the table of each chart where its object stands in the body.

    Raises DocumentError for a part that declares entities; one that is damaged is left out.
    """
    from lxml import etree

    for element in body.iter(f"{_DRAW}object"):
        path = posixpath.normpath(element.get(_HREF) or "")
        data = part(package, f"{path}/content.xml")
        if data is None or b"plot-area" not in data:
            continue
        try:
            root = xml(data, name)
        except etree.XMLSyntaxError:
            continue
        chart = root.find(f"{_OFFICE}body/{_OFFICE}chart/{_CHART}chart")
        if chart is not None:
            for own in list(element):
                element.remove(own)
            element.extend(_readable(chart, root))


def _readable(chart: Any, root: Any) -> list[Any]:
    """A paragraph with the title and a table as its reader sees them."""
    from lxml import etree

    axes = {each.get(f"{_CHART}dimension"): each for each in chart.iter(f"{_CHART}axis")}
    measures = [
        _title(each)
        for each in chart.iter(f"{_CHART}axis")
        if each.get(f"{_CHART}dimension") == "y"
    ]
    title = etree.Element(f"{_TEXT}p")
    title.text = named(_title(chart), measures)
    found = [title] if title.text else []
    table = chart.find(f"{_TABLE}table")
    if table is None:
        return found
    dated = axes.get("x") is not None and axes["x"].get(_AXIS_TYPE) == "date"
    _show(table, _formats(chart, root), dated)
    return [*found, table]


def _title(element: Any) -> str:
    title = element.find(f"{_CHART}title")
    return "" if title is None else " ".join("".join(title.itertext()).split())


def _formats(chart: Any, root: Any) -> dict[int, str]:
    """By column of the table, the format of the series that is drawn from it."""
    styles = {each.get(f"{_STYLE}name"): each for each in root.iter(f"{_STYLE}style")}
    codes = {
        each.get(f"{_STYLE}name"): code
        for kind in ("percentage-style", "currency-style", "number-style")
        for each in root.iter(f"{_NUMBER}{kind}")
        if (code := _code(each))
    }
    axes = {each.get(f"{_CHART}name"): each for each in chart.iter(f"{_CHART}axis")}
    formats: dict[int, str] = {}
    for series in chart.iter(f"{_CHART}series"):
        column = _column(series.get(f"{_CHART}values-cell-range-address") or "")
        axis = axes.get(series.get(f"{_CHART}attached-axis") or "primary-y")
        own, of_axis = (_styled(each, styles, codes) for each in (series, axis))
        formats[column] = own or of_axis
    return formats


def _styled(element: Any, styles: Mapping[str, Any], codes: Mapping[str, str]) -> str:
    style = None if element is None else styles.get(element.get(f"{_CHART}style-name") or "")
    return "" if style is None else codes.get(style.get(f"{_STYLE}data-style-name") or "", "")


def _code(style: Any) -> str:
    """A number style as a spreadsheet's format code: "0.0%", '0 "k€"'; "" for a bare number."""
    parts = []
    for each in style:
        if each.tag == f"{_NUMBER}number":
            places = each.get(f"{_NUMBER}decimal-places") or "0"
            zeros = "0" * min(int(places), 9) if places.isdigit() else ""
            parts.append(f"0.{zeros}" if zeros else "0")
        elif each.tag == f"{_NUMBER}currency-symbol":
            parts.append(f'"{each.text or ""}"')
        elif each.tag == f"{_NUMBER}text" and each.text:
            text = each.text.strip().replace('"', "")
            percent = style.tag == f"{_NUMBER}percentage-style" and text == "%"
            parts.append("%" if percent else f' "{text}"' if text else "")
    return "".join(parts) if len(list(filter(None, parts))) > 1 else ""


def _column(address: str) -> int:
    """The column, from 0, where a range of cells such as "local-table.$B$2:.$B$3" begins."""
    letters = "".join(filter(str.isalpha, address.split(":")[0].rpartition(".")[2]))
    place = 0
    for each in letters[:3].upper():
        place = place * 26 + ord(each) - ord("A") + 1
    return place - 1


def _show(table: Any, formats: Mapping[int, str], dated: bool) -> None:
    """Write the values of a table as they are shown."""
    for row in table.iter(f"{_TABLE}table-row"):
        for column, cell in enumerate(row.iterchildren(f"{_TABLE}table-cell")):
            value, text = cell.get(f"{_OFFICE}value"), cell.find(f"{_TEXT}p")
            if value is None or text is None:
                continue
            if value == _NO_VALUE:
                text.text = ""
            elif not column and dated:
                text.text = day(value)
            elif formats.get(column):
                text.text = _shown(value, formats[column])


def _shown(value: str, format: str) -> str:
    try:
        return shown(float(value), format)
    except ValueError:
        return value
