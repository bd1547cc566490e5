"""The workbook of a returns case."""

from __future__ import annotations

from typing import Any

from assistant.export.workbook import Sheet, allow, name_cell, new_sheet
from assistant.plan.numbers.inputs import INPUTS, LONGEST_HORIZON
from assistant.plan.numbers.returns import RUNNING_COSTS
from assistant.plan.numbers.simulate import Returns
from assistant.plan.numbers.words import Words

_FORMS = {"rate": "0.00%", "money": "#,##0.00", "number": "#,##0.##"}
_MONTHS = f"2:{LONGEST_HORIZON + 2}"
# Results in the names of the inputs; `months` are the columns of the sheet of months.
_MONTHLY = {
    "sales": "in_incremental_revenue*N(in_margin)",
    "service": "in_contacts_avoided*(in_contact_cost-in_social_contact_cost)",
    "hiring": "in_hires*(in_hire_cost-in_social_hire_cost)/12",
    "retention": "in_customers_reached*(in_churn_before-in_churn_after)*N(in_customer_margin)/12",
}
_RUNNING = "+".join(f"in_{name}" for name in RUNNING_COSTS)
_SHARES = ("roi", "irr", "break_even", "roi_last_click", "roi_assisted")
_PLAIN = ("payback", "retained", "clv_cac")


def fill_returns(book: Any, returns: Returns, t: Words) -> None:
    """Write results, inputs and months, in the order in which they are read."""
    results = new_sheet(book, t("head_result"))
    inputs = new_sheet(book, t("sheet_inputs"))
    months = new_sheet(book, t("sheet_months"))
    _inputs(book, inputs, returns, t)
    _months(months, t)
    _results(book, results, months, returns, t)
    for sheet in (inputs, months):
        sheet.sheet.freeze_panes = "B2"


def _inputs(book: Any, sheet: Sheet, returns: Returns, t: Words) -> None:
    heads = ("head_input", "head_likely", "head_low_value", "head_high_value", "head_whose")
    sheet.head(1, [t(each) for each in heads])
    sheet.widths((48, 16, 16, 16, 20))
    for row, (name, spec) in enumerate(INPUTS.items(), 2):
        each = returns.case.values.get(name)
        form = _FORMS[spec.kind]
        sheet.put(row, 1, t(f"input_{name}"))
        cell = sheet.put(row, 2, each.likely if each else None, form, "input")
        name_cell(book, f"in_{name}", sheet, cell)
        bounds = f"{spec.minimum:g}", f"{spec.maximum:g}"
        message = t("allow", low=bounds[0], high=bounds[1])
        allow(sheet, cell, spec.minimum, spec.maximum, message)
        if each and each.ranged:
            sheet.put(row, 3, each.low, form)
            sheet.put(row, 4, each.high, form)
        if each:
            sheet.put(row, 5, t("yours" if each.yours else "ours"))
    sheet.put(len(INPUTS) + 3, 1, t("sheet_note"), style="fine")


def _months(sheet: Sheet, t: Words) -> None:
    """One row a month, from 0 to the longest horizon; rows beyond the horizon are zero."""
    keys = ("month", "share", "benefit", "cost", "flow", "balance", "factor", "present", "turn")
    sheet.head(1, [t(f"col_{key}") for key in keys])
    sheet.widths((8, 12, 14, 14, 14, 16, 12, 16, 14))
    monthly = "+".join(f"({formula})" for formula in _MONTHLY.values())
    for month in range(LONGEST_HORIZON + 1):
        row = month + 2
        inside = f"A{row}<=in_horizon"
        sheet.put(row, 1, month)
        share = f"IF(in_ramp>0,MIN(1,A{row}/in_ramp),1)" if month else "0"
        sheet.formula(row, 2, f"IF({inside},{share},0)", "0.00")
        sheet.formula(row, 3, f"IF({inside},({monthly})*B{row},0)", "#,##0.00")
        cost = f"IF({inside},{_RUNNING},0)" if month else "in_setup"
        sheet.formula(row, 4, cost, "#,##0.00")
        sheet.formula(row, 5, f"C{row}-D{row}", "#,##0.00")
        before = f"F{row - 1}+" if month else ""
        sheet.formula(row, 6, f"{before}E{row}", "#,##0.00")
        sheet.formula(row, 7, f"(1+N(in_discount))^(-A{row}/12)", "0.000000")
        sheet.formula(row, 8, f"E{row}*G{row}", "#,##0.00")
        # Within the month in which the balance turns positive, and stays so.
        turn = f"IF(AND({inside},F{row - 1}<0,F{row}>=0),A{row}-1-F{row - 1}/E{row},0)"
        sheet.formula(row, 9, turn if month else "0", "0.00")


