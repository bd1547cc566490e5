"""Response curves: what a channel brings at each level of spend, learned from its own data.

The stated form is saturating: response = base + ceiling x (1 - exp(-spend / scale)), per
period. It rises ever more slowly; `scale` is the spend at which 63 % of the ceiling is reached.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.plan.numbers.faults import NumberFault

Array = NDArray[np.float64]
LEAST_PERIODS = 8
RESAMPLES = 1000
SCALES = 60
# A range of spend below this share of its mean shows no curve.
LEAST_VARIATION = 0.15
LEAST_EXPLAINED = 0.2


@dataclass(frozen=True)
class ChannelData:
    """What was spent and what came back, period by period, in one currency."""

    name: str
    spend: tuple[float, ...]
    response: tuple[float, ...]


@dataclass(frozen=True)
class Curve:
    """A fitted channel: the best curve, and one curve for each resample of its periods.

    `draws` has a row (base, ceiling, scale) for each resample. `explained` is R². `doubts` are
    codes of why the data cannot carry a decision; empty where they can.
    """

    name: str
    base: float
    ceiling: float
    scale: float
    draws: Array
    explained: float
    mean_spend: float
    lowest_spend: float
    highest_spend: float
    periods: int
    doubts: tuple[str, ...]

    def response(self, spend: Array | float) -> Array:
        """Best estimate of the response at each spend."""
        best: Array = respond(np.asarray([[self.base, self.ceiling, self.scale]]), spend)[0]
        return best

    def drawn(self, spend: Array | float) -> Array:
        """Response of every resampled curve: rows are resamples, columns spends."""
        return respond(self.draws, spend)


def respond(curves: Array, spend: Array | float) -> Array:
    """base + ceiling x (1 - exp(-spend / scale)) for rows of curves and columns of spends."""
    spends = np.atleast_1d(np.asarray(spend, dtype=float))
    base, ceiling, scale = (curves[:, place, None] for place in range(3))
    responses: Array = base - ceiling * np.expm1(-spends[None, :] / scale)
    return responses


def fit_curve(data: ChannelData, seed: int = 1) -> Curve:
    """Fit by least squares over a grid of scales, base and ceiling exactly for each of them.

    Uncertainty: the pairs bootstrap, 1,000 resamples of periods (Efron and Tibshirani, An
    Introduction to the Bootstrap). Raises NumberFault where lengths differ, a number is negative
    or not finite, or there are fewer than three periods.
    """
    spend, response = _checked(data)
    widest = max(float(spend.max()), 1e-12)
    scales = widest * np.geomspace(0.05, 20, SCALES)
    shapes = -np.expm1(-spend[:, None] / scales[None, :])
    random = np.random.default_rng([seed, *data.name.encode()])
    count = len(spend)
    weights = random.multinomial(count, np.full(count, 1 / count), RESAMPLES).astype(float)
    best = _solve(np.ones((1, count)), shapes, response, scales)
    draws = _solve(weights, shapes, response, scales)
    fitted = respond(best, spend)[0]
    total = float(np.sum((response - response.mean()) ** 2))
    explained = 1 - float(np.sum((response - fitted) ** 2)) / total if total > 0 else 0.0
    return Curve(
        data.name,
        float(best[0, 0]),
        float(best[0, 1]),
        float(best[0, 2]),
        draws,
        explained,
        float(spend.mean()),
        float(spend.min()),
        float(spend.max()),
        count,
        _doubts(spend, best[0], draws, explained),
    )


def _solve(weights: Array, shapes: Array, response: Array, scales: Array) -> Array:
    """Weighted least squares for each row of weights and each scale; the best scale's curve.

    The ceiling is not let below zero: spending more never brings less.
    """
    total = weights.sum(axis=1, keepdims=True)
    mean_shape = weights @ shapes / total
    mean_response = (weights @ response)[:, None] / total
    cross = weights @ (shapes * response[:, None]) / total - mean_shape * mean_response
    variance = weights @ shapes**2 / total - mean_shape**2
    spread = weights @ response[:, None] ** 2 / total - mean_response**2
    ceiling = np.maximum(cross / np.maximum(variance, 1e-15), 0.0)
    misfit = spread - 2 * ceiling * cross + ceiling**2 * variance
    rows = np.arange(len(weights))
    chosen = misfit.argmin(axis=1)
    slope = ceiling[rows, chosen]
    base = mean_response[:, 0] - slope * mean_shape[rows, chosen]
    return np.column_stack([base, slope, scales[chosen]])


def _checked(data: ChannelData) -> tuple[Array, Array]:
    spend = np.asarray(data.spend, dtype=float)
    response = np.asarray(data.response, dtype=float)
    broken = len(spend) != len(response) or len(spend) < 3
    if broken or not (np.isfinite(spend).all() and np.isfinite(response).all()):
        raise NumberFault(
            "response-data",
            f"{data.name}: needs at least three periods with spend and response.",
            "Complete the rows or leave the channel out.",
            data.name,
            channel=data.name,
        )
    if (spend < 0).any():
        raise NumberFault(
            "response-negative",
            f"{data.name}: spend is negative in a period.",
            "Correct the row.",
            data.name,
            channel=data.name,
        )
    return spend, response


def _doubts(spend: Array, best: Array, draws: Array, explained: float) -> tuple[str, ...]:
    """Why the data cannot say: too few, too alike, no slope, no bend."""
    found = []
    if len(spend) < LEAST_PERIODS:
        found.append("few_periods")
    mean = float(spend.mean())
    if mean == 0 or float(spend.std()) < LEAST_VARIATION * mean:
        found.append("spend_constant")
    here = np.asarray([mean * 0.95, mean * 1.05])
    slopes = np.diff(respond(draws, here), axis=1)[:, 0]
    if mean > 0 and np.mean(slopes <= 1e-9 * max(abs(best[1]), 1e-9)) > 0.1:
        found.append("no_effect")
    if explained < LEAST_EXPLAINED:
        found.append("noisy")
    # Where a tenth of the resamples prefer a straight line, the bend is a guess.
    if np.mean(draws[:, 2] > 5 * spend.max()) > 0.1:
        found.append("no_saturation")
    return tuple(found)


def pooled(curves: Sequence[Curve]) -> tuple[str, ...]:
    """Every doubt of several channels, each once."""
    return tuple(dict.fromkeys(doubt for curve in curves for doubt in curve.doubts))
