"""Indicators and actuals as text that is kept, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from assistant.plan.numbers.scorecard import Indicator
from assistant.plan.numbers.series import Series


def written(indicators: Sequence[Indicator], actuals: Mapping[str, Series]) -> str:
    """Both as JSON; a missing value is null."""
    content = {
        "indicators": [_indicator(each) for each in indicators],
        "actuals": {name: _series(each) for name, each in actuals.items()},
    }
    return json.dumps(content, ensure_ascii=False)


def read_indicators(content: Mapping[str, Any]) -> tuple[Indicator, ...]:
    """The indicators of what was written."""
    return tuple(
        Indicator(**{**each, "start": _day(each["start"]), "due": _day(each["due"])})
        for each in content["indicators"]
    )


def read_actuals(content: Mapping[str, Any]) -> dict[str, Series]:
    """The series of what was written, by the name of their indicator."""
    return {
        name: Series(
            each["name"],
            np.asarray(each["days"], dtype="datetime64[D]"),
            np.asarray([np.nan if v is None else v for v in each["values"]], dtype=float),
            each["period"],
            each["unit"],
            each["how"],
        )
        for name, each in content["actuals"].items()
    }


def _indicator(each: Indicator) -> dict[str, Any]:
    return {
        "name": each.name,
        "target": each.target,
        "baseline": each.baseline,
        "better": each.better,
        "unit": each.unit,
        "counting": each.counting,
        "start": each.start.isoformat() if each.start else None,
        "due": each.due.isoformat() if each.due else None,
        "kpi": each.kpi,
    }


def _series(each: Series) -> dict[str, Any]:
    values = [float(value) if np.isfinite(value) else None for value in each.values]
    return {
        "name": each.name,
        "days": [str(day) for day in each.days.astype("datetime64[D]")],
        "values": values,
        "period": each.period,
        "unit": each.unit,
        "how": each.how,
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
