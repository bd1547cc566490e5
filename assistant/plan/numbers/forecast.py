"""Where a series is heading: thousands of possible futures, honest about few points."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from assistant.plan.numbers.memory import remembering
from assistant.plan.numbers.periods import every_first, first_days
from assistant.plan.numbers.series import Series, at_period

Array = NDArray[np.float64]
Method = Literal["memory", "structural"]
# A line through fewer points leaves no error to judge it by.
LEAST_POINTS = 4
LEAST_FOR_SEASONS = 36
PATHS = 4000
# Four futures in five lie inside.
LEVEL = 0.8
LONGEST = 120


@dataclass(frozen=True, eq=False)
class Forecast:
    """Futures of a series: `paths` has one row for each, one column for each period ahead.

    `slope` is the change a period with its 95 % interval, from a straight line through the past.
    """

    method: Method
    days: NDArray[np.datetime64]
    paths: Array
    slope: tuple[float, float, float]

    @property
    def middle(self) -> Array:
        """Median of each period ahead."""
        return np.median(self.paths, axis=0)

    @property
    def band(self) -> tuple[Array, Array]:
        """Bounds between which four futures in five lie, for each period ahead."""
        low, high = np.percentile(self.paths, [50 * (1 - LEVEL), 50 * (1 + LEVEL)], axis=0)
        return low, high


def forecast(series: Series, until: Any, seed: int = 1) -> Forecast | None:
    """Forecast a series to the period of the day `until`; None with fewer than four points.

    A straight line with deviations that remember each other, everything unknown drawn from what
    the data leave open (see `remembering`). Monthly series of 36 points on which yearly seasons
    pay: a drifting level with noise and seasons (local linear deterministic trend, by maximum
    likelihood; Harvey, Forecasting, Structural Time Series Models and the Kalman Filter), by
    statsmodels. Shares stay between 0 and 1, and what never was negative stays so.
    """
    whole = at_period(series, series.period)
    known = whole.present
    if len(known) < LEAST_POINTS:
        return None
    end = first_days(np.asarray([until], dtype="datetime64[D]"), series.period)[0]
    days = every_first(known.days[-1], end, series.period)[1 : LONGEST + 1]
    line = _line(whole)
    method: Method = "memory"
    paths = None
    if len(days) and series.period == "month" and len(whole) >= LEAST_FOR_SEASONS:
        method = "structural"
        paths = _structural(whole.values, len(days), 12, seed)
    if paths is None:
        method = "memory"
        places = _positions(whole, known.days)
        paths = remembering(known.values, places, _positions(whole, days), PATHS, seed)
    return Forecast(method, days, _bounded(paths, series), _slope(line))


def _positions(series: Series, days: Any) -> Array:
    """Place of each day counted in periods from the first of the series."""
    every = every_first(series.days[0], days[-1] if len(days) else series.days[-1], series.period)
    places: Array = np.searchsorted(every, days).astype(float)
    return places


def _line(series: Series) -> Any:
    import statsmodels.api as sm

    place = np.arange(len(series), dtype=float)
    there = np.isfinite(series.values)
    return sm.OLS(series.values[there], sm.add_constant(place[there])).fit()


def _slope(line: Any) -> tuple[float, float, float]:
    low, high = line.conf_int()[1]
    return float(line.params[1]), float(low), float(high)


def _structural(values: Array, ahead: int, seasons: int, seed: int) -> Array | None:
    """Futures of a drifting level with noise and seasons; None where the seasons do not pay.

    From the last state and what is open about it; Student's t rather than the normal
    distribution, for the variances are estimated too.
    """
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    size = float(np.nanstd(values))
    if size == 0:
        return None
    centre = float(np.nanmean(values))
    with warnings.catch_warnings():
        # Told by the width of the interval rather than by a warning.
        warnings.simplefilter("ignore")
        try:
            fits = [
                UnobservedComponents(
                    (values - centre) / size,
                    level="lldtrend",
                    seasonal=season or None,
                    stochastic_seasonal=False,
                ).fit(disp=False, maxiter=200)
                for season in {0, seasons}
            ]
        except (ValueError, np.linalg.LinAlgError):
            return None
    # Seasons have to earn their eleven parameters.
    best = min(fits, key=lambda fit: fit.aic + (2 if fit.model.seasonal else 0))
    if not best.model.seasonal:
        return None
    degrees = max(int(np.isfinite(values).sum()) - 3, 1)
    drawn = _walked(best, ahead, degrees, np.random.default_rng(seed))
    return centre + size * drawn if np.isfinite(drawn).all() else None


def _walked(fitted: Any, ahead: int, degrees: int, random: np.random.Generator) -> Array:
    """Paths of a fitted state space, each from a state and a scale of its own."""
    space = fitted.model.ssm
    transition, select = space["transition"], space["selection"]
    design, noise = space["design"][0], float(space["obs_cov"][0, 0])
    shocks = np.sqrt(np.diag(space["state_cov"]))[:, None]
    scale = np.sqrt(degrees / random.chisquare(degrees, PATHS))
    mean, spread = fitted.predicted_state[:, -1], fitted.predicted_state_cov[:, :, -1]
    values, vectors = np.linalg.eigh(spread)
    root = vectors * np.sqrt(np.maximum(values, 0))
    state = mean[:, None] + scale * (root @ random.standard_normal((len(mean), PATHS)))
    paths = np.empty((PATHS, ahead))
    for step in range(ahead):
        paths[:, step] = design @ state + scale * np.sqrt(noise) * random.standard_normal(PATHS)
        drawn = shocks * random.standard_normal((len(shocks), PATHS))
        state = transition @ state + scale * (select @ drawn)
    return paths


def _bounded(paths: Array, series: Series) -> Array:
    if np.nanmin(series.values) >= 0:
        paths = np.maximum(paths, 0)
    return np.minimum(paths, 1) if series.unit == "%" and np.nanmax(series.values) <= 1 else paths
