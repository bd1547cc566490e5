"""Results of the arithmetic as plain data, ready for JSON; what does not exist is None."""

from __future__ import annotations

import math
from dataclasses import asdict
from datetime import date
from typing import Any

import numpy as np

from assistant.plan.numbers.holdout import HoldoutPlan, HoldoutReading
from assistant.plan.numbers.mirror import Mirror
from assistant.plan.numbers.reallocation import Reallocation
from assistant.plan.numbers.scorecard import Scorecard, Standing
from assistant.plan.numbers.simulate import Returns


def plain(value: Any) -> Any:
    """Numbers, strings, lists and dictionaries; days as text, what is not finite as None."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value


def returns_data(returns: Returns) -> dict[str, Any]:
    """Inputs, likely results, distributions without their histograms, swings."""
    data = {
        "currency": returns.case.currency,
        "shape": returns.case.shape,
        "inputs": {name: asdict(each) for name, each in returns.case.values.items()},
        "results": {**returns.results, "irr": returns.irr},
        "distributions": {
            name: {"mean": each.mean, "percentiles": each.percentiles, "defined": each.defined}
            for name, each in returns.spreads.items()
        },
        "metric": returns.metric,
        "chance_of_loss": returns.loss,
        "drivers": [asdict(each) for each in returns.tornado],
        "draws": returns.draws,
        "seed": returns.seed,
        "warnings": returns.warnings,
    }
    return dict(plain(data))


def holdout_data(plan: HoldoutPlan) -> dict[str, Any]:
    """A planned test."""
    return dict(plain(asdict(plan) | {"total": plan.total}))


def holdout_reading_data(reading: HoldoutReading) -> dict[str, Any]:
    """A finished test."""
    return dict(plain(asdict(reading)))


def reallocation_data(found: Reallocation) -> dict[str, Any]:
    """A move with its sweep; curves without their resamples."""
    curves = {
        name: {
            "base": each.base,
            "ceiling": each.ceiling,
            "scale": each.scale,
            "explained": each.explained,
            "mean_spend": each.mean_spend,
            "periods": each.periods,
            "doubts": each.doubts,
        }
        for name, each in found.curves.items()
    }
    data = {
        "source": found.source,
        "target": found.target,
        "verdict": found.verdict,
        "move": asdict(found.move),
        "sweep": [asdict(each) for each in found.sweep],
        "curves": curves,
        "warnings": found.warnings,
    }
    return dict(plain(data))


def scorecard_data(card: Scorecard) -> dict[str, Any]:
    """Every indicator with its status, series and forecast."""
    return dict(plain({"as_of": card.as_of, "indicators": [_standing(s) for s in card.standings]}))


def _standing(each: Standing) -> dict[str, Any]:
    forecast = None
    if each.forecast:
        low, high = each.forecast.band
        forecast = {
            "method": each.forecast.method,
            "days": each.forecast.days.astype(str),
            "middle": each.forecast.middle,
            "low": low,
            "high": high,
            "slope": each.forecast.slope,
        }
    series = None
    if each.series is not None:
        series = {"days": each.series.days.astype(str), "values": each.series.values,
                  "period": each.series.period}  # fmt: skip
    return {
        **asdict(each.indicator),
        "status": each.status,
        "latest": each.latest,
        "as_of": each.as_of,
        "progress": each.progress,
        "expected": each.expected,
        "chance": each.chance,
        "outlook": each.outlook,
        "missing": each.missing,
        "steps": each.steps,
        "series": series,
        "forecast": forecast,
    }


def mirror_data(mirror: Mirror) -> dict[str, Any]:
    """Two series aligned, their correlations, their stretches, what may be said."""
    data = {
        "first": mirror.first.name,
        "second": mirror.second.name,
        "period": mirror.period,
        "days": mirror.days.astype(str),
        "values": mirror.values,
        "missing": mirror.missing,
        "outside": mirror.outside,
        "verdict": mirror.verdict,
        "best": asdict(mirror.best) if mirror.best else None,
        "levels": [asdict(each) for each in mirror.levels],
        "changes": [asdict(each) for each in mirror.changes],
        "stretches": [asdict(each) for each in mirror.stretches],
        "warnings": mirror.warnings,
    }
    return dict(plain(data))
