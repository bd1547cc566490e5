"""Workbooks: opened and recalculated by LibreOffice, their formulas give our results."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from assistant.export.workbook import returns_workbook, scorecard_workbook
from assistant.export.workbook_scorecard import straight_line
from assistant.plan.numbers.desk import Numbers
from assistant.plan.numbers.scorecard import Scorecard
from assistant.plan.numbers.simulate import Returns
from assistant.render import Labels
from assistant.settings import load_settings
from assistant.wording import load_wording

CASES = {
    "plain": {"setup": "1000", "people": "100", "incremental_revenue": "1000", "margin": "30 %"},
    "everything": {
        "setup": "20000", "media": "4000:5000:7000", "content": "2000", "people": "3500",
        "tools": "300", "horizon": "24", "discount": "8%", "ramp": "6",
        "incremental_revenue": "20000:35000:50000", "margin": "40", "last_click_revenue": "15000",
        "assisted_revenue": "60000", "new_customers": "40", "acquisition_share": "70 %",
        "customer_margin": "300", "retention": "70", "contacts_avoided": "300", "contact_cost": "6",
        "social_contact_cost": "2", "hires": "6", "hire_cost": "5000", "social_hire_cost": "900",
        "customers_reached": "2000", "churn_before": "20 %", "churn_after": "17 %",
    },
    "loss": {"setup": "9000", "people": "900", "incremental_revenue": "100", "margin": "10 %",
             "discount": "12 %", "horizon": "7"},
}  # fmt: skip
TARGETS = """KPI;Unit;Baseline;Target;Due;Counting
=SUM(A1);%;3 %;5 %;2025-12-31;
Leads;;100;300;2025-12-31;
Sales;;;3000;2025-12-31;total
"""
ACTUALS = "date;=SUM(A1);Leads;Sales\n" + "\n".join(
    f"2025-{m:02d};{3 + m / 10:.2f} %;{100 + 15 * m + m % 3};{100 + m}" for m in range(1, 10)
)


LABELS = Labels("fr", load_wording(load_settings().prompts, "numbers", "fr"))


def card_of(numbers: Numbers) -> Scorecard:
    indicators = numbers.indicators(numbers.table(TARGETS.encode(), "t.csv"))
    names = [each.name for each in indicators]
    return numbers.scorecard(
        indicators, numbers.actuals(numbers.table(ACTUALS.encode(), "a"), names)
    )


@pytest.fixture(scope="session")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The workbooks as LibreOffice saves them after computing every formula, in one start."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    folder = tmp_path_factory.mktemp("office")
    numbers = Numbers(folder)
    books = {name: returns_workbook(numbers.returns(typed, draws=1000), LABELS)
             for name, typed in CASES.items()}  # fmt: skip
    books["scorecard"] = scorecard_workbook(card_of(numbers), LABELS)
    for name, data in books.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    subprocess.run(
        [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out"),
         *(str(folder / f"{name}.xlsx") for name in books)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return {name: load_workbook(folder / "out" / f"{name}.xlsx", data_only=True) for name in books}


def named(book: Any, name: str) -> Any:
    sheet, cell = next(iter(book.defined_names[name].destinations))
    return book[sheet][cell].value


def expected(found: Returns) -> dict[str, float]:
    results = dict(found.results)
    if found.irr is not None:
        results["irr"] = found.irr
    return {name: value for name, value in results.items() if value == value}


@pytest.mark.parametrize("name", CASES)
def test_recalculated_returns_equal_ours(
    name: str, recalculated: dict[str, Any], tmp_path: Path
) -> None:
    ours = expected(Numbers(tmp_path).returns(CASES[name], draws=1000))
    theirs = {each: named(recalculated[name], f"out_{each}") for each in ours}
    assert theirs == pytest.approx(ours, rel=1e-9, abs=1e-9)


def test_recalculated_scorecard_equals_ours(recalculated: dict[str, Any], tmp_path: Path) -> None:
    sheet = recalculated["scorecard"].worksheets[0]
    for row, each in enumerate(card_of(Numbers(tmp_path)).standings, 4):
        line = straight_line(each)
        assert line is not None
        cells = [sheet.cell(row, column).value for column in (7, 8, 9, 10)]
        at_due = None if each.indicator.counting == "total" else line[1]
        assert cells[:3] == pytest.approx([each.latest, each.progress, line[0]], rel=1e-9)
        assert cells[3] == (at_due if at_due is None else pytest.approx(at_due, rel=1e-9))


def test_text_of_users_is_never_a_formula(tmp_path: Path) -> None:
    data = scorecard_workbook(card_of(Numbers(tmp_path)), LABELS)
    cells = [cell for sheet in load_workbook(io.BytesIO(data)).worksheets
             for row in sheet.iter_rows() for cell in row if cell.value == "=SUM(A1)"]  # fmt: skip
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


def test_every_input_has_a_name_and_bounds(tmp_path: Path) -> None:
    data = returns_workbook(Numbers(tmp_path).returns(CASES["plain"]), LABELS)
    book = load_workbook(io.BytesIO(data))
    inputs = book.worksheets[1]
    guarded = {str(rule.sqref) for rule in inputs.data_validations.dataValidation}
    names = [name for name in book.defined_names if name.startswith("in_")]
    cells = {next(iter(book.defined_names[name].destinations))[1].replace("$", "")
             for name in names}  # fmt: skip
    assert cells == guarded
