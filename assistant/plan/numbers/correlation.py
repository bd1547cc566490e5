"""Correlation between two series at every lag, honest about autocorrelation and many looks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
LEAST_PAIRS = 8
ALPHA = 0.05


@dataclass(frozen=True, slots=True)
class Lag:
    """Correlation where the first series leads by `lag` periods (it follows where negative).

    `low` and `high` bound it at 95 %, with `effective` independent pairs in place of `pairs`;
    `adjusted` is the p-value after allowing for all lags looked at.
    """

    lag: int
    r: float
    low: float
    high: float
    pairs: int
    effective: float
    p: float
    adjusted: float


def correlations(first: Array, second: Array, most: int) -> tuple[Lag, ...]:
    """Correlation at every lag from -most to most where enough pairs are left."""
    found = []
    for lag in range(-most, most + 1):
        one = first[: len(first) - lag] if lag >= 0 else first[-lag:]
        other = second[lag:] if lag >= 0 else second[:lag]
        there = np.isfinite(one) & np.isfinite(other)
        if there.sum() >= LEAST_PAIRS and np.ptp(one[there]) > 0 and np.ptp(other[there]) > 0:
            found.append((lag, one, other, there))
    return tuple(_lag(*each, tests=len(found)) for each in found)


def _lag(lag: int, one: Array, other: Array, there: NDArray[np.bool_], tests: int) -> Lag:
    """Fisher's z with as many pairs as are worth independent ones; p times the lags looked at.

    The interval is for this lag alone; the adjusted p (Bonferroni) for having picked it.
    """
    from scipy.stats import norm

    pairs = int(there.sum())
    r = float(np.corrcoef(one[there], other[there])[0, 1])
    effective = effective_pairs(one, other)
    bounded = min(max(r, -1 + 1e-12), 1 - 1e-12)
    width = 1 / np.sqrt(max(effective - 3, 0.5))
    centre = np.arctanh(bounded)
    quantile = float(norm.ppf(1 - ALPHA / 2))
    p = float(2 * norm.sf(abs(centre) / width))
    low, high = np.tanh(centre - quantile * width), np.tanh(centre + quantile * width)
    return Lag(lag, r, float(low), float(high), pairs, effective, p, min(1.0, p * tests))


def effective_pairs(one: Array, other: Array) -> float:
    """How many independent pairs autocorrelated ones are worth, at most as many as there are.

    n / (1 + 2 Σ (1-k/n) a(k) b(k)) with the autocorrelations a and b of the two series
    (Bartlett 1935; Pyper and Peterman 1998, Canadian Journal of Fisheries and Aquatic Sciences
    55), summed up to n/4.
    """
    there = np.isfinite(one) & np.isfinite(other)
    count = int(there.sum())
    lags = max(1, count // 4)
    a, b = _autocorrelation(one, there, lags), _autocorrelation(other, there, lags)
    weights = 1 - np.arange(1, lags + 1) / count
    inflation = 1 + 2 * float(np.sum(weights * a * b))
    return float(count / max(inflation, 1.0))


def _autocorrelation(values: Array, there: NDArray[np.bool_], lags: int) -> Array:
    """Autocorrelation from lag 1 on; what is missing contributes nothing."""
    centred = np.where(there, values - values[there].mean(), 0.0)
    whole = float(centred @ centred)
    count = int(there.sum())
    found = np.zeros(lags)
    for lag in range(1, min(lags, len(centred) - 1) + 1):
        pairs = int(np.sum(there[lag:] & there[:-lag]))
        if pairs:
            # Corrected for the bias of short series (Pyper and Peterman 1998, equation 7).
            found[lag - 1] = count / pairs * float(centred[lag:] @ centred[:-lag]) / whole
    return np.clip(found, -1, 1)
