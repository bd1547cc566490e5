"""Actuals in the unit of their indicator: percentages written without their sign, currencies."""

from __future__ import annotations

from typing import Literal

import numpy as np

from assistant.plan.numbers.faults import NumberFault
from assistant.plan.numbers.indicator import Indicator
from assistant.plan.numbers.series import Series

# How values of a percentage without a sign were taken: 2.3 as 2.3 %, or 0.023 as 2.3 %.
ReadAs = Literal["", "percents", "shares"]


def in_unit_of(indicator: Indicator, series: Series) -> tuple[Series, ReadAs]:
    """The series in the indicator's unit, and how values without a percent sign were read.

    Of the two readings the one nearer to target and baseline is taken; a value above 1 settles
    it where there is neither. Raises NumberFault where a percentage meets an indicator that is
    none, or two currencies meet.
    """
    own, other = indicator.unit, series.unit
    if own == "%" and not other:
        read_as = _reading(indicator, series)
        scale = 100 if read_as == "percents" else 1
        return _with(series, series.values / scale), read_as
    known = own == "%" or _currency(own)
    if other and own != other and (other == "%" or (_currency(other) and known)):
        raise NumberFault(
            "actuals-other-unit",
            f"{indicator.name}: the target is in {own or '1'}, the values in {other}.",
            "Write both in the same unit; no exchange rate is assumed.",
            "actuals",
            name=indicator.name,
            own=own or "1",
            other=other,
        )
    return series, ""


def _reading(indicator: Indicator, series: Series) -> ReadAs:
    sizes = np.abs(series.present.values)
    levels = [abs(each) for each in (indicator.target, indicator.baseline) if each]
    middle = float(np.median(sizes))
    if not levels or middle == 0:
        return "percents" if sizes.max(initial=0) > 1 else "shares"
    away = [abs(np.log(middle / scale / levels[0])) for scale in (1, 100)]
    return "shares" if away[0] < away[1] else "percents"


def _currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isascii() and unit.isupper()


def _with(series: Series, values: np.typing.NDArray[np.float64]) -> Series:
    return Series(series.name, series.days, values, series.period, "%", series.how,
                  series.left_out)  # fmt: skip
