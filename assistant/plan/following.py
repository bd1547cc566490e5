"""What a plan promised, as the indicators of a scorecard."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from assistant.language.numbers import figures
from assistant.library import Kpi
from assistant.plan.numbers.scorecard import Better, Indicator
from assistant.plan.records import KpiLine, Plan
from assistant.plan.values import family


def indicators_of_plan(plan: Plan, kpis: Mapping[str, Kpi]) -> tuple[Indicator, ...]:
    """Every KPI of the plan once, with its baseline, its target and the day it is due.

    `kpis` is the catalogue. A target that is set after the first measurement stays open, and so
    does a band, which is neither "higher" nor "lower".
    """
    lines = {line.name: line for strategy in plan.strategies for line in strategy.kpis}
    return tuple(_indicator(line, plan, kpis) for line in lines.values())


def _indicator(line: KpiLine, plan: Plan, kpis: Mapping[str, Kpi]) -> Indicator:
    kpi = kpis.get(line.kpi)
    kind = family(kpi) if kpi else "percent" if "%" in line.unit else "number"
    unit = {"percent": "%", "money": plan.budget.currency}.get(kind, "")
    # Percentages of a plan are numbers such as 12; those of a scorecard are shares.
    scale = 100 if unit == "%" else 1
    better: Better = "down" if line.direction == "lower_is_better" else "up"
    target = None if line.direction == "target_band" else _target(line, plan)
    start = plan.roadmap.first
    return Indicator(
        name=line.name,
        target=None if target is None else target / scale,
        baseline=None if line.baseline.value is None else line.baseline.value / scale,
        better=better,
        unit=unit,
        start=date(*start, 1) if start else None,
        due=_last_day(start, line.target.by or plan.roadmap.months) if start else None,
        kpi=line.kpi,
    )


def _target(line: KpiLine, plan: Plan) -> float | None:
    """The number to reach; that of a target which was changed stands in its text alone."""
    if line.target.value is not None or line.target.basis != "changed":
        return line.target.value
    found = figures(line.target.text, plan.lang)
    return float(found[0].value) if len(found) == 1 else None


def _last_day(first: tuple[int, int], months: int) -> date:
    """The last day of the month that ends this many months from the first one on."""
    year, month = divmod(first[0] * 12 + first[1] - 1 + months, 12)
    return date(year, month + 1, 1) - timedelta(days=1)
