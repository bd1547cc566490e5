"""The workbook of a plan: indicators to fill in, a budget and a roadmap that recalculate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.export.workbook import ACCENT, Sheet, allow, made_workbook, name_cell, new_sheet
from assistant.plan.records import TEAMS, KpiLine, Plan
from assistant.wording import Wording, load_wording

_TOP = 4
_KPI_WIDTHS = (26, 30, 10, 10, 14, 20, 13, 24, 13, 13, 12, 40, 28, 14, 22, 44)
_LARGEST = 1e15


def plan_workbook(plan: Plan, prompts: Path) -> bytes:
    """Indicators, budget, roadmap and sources of a plan; progress, amounts and bars are formulas.

    Each number to reach is named target_1, target_2…, the budget plan_budget.
    """
    words = _Words(
        load_wording(prompts, "plan", plan.lang), load_wording(prompts, "plan_book", plan.lang)
    )
    return made_workbook(lambda book: _fill(book, plan, words))


@dataclass(frozen=True)
class _Words:
    """The wording of the plan and that of its workbook."""

    say: Wording
    book: Wording


def _fill(book: Any, plan: Plan, words: _Words) -> None:
    _kpis(book, plan, words)
    _budget(book, plan, words)
    _roadmap(book, plan, words)
    _sources(book, plan, words)


def _opened(book: Any, title: str, plan: Plan, note: str) -> Sheet:
    sheet = new_sheet(book, title)
    sheet.put(1, 1, plan.title, style="title")
    if note:
        sheet.put(2, 1, note, style="note")
    return sheet


def _kpis(book: Any, plan: Plan, words: _Words) -> None:
    """One row an indicator and objective; progress follows what is typed under "actual"."""
    say, own = words.say, words.book
    sheet = _opened(book, own("kpis"), plan, own("kpis_note"))
    sheet.head(_TOP - 1, [
        say("document.objective"), say("document.kpi"), say("document.role"),
        say("document.level"), say("document.unit"), say("document.baseline"),
        own("baseline_value"), say("document.target"), own("target_value"), own("actual"),
        own("progress"), say("document.reasoning"), say("document.source"),
        say("document.cadence"), say("document.owner"), say("document.formula"),
    ])  # fmt: skip
    sheet.widths(_KPI_WIDTHS)
    row = _TOP
    for strategy in plan.strategies:
        for line in strategy.kpis:
            _kpi(book, sheet, row, strategy.strategic, line, words)
            row += 1
    sheet.sheet.freeze_panes = f"C{_TOP}"


def _kpi(book: Any, sheet: Sheet, row: int, objective: str, line: KpiLine, words: _Words) -> None:
    say, own = words.say, words.book
    texts = {
        1: objective, 2: line.name, 3: say(f"role.{line.role}"), 4: say(f"level.{line.level}"),
        5: line.unit, 6: line.baseline.text, 8: line.target.text,
        12: _marked(line.target.reasoning, (*line.target.citations, *line.citations)),
        13: line.source, 14: line.cadence, 15: line.owner, 16: line.formula,
    }  # fmt: skip
    for column, text in texts.items():
        sheet.put(row, column, text, style="strong" if column == 2 else "wrapped")
    cells = {
        column: sheet.put(row, column, value, "#,##0.##", "input")
        for column, value in ((7, line.baseline.value), (9, line.target.value), (10, None))
    }
    for cell in cells.values():
        allow(sheet, cell, -_LARGEST, _LARGEST, own("actual_error"))
    name_cell(book, f"target_{row - _TOP + 1}", sheet, cells[9])
    known = f"COUNT(G{row},I{row},J{row})<3"
    way = f"(J{row}-G{row})/(I{row}-G{row})"
    sheet.formula(row, 11, f'IF({known},"",IF(I{row}=G{row},"",{way}))', "0%")
    _grow(sheet, row)


def _budget(book: Any, plan: Plan, words: _Words) -> None:
    say, own = words.say, words.book
    budget = plan.budget
    sheet = _opened(book, own("budget"), plan, own("budget_note"))
    sheet.widths((58, 12, 18, 90))
    unit = f" ({budget.currency})" if budget.currency else ""
    sheet.put(_TOP, 1, f"{say('document.total')}{unit}", style="strong")
    total = sheet.put(_TOP, 3, budget.total, "#,##0.00", "input")
    allow(sheet, total, 0, _LARGEST, own("actual_error"))
    name_cell(book, "plan_budget", sheet, total)
    keys = ("line", "share", "amount", "reason")
    sheet.head(_TOP + 2, [say(f"document.{key}") for key in keys])
    first = _TOP + 3
    for row, line in enumerate(budget.lines, first):
        # Shares of an amount are exact: the formula then gives the plan's amount to the cent.
        exact = line.share
        if line.amount is not None and budget.total:
            exact = line.amount / budget.total * 100
        sheet.put(row, 1, line.label, style="wrapped")
        cell = sheet.put(row, 2, exact, "0.0", "input")
        allow(sheet, cell, 0, 100, own("split_error"))
        amount = f'IF(COUNT(plan_budget)=0,"",ROUND(plan_budget*B{row}/100,2))'
        sheet.formula(row, 3, amount, "#,##0.00")
        sheet.put(row, 4, _marked(line.reason, line.citations), style="wrapped")
        _grow(sheet, row)
    last = first + len(budget.lines) - 1
    sheet.put(last + 1, 1, own("split"), style="strong")
    cell = sheet.formula(last + 1, 2, f"SUM(B{first}:B{last})", "0.0")
    name_cell(book, "plan_shares", sheet, cell)
    summed = sheet.formula(last + 1, 3, f"SUM(C{first}:C{last})", "#,##0.00")
    name_cell(book, "plan_amounts", sheet, summed)


def _roadmap(book: Any, plan: Plan, words: _Words) -> None:
    """Tasks with the months that they take; a bar of cells follows the two numbers."""
    from openpyxl.utils import get_column_letter

    say, own = words.say, words.book
    months = plan.roadmap.months
    sheet = _opened(book, own("roadmap"), plan, own("roadmap_note"))
    head = [say("document.task"), own("from"), own("until")]
    head += [say(f"team.{team}") for team in TEAMS]
    left = len(head) + 1
    sheet.head(_TOP - 1, head)
    for month in range(1, months + 1):
        sheet.put(_TOP - 1, left + month - 1, month, style="head")
    sheet.widths((64, 9, 9, *(13 for _ in TEAMS), *(3.2 for _ in range(months))))
    for row, task in enumerate(plan.roadmap.tasks, _TOP):
        sheet.put(row, 1, _marked(task.text, task.citations), style="wrapped")
        for column, value in ((2, task.start), (3, task.end)):
            cell = sheet.put(row, column, value, "0", "input")
            allow(sheet, cell, 1, months, own("month_error", months=months), "whole")
        for column, team in enumerate(TEAMS, 4):
            duty = "/".join(part.duty for part in task.parts if part.team == team)
            sheet.put(row, column, duty)
        for month in range(months):
            letter = get_column_letter(left + month)
            inside = f"AND({letter}${_TOP - 1}>=$B{row},{letter}${_TOP - 1}<=$C{row})"
            sheet.formula(row, left + month, f'IF({inside},1,"")', ";;;")
        _grow(sheet, row)
    if plan.roadmap.tasks:
        last = get_column_letter(left + months - 1), _TOP + len(plan.roadmap.tasks) - 1
        _bars(sheet, f"{get_column_letter(left)}{_TOP}:{last[0]}{last[1]}")
    sheet.sheet.freeze_panes = f"B{_TOP}"


def _bars(sheet: Sheet, place: str) -> None:
    """Colour the months that a task takes."""
    from openpyxl.formatting.rule import CellIsRule
    from openpyxl.styles import PatternFill

    fill = PatternFill("solid", start_color=ACCENT, end_color=ACCENT)
    sheet.sheet.conditional_formatting.add(place, CellIsRule("equal", ["1"], fill=fill))


def _sources(book: Any, plan: Plan, words: _Words) -> None:
    own = words.book
    sheet = _opened(book, own("sources"), plan, "")
    sheet.head(_TOP - 1, ["", own("document"), own("quote"), own("reference")])
    sheet.widths((6, 40, 90, 70))
    for row, each in enumerate(plan.citations, _TOP):
        sheet.put(row, 1, each.number)
        sheet.put(row, 2, each.title, style="wrapped")
        sheet.put(row, 3, each.quote, style="wrapped")
        told = "\n".join(
            ", ".join(part for part in (r.title, r.publisher, str(r.year or ""), r.url) if part)
            for r in each.references
        )
        sheet.put(row, 4, told, style="wrapped")
        _grow(sheet, row)
    sheet.sheet.freeze_panes = f"A{_TOP}"


def _grow(sheet: Sheet, row: int) -> None:
    """Make a row as high as its longest cell: spreadsheets do not, for a file that they open."""
    from openpyxl.styles import Alignment

    lines = 1
    for cell in sheet.sheet[row]:
        cell.alignment = Alignment(wrap_text=isinstance(cell.value, str), vertical="top")
        width = sheet.sheet.column_dimensions[cell.column_letter].width or 10
        if isinstance(cell.value, str) and not cell.value.startswith("="):
            parts = cell.value.split("\n")
            lines = max(lines, sum(-(-len(part) // max(int(width) - 2, 1)) or 1 for part in parts))
    sheet.sheet.row_dimensions[row].height = min(15.0 * lines, 400)


def _marked(text: str, citations: Sequence[int]) -> str:
    """The text with the numbers of its sources, which the last sheet lists."""
    marks = "".join(f"[{number}]" for number in dict.fromkeys(citations))
    return f"{text} {marks}".strip()
