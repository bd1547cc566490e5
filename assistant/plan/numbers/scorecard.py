"""Indicators against their targets: where they stand, where they head, what to do next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from assistant.plan.numbers.forecast import Forecast, forecast
from assistant.plan.numbers.indicator import Better as Better
from assistant.plan.numbers.indicator import Counting as Counting
from assistant.plan.numbers.indicator import Indicator as Indicator
from assistant.plan.numbers.periods import as_date
from assistant.plan.numbers.series import Series, at_period
from assistant.plan.numbers.units import ReadAs, in_unit_of

Array = NDArray[np.float64]
Status = Literal[
    "reached", "on_track", "uncertain", "off_track", "missed", "too_early", "no_target", "no_data"
]
# In the order in which a board should read them.
STATUSES: tuple[Status, ...] = (
    "off_track", "missed", "uncertain", "too_early", "on_track", "reached", "no_target", "no_data"
)  # fmt: skip
LIKELY, UNLIKELY = 0.8, 0.2


@dataclass(frozen=True, eq=False)
class Standing:
    """One indicator judged: latest value, progress, what the plan expected by now, the forecast.

    `progress` is the share of the way from baseline to target. `expected` is on the straight
    line between the two. `chance` is the share of the futures that reach the target at the due
    day, `outlook` their (low, middle, high) there. `missing` counts empty periods. `read_as` says
    how values without a percent sign were taken, "" where that was no question.
    """

    indicator: Indicator
    status: Status
    series: Series | None = None
    latest: float | None = None
    as_of: date | None = None
    progress: float | None = None
    expected: float | None = None
    forecast: Forecast | None = None
    chance: float | None = None
    outlook: tuple[float, float, float] | None = None
    missing: int = 0
    steps: tuple[str, ...] = ()
    read_as: ReadAs = ""


@dataclass(frozen=True, eq=False)
class Scorecard:
    """Every indicator judged, the most pressing first."""

    standings: tuple[Standing, ...]
    as_of: date | None

    def count(self, status: Status) -> int:
        """How many indicators have a status."""
        return sum(each.status == status for each in self.standings)


def judge(indicators: Sequence[Indicator], actuals: Mapping[str, Series]) -> Scorecard:
    """Judge every indicator against its series, which goes by the indicator's name."""
    standings = [standing(each, actuals.get(each.name)) for each in indicators]
    ordered = sorted(standings, key=lambda each: STATUSES.index(each.status))
    days = [each.as_of for each in standings if each.as_of]
    return Scorecard(tuple(ordered), max(days, default=None))


def standing(indicator: Indicator, series: Series | None) -> Standing:
    """Judge one indicator."""
    if series is None or not len(series.present):
        return Standing(indicator, "no_data", steps=("measure",))
    series, read_as = in_unit_of(indicator, series)
    whole = at_period(_since(series, indicator.start), series.period)
    known = whole.present
    if not len(known):
        return Standing(indicator, "no_data", steps=("measure",))
    as_of = as_date(known.days[-1])
    total = indicator.counting == "total"
    latest = float(known.values.sum() if total else known.values[-1])
    future = forecast(whole, indicator.due) if indicator.due else None
    ends = _ends(indicator, future, latest)
    chance = None if ends is None else float(np.mean(_reached(indicator, ends)))
    status = _status(indicator, latest, as_of, chance)
    return Standing(
        indicator,
        status,
        whole,
        latest,
        as_of,
        _progress(indicator, latest),
        _expected(indicator, as_date(known.days[0]), as_of),
        future,
        chance,
        _outlook(ends),
        len(whole) - len(known),
        _steps(indicator, status, len(whole) - len(known), known),
        read_as,
    )


def _since(series: Series, start: date | None) -> Series:
    if start is None:
        return series
    kept = series.days >= np.datetime64(start, "D")
    return Series(series.name, series.days[kept], series.values[kept], series.period,
                  series.unit, series.how, series.left_out)  # fmt: skip


def _ends(indicator: Indicator, future: Forecast | None, latest: float) -> Array | None:
    """The value at the due day in each future; None without target, due day or forecast."""
    if future is None or indicator.target is None or not len(future.days):
        return None
    if indicator.counting == "total":
        ends: Array = latest + future.paths.sum(axis=1)
        return ends
    return future.paths[:, -1]


def _reached(indicator: Indicator, value: Array | float) -> Any:
    target = indicator.target or 0.0
    return value >= target if indicator.better == "up" else value <= target


def _outlook(
    ends: Array | None,
) -> tuple[float, float, float] | None:
    if ends is None:
        return None
    low, middle, high = np.percentile(ends, [10, 50, 90]).tolist()
    return low, middle, high


def _progress(indicator: Indicator, latest: float) -> float | None:
    start = 0.0 if indicator.counting == "total" else indicator.baseline
    if indicator.target is None or start is None or indicator.target == start:
        return None
    return (latest - start) / (indicator.target - start)


def _expected(indicator: Indicator, first: date, as_of: date) -> float | None:
    """Where the straight line from baseline to target stands on the day of the latest value."""
    start = 0.0 if indicator.counting == "total" else indicator.baseline
    begun = indicator.start or first
    if indicator.target is None or start is None or indicator.due is None:
        return None
    whole = (indicator.due - begun).days
    if whole <= 0:
        return indicator.target
    share = min(max((as_of - begun).days / whole, 0.0), 1.0)
    return start + share * (indicator.target - start)


def _status(indicator: Indicator, latest: float, as_of: date, chance: float | None) -> Status:
    if indicator.target is None:
        return "no_target"
    over = indicator.due is not None and as_of >= indicator.due
    # A cost that has to stay below a total is kept only once the time is over.
    final = over or not (indicator.counting == "total" and indicator.better == "down")
    if final and bool(_reached(indicator, latest)) and (over or indicator.counting == "total"):
        return "reached"
    if over:
        return "missed"
    if chance is None:
        return "too_early"
    if chance >= LIKELY:
        return "on_track"
    return "off_track" if chance <= UNLIKELY else "uncertain"


def _steps(indicator: Indicator, status: Status, missing: int, known: Series) -> tuple[str, ...]:
    """Codes of what to do next, the most useful first."""
    found = {
        "off_track": ["find_cause", "move_or_change"],
        "missed": ["find_cause", "new_target"],
        "uncertain": ["watch", "prepare"],
        "too_early": ["more_points"] if indicator.due else ["set_due"],
        "on_track": ["keep"],
        "reached": ["next_target"],
        "no_target": ["set_target"],
    }[status]
    if indicator.baseline is None and indicator.counting == "level":
        found.append("baseline")
    if missing:
        found.append("fill_gaps")
    return tuple(found)
