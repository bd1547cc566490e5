"""Futures of a line whose deviations remember each other: honest where points are few.

A straight line with first-order autoregressive errors. How long they remember is not fitted but
averaged over what the data leave open, from no memory (noise about a line) nearly to a random
walk with drift. Taking the best fitting memory as known, as maximum likelihood does, makes the
intervals of autocorrelated series too narrow: in small samples it is underestimated (Marriott and
Pope 1954; Kendall 1954).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
# Memories that are weighed against each other; 1 would be a random walk.
MEMORIES = np.asarray(
    [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.96, 0.98, 0.995]
)


@dataclass(frozen=True, eq=False)
class _Fit:
    """The line under one memory: its coefficients, their precision, the sum of squares left."""

    memory: float
    line: Array
    precision: Array
    squares: float
    weight: float


def remembering(values: Array, places: Array, ahead: Array, paths: int, seed: int) -> Array:
    """Futures at the places `ahead`, one row each; `places` are those of the values, in periods.

    Three values at least. A draw takes a memory by its posterior weight, the spread from its
    inverse chi-square, the line from its normal given both, then walks on from the last value.
    The prior of the memory rises towards 1 (in proportion to 1 / (1 - memory²)), against the
    downward bias; those of line and spread say nothing (Zellner, An Introduction to Bayesian
    Inference in Econometrics, 1971, chapter 4).
    """
    random = np.random.default_rng(seed)
    size = float(np.std(values)) or 1.0
    centre = float(np.mean(values))
    fits = [_fit((values - centre) / size, places, memory) for memory in MEMORIES]
    weights = np.asarray([each.weight for each in fits])
    prior = np.gradient(MEMORIES) / (1 - MEMORIES**2)
    shares = np.exp(weights - weights.max()) * prior
    counts = random.multinomial(paths, shares / shares.sum())
    last = (values[-1] - centre) / size
    drawn = [
        _walked(fit, (places[-1], last), len(values) - 2, ahead, count, random)
        for fit, count in zip(fits, counts.tolist(), strict=True)
        if count
    ]
    # Mixed, so that the first rows are no less likely than the last.
    return np.asarray(centre + size * random.permutation(np.concatenate(drawn)))


def _fit(values: Array, places: Array, memory: float) -> _Fit:
    """Least squares of the values freed from their memory; exact where periods are missing."""
    kept = memory ** np.diff(places)
    spread = np.sqrt(np.concatenate([[1.0], 1 - kept**2]) / (1 - memory**2))
    design = np.column_stack([np.ones(len(places)), places])
    freed = np.vstack([design[:1], design[1:] - kept[:, None] * design[:-1]]) / spread[:, None]
    target = np.concatenate([values[:1], values[1:] - kept * values[:-1]]) / spread
    precision = freed.T @ freed
    line = np.asarray(np.linalg.solve(precision, freed.T @ target), dtype=np.float64)
    # A perfect line leaves nothing; rounding keeps it from being believed without end.
    squares = max(float(np.sum((target - freed @ line) ** 2)), 1e-12)
    weight = (
        -np.log(spread).sum()
        - 0.5 * np.linalg.slogdet(precision)[1]
        - 0.5 * (len(values) - 2) * np.log(squares)
    )
    return _Fit(float(memory), line, precision, squares, float(weight))


def _walked(
    fit: _Fit,
    last: tuple[float, float],
    degrees: int,
    ahead: Array,
    count: int,
    random: np.random.Generator,
) -> Array:
    scale = np.sqrt(fit.squares / random.chisquare(degrees, count))
    root = np.linalg.inv(np.linalg.cholesky(fit.precision))
    lines = fit.line + scale[:, None] * (random.standard_normal((count, 2)) @ root)
    away = last[1] - lines[:, 0] - lines[:, 1] * last[0]
    paths = np.empty((count, len(ahead)))
    before = last[0]
    for step, place in enumerate(ahead.tolist()):
        kept = fit.memory ** (place - before)
        width = np.sqrt((1 - kept**2) / (1 - fit.memory**2))
        away = kept * away + scale * width * random.standard_normal(count)
        paths[:, step] = lines[:, 0] + lines[:, 1] * place + away
        before = place
    return paths
