"""The page of returns, whose whole state is its address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from assistant.export import SHEET_MEDIA, Export, File
from assistant.plan.numbers.inputs import INPUTS, Shape
from assistant.plan.numbers.simulate import Returns
from assistant.render.report_paper import REPORT_FILES, report_file
from assistant.render.returns_report import returns_report
from assistant.web.numbers.forms import Sheet, links
from assistant.web.numbers.place import Place

GROUPS = ("costs", "sales", "customers", "service", "hiring", "retention", "frame")
# Opened from the start; the others when they hold something.
OPEN = ("costs", "sales", "frame")
# Invented, and marked as such on the page.
EXAMPLE: Mapping[str, str] = {
    "setup": "15000 €",
    "media": "3000 : 4000 : 6000",
    "content": "2500",
    "people": "3500 : 4000 : 5500",
    "tools": "250",
    "incremental_revenue": "14000 : 24000 : 36000",
    "last_click_revenue": "31000",
    "assisted_revenue": "62000",
    "margin": "45 % : 50 % : 54 %",
    "contacts_avoided": "150 : 300 : 400",
    "contact_cost": "6",
    "social_contact_cost": "2",
    "new_customers": "25 : 40 : 60",
    "customer_margin": "180 : 220 : 260",
    "retention": "60 % : 70 % : 80 %",
    "horizon": "24",
    "ramp": "3 : 6 : 9",
    "discount": "8 %",
}


def returns_context(place: Place, sheet: Sheet) -> dict[str, Any]:
    """The form, and its result where something was typed."""
    example = bool(sheet.texts.pop("example", ""))
    if example:
        sheet.texts = dict(EXAMPLE)
    t = place.labels(sheet.lang)
    found = _computed(place, sheet)
    charts = {}
    if found:
        from assistant.export.chart_returns import returns_charts

        charts = links(returns_charts(found, t, "page"))
    opened = {INPUTS[name].group for name in sheet.texts if name in INPUTS}
    wrong = {INPUTS[name].group for name in sheet.faults if name in INPUTS}
    query = urlencode({**sheet.texts, "lang": sheet.lang})
    return {
        "groups": [
            (group, [each for each in INPUTS.values() if each.group == group],
             group in OPEN or group in opened or group in wrong)
            for group in GROUPS
        ],
        "report": returns_report(found, t) if found else None,
        "charts": charts,
        "example": example,
        "query": query,
        "files": REPORT_FILES,
    }  # fmt: skip


def returns_file(place: Place, sheet: Sheet, ending: str) -> Export | File | None:
    """The case as a workbook or a document; None where it cannot be computed.

    Raises ExportError where a tool fails.
    """
    found = _computed(place, sheet)
    if found is None:
        return None
    t = place.labels(sheet.lang)
    if ending == "xlsx":
        from assistant.export.workbook import returns_workbook

        return File(returns_workbook(found, t), SHEET_MEDIA, ending)
    from assistant.export.chart_returns import returns_charts

    return report_file(returns_report(found, t), t.lang, returns_charts(found, t), ending)


def _computed(place: Place, sheet: Sheet) -> Returns | None:
    typed = {name: text for name, text in sheet.texts.items() if name in INPUTS}
    if not typed:
        return None
    shape: Shape = "triangular" if sheet["shape"] == "triangular" else "pert"
    return sheet.attempt(lambda: place.numbers.returns(typed, sheet.mark, shape))