def _formulas(months: Sheet, returns: Returns) -> dict[str, str]:
    """Each result as a formula over named inputs and the sheet of months."""
    title = "'" + months.sheet.title.replace("'", "''") + "'!"

    def column(letter: str) -> str:
        first, _, last = _MONTHS.partition(":")
        return f"{title}${letter}${first}:${letter}${last}"

    last = f"INDEX({column('F')},in_horizon+1)"
    formulas = {
        "benefit": f"SUM({column('C')})",
        "cost": f"SUM({column('D')})",
        "net": "out_benefit-out_cost",
        "roi": "(out_benefit-out_cost)/out_cost",
        "npv": f"SUM({column('H')})",
        "irr": f'IFERROR((1+IRR({column("E")},0.01))^12-1,"")',
        "payback": f'IF({last}<0,"",MAX({column("I")}))',
        "break_even": '(IF(out_benefit=0,"",1-out_cost/out_benefit))',
        **_MONTHLY,
        "retained": "in_customers_reached*(in_churn_before-in_churn_after)",
        "cac": f"(in_setup+({_RUNNING})*in_horizon)*in_acquisition_share"
        "/(in_new_customers*in_horizon)",
        "clv": "in_customer_margin*in_retention/(1+in_discount-in_retention)",
        "clv_cac": "out_clv/out_cac",
    }
    shares = f"SUM({column('B')})"
    for name in ("last_click", "assisted"):
        credited = "+".join(
            f"in_{name}_revenue*in_margin" if stream == "sales" else f"({formula})"
            for stream, formula in _MONTHLY.items()
        )
        formulas[f"roi_{name}"] = f"(({credited})*{shares}-out_cost)/out_cost"
    given = {name: each for name, each in formulas.items() if name in returns.results}
    if returns.irr is not None:
        given["irr"] = formulas["irr"]
    return given


def _results(book: Any, sheet: Sheet, months: Sheet, returns: Returns, t: Words) -> None:
    sheet.put(1, 1, t("title_returns"), style="title")
    heads = ("head_result", "head_likely", "head_p5", "head_p50", "head_p95", "head_formula",
             "head_source")  # fmt: skip
    sheet.head(3, [t(each) for each in heads])
    sheet.widths((46, 18, 16, 16, 16, 70, 46))
    row = 4
    for name, formula in _formulas(months, returns).items():
        form = "0.00%" if name in _SHARES else "#,##0.00"
        sheet.put(row, 1, t(f"result_{name}"), style="strong")
        cell = sheet.formula(row, 2, formula, form)
        name_cell(book, f"out_{name}", sheet, cell)
        found = returns.spreads.get(name)
        for place, percentile in enumerate((5, 50, 95), 3):
            if found and found.percentiles[percentile] == found.percentiles[percentile]:
                sheet.put(row, place, found.percentiles[percentile], form)
        sheet.put(row, 6, t(f"formula_{name}"), style="fine")
        sheet.put(row, 7, t(f"source_{name}"), style="fine")
        row += 1
    if returns.loss is not None:
        sheet.put(row + 1, 1, t("sheet_loss"), style="strong")
        sheet.put(row + 1, 2, returns.loss, "0.0%")
        said = t("sheet_simulated", draws=returns.draws, seed=returns.seed)
        sheet.put(row + 2, 1, said, style="fine")
    sheet.sheet.freeze_panes = "B4"
