"""Two series set against each other: do social data and the business move together?

The founding articles measure image and loyalty by setting social data against survey data.
Moving together is what can be seen here; why is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from assistant.plan.numbers.correlation import ALPHA, Lag, correlations
from assistant.plan.numbers.faults import NumberFault
from assistant.plan.numbers.periods import PERIODS, Period, as_date
from assistant.plan.numbers.series import Series, at_period

Array = NDArray[np.float64]
Verdict = Literal["together", "opposite", "trend_only", "nothing_shown", "cannot_say"]
MOST_LAGS = 12
# Two readings of one scale further apart than this many standard deviations diverge.
APART = 1.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of periods in which the two agree or are apart; `first` is the higher one's name."""

    kind: Literal["agree", "apart"]
    start: date
    end: date
    periods: int
    higher: str


@dataclass(frozen=True, eq=False)
class Mirror:
    """Two series aligned and compared.

    `levels` compares values, `changes` the steps from one period to the next, which a shared
    trend cannot produce. `best` is the lag of the changes or levels that the verdict rests on.
    """

    first: Series
    second: Series
    period: Period
    days: NDArray[np.datetime64]
    values: tuple[Array, Array]
    missing: tuple[int, int]
    outside: int
    levels: tuple[Lag, ...]
    changes: tuple[Lag, ...]
    best: Lag | None
    verdict: Verdict
    stretches: tuple[Stretch, ...]
    warnings: tuple[str, ...]


def compare(first: Series, second: Series, period: Period | None = None) -> Mirror:
    """Align two series on the longer of their periods and compare them at every lag.

    Raises NumberFault where they share fewer than two periods or a period is shorter than the
    data.
    """
    period = _period(first, second, period)
    one, other = at_period(first, period), at_period(second, period)
    days, places, others = np.intersect1d(one.days, other.days, return_indices=True)
    if len(days) < 2:
        raise NumberFault(
            "mirror-no-overlap",
            f"{first.name} and {second.name} share fewer than two periods.",
            "Choose series that cover the same time.",
            "second",
            first=first.name,
            second=second.name,
        )
    values = one.values[places], other.values[others]
    most = _most_lags(int(np.sum(np.isfinite(values[0]) & np.isfinite(values[1]))))
    levels = correlations(*values, most)
    changes = correlations(np.diff(values[0]), np.diff(values[1]), most)
    verdict, best = _verdict(levels, changes)
    outside = len(one) + len(other) - 2 * len(days)
    return Mirror(
        first,
        second,
        period,
        days,
        values,
        (int(np.isnan(values[0]).sum()), int(np.isnan(values[1]).sum())),
        outside,
        levels,
        changes,
        best,
        verdict,
        stretches(days, values, (first.name, second.name)),
        _warnings(values, levels),
    )


def _period(first: Series, second: Series, asked: Period | None) -> Period:
    longest = max(first.period, second.period, key=PERIODS.index)
    if asked and PERIODS.index(asked) < PERIODS.index(longest):
        raise NumberFault(
            "mirror-period",
            f"The data come by {longest}: they cannot be compared by {asked}.",
            "Choose a longer period.",
            "period",
        )
    return asked or longest


def _most_lags(pairs: int) -> int:
    return min(MOST_LAGS, max(pairs // 6, 0))


def _verdict(levels: tuple[Lag, ...], changes: tuple[Lag, ...]) -> tuple[Verdict, Lag | None]:
    """What may be said: steps that go together, else levels that share a trend, else nothing."""
    if not levels:
        return "cannot_say", None
    for lags in (changes, levels):
        best = min(lags, key=lambda each: (each.p, abs(each.lag)), default=None)
        # Two families of lags were looked at.
        if best is not None and best.adjusted < ALPHA / 2:
            if lags is levels:
                return "trend_only", best
            return ("together" if best.r > 0 else "opposite"), best
    return "nothing_shown", max(levels, key=lambda each: abs(each.r))


def stretches(
    days: NDArray[np.datetime64], values: tuple[Array, Array], names: tuple[str, str]
) -> tuple[Stretch, ...]:
    """Runs of two periods or more in which both, put on one scale, agree or are apart.

    One scale: each less its mean, over its standard deviation. Apart: by more than one standard
    deviation.
    """
    scaled = [_scaled(each) for each in values]
    gap = scaled[0] - scaled[1]
    kinds = np.where(np.isnan(gap), "", np.where(np.abs(gap) > APART, "apart", "agree"))
    signs = np.where(kinds == "apart", np.sign(np.nan_to_num(gap)), 0)
    found, start = [], 0
    for place in range(1, len(days) + 1):
        if place < len(days) and (kinds[place], signs[place]) == (kinds[start], signs[start]):
            continue
        if kinds[start] and place - start >= 2:
            higher = "" if signs[start] == 0 else names[0 if signs[start] > 0 else 1]
            found.append(
                Stretch(
                    "apart" if kinds[start] == "apart" else "agree",
                    as_date(days[start]),
                    as_date(days[place - 1]),
                    place - start,
                    higher,
                )
            )
        start = place
    return tuple(found)


def _scaled(values: Array) -> Array:
    width = np.nanstd(values)
    return (values - np.nanmean(values)) / width if width > 0 else values * 0.0


def _warnings(values: tuple[Array, Array], levels: tuple[Lag, ...]) -> tuple[str, ...]:
    found = []
    there = np.isfinite(values[0]) & np.isfinite(values[1])
    if any(np.nanstd(each) == 0 for each in values):
        found.append("constant")
    elif not levels:
        found.append("few_pairs")
    elif min(each.effective for each in levels) < 10:
        found.append("few_effective")
    if (~there).mean() > 0.2:
        found.append("many_missing")
    return tuple(found)
