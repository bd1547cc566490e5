"""Workbooks whose results are formulas: change an input and everything follows.

Opened and recalculated by any spreadsheet; the values that the formulas give equal ours.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.plan.numbers.scorecard import Scorecard
from assistant.plan.numbers.simulate import Returns
from assistant.plan.numbers.words import Words

INK, ACCENT, SOFT, TINT, INPUT = "1B2530", "1D4A5C", "55606B", "E9F0F1", "FDF6E3"
# A cell that begins like a formula is text in a workbook of ours, unless we wrote the formula.
_DANGEROUS = re.compile(r"^[=+\-@\t\r]")


def returns_workbook(returns: Returns, t: Words) -> bytes:
    """A returns case: inputs, months and results with live formulas, the simulation as values."""
    from assistant.export.workbook_returns import fill_returns

    return made_workbook(lambda book: fill_returns(book, returns, t))


def scorecard_workbook(card: Scorecard, t: Words) -> bytes:
    """A scorecard: targets, actuals, progress and straight-line trends with live formulas."""
    from assistant.export.workbook_scorecard import fill_scorecard

    return made_workbook(lambda book: fill_scorecard(book, card, t))


def made_workbook(fill: Callable[[Any], None]) -> bytes:
    """The workbook that `fill` writes its sheets into; it is computed when it is opened."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    fill(book)
    # Without stored results a spreadsheet computes when it opens the file.
    book.calculation.fullCalcOnLoad = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@dataclass
class Sheet:
    """A worksheet with our look; rows and columns count from 1."""

    sheet: Any

    def put(self, row: int, column: int, value: Any, form: str = "", style: str = "") -> Any:
        """Write a value: text of users stays text, whatever it begins with."""
        cell = self.sheet.cell(row=row, column=column)
        if isinstance(value, str) and _DANGEROUS.match(value):
            cell.value, cell.data_type = value, "s"
            cell.quotePrefix = True
        else:
            cell.value = value
        return self._dress(cell, form, style)

    def formula(self, row: int, column: int, formula: str, form: str = "") -> Any:
        """Write a formula of ours."""
        cell = self.sheet.cell(row=row, column=column)
        cell.value = f"={formula}"
        return self._dress(cell, form, "")

    def head(self, row: int, texts: Sequence[str]) -> None:
        """A row of headings."""
        for column, text in enumerate(texts, 1):
            self.put(row, column, text, style="head")

    def widths(self, widths: Iterable[float]) -> None:
        """Widths of the first columns, in characters."""
        from openpyxl.utils import get_column_letter

        for place, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(place)].width = width

    def _dress(self, cell: Any, form: str, style: str) -> Any:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        if form:
            cell.number_format = form
        cell.font = Font(name="Calibri", size=11, color=INK)
        if style == "title":
            cell.font = Font(name="Calibri", size=16, bold=True, color=ACCENT)
        elif style == "head":
            cell.font = Font(name="Calibri", size=10, bold=True, color=SOFT)
            cell.border = Border(bottom=Side("thin", color=SOFT))
            cell.alignment = Alignment(wrap_text=True, vertical="bottom")
        elif style == "input":
            cell.fill = PatternFill("solid", start_color=INPUT)
        elif style == "strong":
            cell.font = Font(name="Calibri", size=11, bold=True, color=INK)
        elif style == "fine":
            cell.font = Font(name="Calibri", size=10, italic=True, color=SOFT)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        elif style == "note":
            cell.font = Font(name="Calibri", size=10, italic=True, color=SOFT)
        elif style == "wrapped":
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        return cell


def new_sheet(book: Any, title: str) -> Sheet:
    """A worksheet; its title keeps to what spreadsheets allow."""
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31])
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return Sheet(sheet)


def name_cell(book: Any, name: str, sheet: Sheet, cell: Any) -> None:
    """Give a cell a name that formulas use."""
    from openpyxl.workbook.defined_name import DefinedName

    title = sheet.sheet.title.replace("'", "''")
    target = f"'{title}'!${cell.column_letter}${cell.row}"
    book.defined_names[name] = DefinedName(name, attr_text=target)


def allow(
    sheet: Sheet, cell: Any, low: float, high: float, message: str, kind: str = "decimal"
) -> None:
    """Let a cell take numbers between two bounds only, "whole" ones if so; `message` says so."""
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(
        type=kind, operator="between", formula1=repr(low), formula2=repr(high),
        allow_blank=True, showErrorMessage=True, error=message[:250],
    )  # fmt: skip
    sheet.sheet.add_data_validation(rule)
    rule.add(cell)
