"""A series of values by period, read from a table or typed in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from assistant.plan.numbers.amounts import Mark
from assistant.plan.numbers.columns import MISSING, numbers_of
from assistant.plan.numbers.days import Order, dates_of, nth_days
from assistant.plan.numbers.faults import NumberFault
from assistant.plan.numbers.periods import Period, every_first, first_days, period_of
from assistant.plan.numbers.sources import How, day_column, plain_heading, recognise, usual_sum
from assistant.plan.numbers.tables import Table


@dataclass(frozen=True, eq=False)
class Series:
    """Values by the first day of their period, in order, one a period; nan where missing.

    `unit` is a currency, "%" (values are shares) or "". `how` is how shorter periods were or
    are summed up. `left_out` counts rows without a day, such as totals.
    """

    name: str
    days: NDArray[np.datetime64]
    values: NDArray[np.float64]
    period: Period
    unit: str = ""
    how: How = "sum"
    left_out: int = 0

    def __len__(self) -> int:
        return len(self.days)

    @property
    def present(self) -> Series:
        """The series without its missing values."""
        kept = np.isfinite(self.values)
        return Series(self.name, self.days[kept], self.values[kept], self.period, self.unit,
                      self.how, self.left_out)  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """How a table is to be read; what is empty is found out or asked."""

    day: str = ""
    value: str = ""
    mark: Mark = ""
    order: Order = ""
    how: How | Literal[""] = ""
    filters: Mapping[str, str] = field(default_factory=dict)


def series_of(table: Table, reading: Reading) -> Series:
    """Read one column of a table by day, summed up to the table's own period.

    Raises NumberFault where a column is missing, unreadable, or which one is meant is open.
    """
    day = _chosen_day(table, reading.day)
    value = _chosen_value(table, reading.value, day)
    days, none = _days(table, day, reading.order)
    mark: Mark = reading.mark or table.mark
    # Lines of totals have no day; what they hold is not read.
    kept = ~none
    if not kept.any():
        raise _no_days(table)
    column = table.columns[value][kept]
    values, unit = numbers_of(column, mark, value, table.first_row, table.name)
    how = reading.how or usual_sum(value)
    return summed(value, days[kept], values, unit, how, int(none.sum()))


def summed(
    name: str, days: Any, values: NDArray[np.float64], unit: str, how: How, left_out: int = 0
) -> Series:
    """A series with one value for each of its days, and the period that its days show."""
    firsts, groups = np.unique(days, return_inverse=True)
    series = Series(name, firsts, _grouped(values, groups, len(firsts), how), "day", unit, how,
                    left_out)  # fmt: skip
    return Series(name, firsts, series.values, period_of(firsts), unit, how, left_out)


def at_period(series: Series, period: Period) -> Series:
    """The series summed up by a longer period, every period between first and last present.

    Counts of a period with a missing day, or that the series enters or leaves midway, are
    missing, since their sum would be too low; means and last values are those of what is there.
    """
    firsts = first_days(series.days, period)
    every = every_first(firsts[0], firsts[-1], period)
    groups = np.searchsorted(every, firsts)
    values = _grouped(series.values, groups, len(every), series.how)
    if series.how == "sum" and period != series.period and len(series) > 1:
        own = first_days(series.days[[0, -1]], series.period)
        step = np.median(np.diff(series.days))
        if own[0] > every[0]:
            values[0] = np.nan
        if first_days(own[1:] + step, period)[0] == every[-1]:
            values[-1] = np.nan
    return Series(series.name, every, values, period, series.unit, series.how, series.left_out)


def _grouped(
    values: NDArray[np.float64], groups: NDArray[Any], count: int, how: How
) -> NDArray[np.float64]:
    out = np.full(count, np.nan)
    if how == "sum":
        # A nan makes its sum nan, which is meant; a group without rows stays nan.
        filled = np.bincount(groups, minlength=count) > 0
        out[filled] = np.bincount(groups, weights=values, minlength=count)[filled]
        return out
    there = np.isfinite(values)
    if how == "last":
        out[groups[there]] = values[there]
        return out
    counts = np.bincount(groups[there], minlength=count)
    sums = np.bincount(groups[there], weights=values[there], minlength=count)
    out[counts > 0] = sums[counts > 0] / counts[counts > 0]
    return out


def _days(table: Table, day: str, order: Order) -> tuple[Any, NDArray[np.bool_]]:
    column = table.columns[day]
    if table.starts and plain_heading(day).split(" ")[0] in ("nth", "nieme"):
        days = nth_days(column, table.starts)
        return days, np.zeros(len(days), bool)
    source = recognise(table.header)
    known: Order = source.order if source else ""
    return dates_of(column, order or known, day, table.first_row, table.name)


def _chosen_day(table: Table, asked: str) -> str:
    if asked:
        return _existing(table, asked, "day")
    named = day_column(table.header)
    if named:
        return named
    for each in table.header:
        try:
            none = dates_of(table.columns[each].iloc[:50], "dmy", each, 0, "")[1]
        except NumberFault:
            continue
        if not none.all():
            return each
    raise _no_days(table)


def _chosen_value(table: Table, asked: str, day: str) -> str:
    if asked:
        return _existing(table, asked, "value")
    numeric = [each for each in table.header if each != day and _is_numeric(table, each)]
    if len(numeric) == 1:
        return numeric[0]
    known = ", ".join(numeric[:12])
    raise NumberFault(
        "column-which" if numeric else "column-none",
        f"{table.name}: which column holds the values? {known}".strip(),
        "Name it.",
        "value",
        name=table.name,
        columns=known,
    )


_NUMERIC = re.compile(
    r"[-−+(]?\s?[€$£¥]?\s?(?:[\d.,][\d\s.,'’]*(?:e[+-]?\d+)?|inf|-?infinity)"
    r"\s?(?:%|[€$£¥]|[a-z]{3})?\)?",
    re.I,
)


def _is_numeric(table: Table, name: str) -> bool:
    """True where most of the first cells are meant as numbers, well formed or not."""
    cells = [str(each).strip() for each in table.columns[name].iloc[:50]]
    filled = [each for each in cells if each.casefold() not in MISSING]
    return sum(bool(_NUMERIC.fullmatch(each)) for each in filled) * 2 > len(filled)


def _existing(table: Table, asked: str, field: str) -> str:
    wanted = plain_heading(asked)
    for each in table.header:
        if plain_heading(each) == wanted:
            return each
    known = ", ".join(table.header[:12])
    raise NumberFault(
        "column-missing",
        f"{table.name}: no column {asked!r}; there are {known}.",
        "Choose one of them.",
        field,
        name=table.name,
        column=asked,
        columns=known,
    )


def _no_days(table: Table) -> NumberFault:
    return NumberFault(
        "column-no-days",
        f"{table.name}: no column of dates found among {', '.join(table.header[:12])}.",
        "Name the column that holds the dates.",
        "day",
        name=table.name,
        columns=", ".join(table.header[:12]),
    )
