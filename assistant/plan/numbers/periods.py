"""Days, weeks, months, quarters and years: which one a series goes by, and where each begins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Period = Literal["day", "week", "month", "quarter", "year"]
PERIODS: tuple[Period, ...] = ("day", "week", "month", "quarter", "year")
# Longest usual step of each period, in days.
_STEPS: Mapping[Period, float] = {"day": 3.5, "week": 12, "month": 46, "quarter": 150}


def period_of(days: NDArray[np.datetime64]) -> Period:
    """The period that the usual step between days shows; "day" for a single one."""
    if len(days) < 2:
        return "day"
    step = float(np.median(np.diff(days).astype(int)))
    return next((period for period, longest in _STEPS.items() if step < longest), "year")


def first_days(days: NDArray[np.datetime64], period: Period) -> NDArray[np.datetime64]:
    """The first day of the period of each day; weeks begin on Monday."""
    if period == "day":
        return days
    if period == "week":
        # The first of January 1970 was a Thursday.
        mondays: NDArray[np.datetime64] = days - (days.astype(int) + 3) % 7
        return mondays
    if period == "year":
        years: NDArray[np.datetime64] = days.astype("datetime64[Y]").astype("datetime64[D]")
        return years
    months = days.astype("datetime64[M]")
    if period == "quarter":
        months = months - (months.astype(int) % 3).astype("timedelta64[M]")
    firsts: NDArray[np.datetime64] = months.astype("datetime64[D]")
    return firsts


def every_first(first: Any, last: Any, period: Period) -> NDArray[np.datetime64]:
    """The first days of all periods from the one of `first` to the one of `last`."""
    if period in ("day", "week"):
        days = np.timedelta64(7 if period == "week" else 1, "D")
        return np.arange(first, last + np.timedelta64(1, "D"), days)
    months = {"month": 1, "quarter": 3, "year": 12}[period]
    begin, end = first.astype("datetime64[M]"), last.astype("datetime64[M]")
    step = np.timedelta64(months, "M")
    return np.arange(begin, end + np.timedelta64(1, "M"), step).astype("datetime64[D]")


def as_date(day: Any) -> date:
    """A NumPy day as a date."""
    found: date = np.datetime64(day, "D").astype(object)
    return found
