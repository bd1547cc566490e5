"""The parts of a Plan as blocks, shared by its document and its slides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.export.gantt import Canvas, draw_gantt, month_name
from assistant.export.paper import Grid, Picture, Run, Runs
from assistant.export.style import Style
from assistant.plan.records import TEAMS, BudgetLine, KpiLine, Plan, Strategy, Task
from assistant.plan.values import money, percent
from assistant.records import Sentence
from assistant.wording import Wording

_KPI_KEYS = ("kpi", "role", "baseline", "target", "source", "cadence", "owner")
_KPI_WIDTHS = (0.18, 0.11, 0.12, 0.14, 0.155, 0.15, 0.145)
_TASK_WIDTHS = (0.26, 0.075, *(0.095,) * len(TEAMS))


@dataclass(frozen=True)
class Parts:
    """One plan, its wording, and the look of its drawings."""

    plan: Plan
    say: Wording
    style: Style

    def cited(self, numbers: Sequence[int]) -> Runs:
        """The publications behind these citations; a source of the catalogue alone has none."""
        known = {each.number: each for each in self.plan.citations}
        keys = dict.fromkeys(r.key for n in numbers for r in known[n].references)
        return (Run(keys=tuple(keys)),) if keys else ()

    def said(self, sentence: Sentence) -> Runs:
        """A sentence with its publications."""
        return (Run(sentence.text), *self.cited(sentence.citations))

    def plain(self, runs: Runs) -> str:
        """The words of a line, without its citations."""
        return "".join(run.text for run in runs)

    def conflicts(self) -> list[Runs]:
        """Where objectives pull apart, and how the plan deals with it."""
        return [
            (Run(f"{each.text} {each.resolution}"), *self.cited(each.citations))
            for each in self.plan.conflicts
        ]

    def actions(self, strategy: Strategy) -> list[Runs]:
        """What is done, with the team that does it."""
        return [
            (Run(f"{each.text} ({self.say(f'team.{each.team}')})"), *self.cited(each.citations))
            for each in strategy.actions
        ]

    def refused(self, strategy: Strategy) -> list[Runs]:
        """What the plan does not count, with the reason."""
        return [
            (Run(f"{each.text} {each.reason}"), *self.cited(each.citations))
            for each in strategy.refused
        ]

    def evidence(self, strategy: Strategy) -> list[Runs]:
        """What is known, with its strength; the limit last."""
        return [
            (*self.said(e.sentence), *((Run(f" ({e.strength})", "quiet"),) if e.strength else ()))
            for e in strategy.evidence
        ]

    def indicators(self, lines: Sequence[KpiLine]) -> Grid:
        """The table of indicators."""
        header = tuple(self.say(f"document.{key}") for key in _KPI_KEYS)
        return Grid(header, tuple(map(self._indicator, lines)), _KPI_WIDTHS)

    def _indicator(self, line: KpiLine) -> tuple[Runs, ...]:
        return (
            (Run(line.name), *self.cited(line.citations)),
            (Run(f"{self.say(f'role.{line.role}')} · {self.say(f'level.{line.level}')}"),),
            (Run(line.baseline.text),),
            (Run(line.target.text), *self.cited(line.target.citations)),
            (Run(line.source),),
            (Run(line.cadence),),
            (Run(line.owner),),
        )

    def budget_rows(self) -> tuple[tuple[Runs, ...], ...]:
        """Line, share, amount and reason of every line of the budget."""
        return tuple(
            (
                (Run(each.label),),
                (Run(percent(each.share, self.plan.lang)),),
                (Run(self._amount(each)),),
                (Run(each.reason), *self.cited(each.citations)),
            )
            for each in self.plan.budget.lines
        )

    def _amount(self, line: BudgetLine) -> str:
        if line.amount is None:
            return ""
        return money(line.amount, self.plan.budget.currency, self.plan.lang)

    def budget_picture(self) -> Picture:
        """The split as bars, a live chart on slides."""
        from assistant.briefing import Bar, Chart
        from assistant.export.bars import draw

        lang = self.plan.lang
        bars = tuple(
            Bar(each.label, each.share, self._amount(each) or percent(each.share, lang))
            for each in self.plan.budget.lines
        )
        told = "; ".join(f"{each.label}: {each.text}" for each in bars)
        title = self.say("document.split")
        chart = Chart("budget", title, bars, f"{title}. {told}")
        listed = tuple((each.label, each.value, each.text) for each in bars)
        return Picture(draw(chart, self.style), chart.alt, (Run(title, "strong"),), 0.9, listed)

    def calendar(self, tasks: Sequence[Task], canvas: Canvas) -> Picture:
        """The months of these tasks as a drawing; the words are in `raci` and `task_line`."""
        roadmap = self.plan.roadmap
        ends = min(task.start for task in tasks), max(task.end for task in tasks)
        start, end = (month_name(roadmap, each, self.say) for each in ends)
        alt = self.say("document.calendar_alt", count=len(tasks), start=start, end=end)
        return Picture(draw_gantt(tasks, roadmap, self.say, self.style, canvas), alt)

    def task_line(self, task: Task) -> str:
        """A task with its first and last month in words."""
        roadmap = self.plan.roadmap
        start, end = (month_name(roadmap, each, self.say) for each in (task.start, task.end))
        key = "task_month" if task.start == task.end else "task_months"
        values = {"start": start} if task.start == task.end else {"start": start, "end": end}
        return self.say(f"document.{key}", task=task.text, **values)

    def legend(self) -> str:
        """What the letters of the duties stand for."""
        return ", ".join(f"{letter} = {self.say(f'duty.{letter}')}" for letter in "RACI")

    def raci(self, tasks: Sequence[Task], widths: tuple[float, ...] = _TASK_WIDTHS) -> Grid:
        """Who is responsible, accountable, consulted and informed."""
        teams = tuple(self.say(f"team.{team}") for team in TEAMS)
        header = (self.say("document.task"), self.say("document.when"), *teams)
        return Grid(header, tuple(map(self._task, tasks)), widths)

    def _task(self, task: Task) -> tuple[Runs, ...]:
        single = task.start == task.end
        when = (
            self.say("document.month", month=task.start)
            if single
            else self.say("document.months", start=task.start, end=task.end)
        )
        cells = ("/".join(p.duty for p in task.parts if p.team == team) for team in TEAMS)
        first = (Run(task.text), *self.cited(task.citations))
        return (first, (Run(when),), *((Run(cell),) for cell in cells))
