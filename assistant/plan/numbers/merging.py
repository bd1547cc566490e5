"""New actuals put to those that are kept."""

from __future__ import annotations

import numpy as np

from assistant.plan.numbers.faults import NumberFault
from assistant.plan.numbers.periods import PERIODS, first_days, period_of
from assistant.plan.numbers.series import Series, at_period


def merged(kept: Series | None, new: Series) -> Series:
    """Both in one series: where they have the same period, the new value stands.

    A single new value takes the period of what is kept; else both go by the longer of their
    periods. Raises NumberFault where their units differ.
    """
    if kept is None or not len(kept):
        return new
    if kept.unit != new.unit:
        raise NumberFault(
            "actuals-unit",
            f"{new.name}: the values kept are in {kept.unit or '1'}, the new ones in "
            f"{new.unit or '1'}.",
            "Write the new values with the same unit or sign.",
            "actuals",
            name=new.name,
            kept=kept.unit or "1",
            new=new.unit or "1",
        )
    first, second = _of_one_period(kept, new)
    days = np.concatenate([first.days, second.days])
    values = np.concatenate([first.values, second.values])
    # The last of equal days is the new one: reversed, it is the first that `unique` meets.
    every, place = np.unique(days[::-1], return_index=True)
    found = Series(kept.name, every, values[::-1][place], first.period, kept.unit, kept.how)
    if len(kept) == len(new) == 1:
        return Series(kept.name, every, found.values, period_of(every), kept.unit, kept.how)
    return found


def _of_one_period(kept: Series, new: Series) -> tuple[Series, Series]:
    """Both by the first days of one period; a lone value has none of its own."""
    if len(new) == 1 and len(kept) > 1:
        return kept, _dated(new, kept)
    if len(kept) == 1 and len(new) > 1:
        return _dated(kept, new), new
    longer = max(kept.period, new.period, key=PERIODS.index)
    return tuple(  # type: ignore[return-value]
        each if each.period == longer else at_period(each, longer) for each in (kept, new)
    )


def _dated(lone: Series, other: Series) -> Series:
    days = first_days(lone.days, other.period)
    return Series(lone.name, days, lone.values, other.period, lone.unit, lone.how)
