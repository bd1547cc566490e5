"""The workbook of a scorecard."""

from __future__ import annotations

from typing import Any

import numpy as np

from assistant.export.workbook import Sheet, name_cell, new_sheet
from assistant.plan.numbers.periods import as_date
from assistant.plan.numbers.scorecard import Scorecard, Standing
from assistant.plan.numbers.words import Words

_ACTUALS_FROM = 4
# Room for periods to come: formulas reach so many rows.
_ROOM = 400


def fill_scorecard(book: Any, card: Scorecard, t: Words) -> None:
    """Write the overview, and a sheet of actuals with two columns for each indicator."""
    overview = new_sheet(book, t("title_scorecard"))
    actuals = new_sheet(book, t("sheet_actuals"))
    overview.put(1, 1, t("title_scorecard"), style="title")
    keys = ("kpi", "unit", "better", "baseline", "target", "due", "latest", "progress", "slope",
            "at_due", "gap", "status", "chance")  # fmt: skip
    overview.head(3, [t(f"sc_{key}") for key in keys])
    overview.widths((36, 10, 10, 14, 14, 13, 14, 12, 14, 16, 14, 18, 14))
    for place, each in enumerate(card.standings):
        _actuals(actuals, place, each, t)
        _row(book, overview, actuals, place, each, t)
    overview.sheet.freeze_panes = "B4"
    actuals.sheet.freeze_panes = f"A{_ACTUALS_FROM}"
    overview.put(len(card.standings) + 5, 1, t("sc_note"), style="fine")


def _actuals(sheet: Sheet, place: int, each: Standing, t: Words) -> None:
    from openpyxl.utils import get_column_letter

    left = 2 * place + 1
    sheet.put(1, left, each.indicator.name, style="strong")
    sheet.put(_ACTUALS_FROM - 1, left, t("sc_day"), style="head")
    sheet.put(_ACTUALS_FROM - 1, left + 1, t("head_value"), style="head")
    for column in (left, left + 1):
        sheet.sheet.column_dimensions[get_column_letter(column)].width = 14
    if each.series is None:
        return
    known = each.series.present
    for row, (day, value) in enumerate(zip(known.days, known.values, strict=True), _ACTUALS_FROM):
        sheet.put(row, left, as_date(day), "yyyy-mm-dd", "input")
        sheet.put(row, left + 1, float(value), _form(each), "input")


def _row(book: Any, sheet: Sheet, actuals: Sheet, place: int, each: Standing, t: Words) -> None:
    row, indicator = place + 4, each.indicator
    days, values = _ranges(actuals, place)
    form = _form(each)
    sheet.put(row, 1, indicator.name, style="strong")
    sheet.put(row, 2, indicator.unit)
    sheet.put(row, 3, t(f"better_{indicator.better}"))
    sheet.put(row, 4, indicator.baseline, form, "input")
    target = sheet.put(row, 5, indicator.target, form, "input")
    sheet.put(row, 6, indicator.due, "yyyy-mm-dd", "input")
    name_cell(book, f"target_{place + 1}", sheet, target)
    total = indicator.counting == "total"
    latest = f"SUM({values})" if total else f"INDEX({values},COUNT({values}))"
    sheet.formula(row, 7, f'IF(COUNT({values})=0,"",{latest})', form)
    start = "0" if total else f"D{row}"
    guard = f'OR(E{row}="",G{row}="",{start}="",E{row}={start})'
    sheet.formula(row, 8, f'IF({guard},"",(G{row}-{start})/(E{row}-{start}))', "0%")
    enough = f"COUNT({values})<3"
    sheet.formula(row, 9, f'IF({enough},"",SLOPE({values},{days}))', "0.000000")
    ahead = f"INTERCEPT({values},{days})+SLOPE({values},{days})*F{row}"
    at_due = f'IF(OR({enough},F{row}=""),"",{ahead})' if not total else '""'
    sheet.formula(row, 10, at_due, form)
    sheet.formula(row, 11, f'IF(OR(J{row}="",E{row}=""),"",J{row}-E{row})', form)
    sheet.put(row, 12, t(f"status_{each.status}"))
    if each.chance is not None:
        sheet.put(row, 13, each.chance, "0%")


def _ranges(actuals: Sheet, place: int) -> tuple[str, str]:
    from openpyxl.utils import get_column_letter

    title = "'" + actuals.sheet.title.replace("'", "''") + "'!"
    first, second = (get_column_letter(2 * place + offset) for offset in (1, 2))
    end = _ACTUALS_FROM + _ROOM
    return tuple(  # type: ignore[return-value]
        f"{title}${letter}${_ACTUALS_FROM}:${letter}${end}" for letter in (first, second)
    )


def _form(each: Standing) -> str:
    return "0.00%" if each.indicator.unit == "%" else "#,##0.00"


def straight_line(each: Standing) -> tuple[float, float] | None:
    """Slope a day and value at the due day of the line through the actuals, as the workbook has it.

    None with fewer than three values or without a due day.
    """
    if each.series is None or each.indicator.due is None or len(each.series.present) < 3:
        return None
    known = each.series.present
    days = known.days.astype(int).astype(float)
    slope, intercept = np.polyfit(days - days[0], known.values, 1)
    due = float(np.datetime64(each.indicator.due, "D").astype(int))
    return float(slope), float(intercept + slope * (due - days[0]))
