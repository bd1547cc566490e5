"""Ranges in, distributions out: a seeded Monte Carlo over a returns case, and what drives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.plan.numbers.faults import NumberFault
from assistant.plan.numbers.inputs import Case, Quantity, Shape
from assistant.plan.numbers.returns import RUNNING_COSTS, evaluate, irr

DRAWS = 100_000
SEED = 20_260_101
PERCENTILES = (5, 10, 50, 90, 95)
BINS = 60


@dataclass(frozen=True, slots=True)
class Spread:
    """How a result is distributed: mean, percentiles by number, share of draws that have it.

    `edges` and `counts` are the histogram between the 0.5th and 99.5th percentile.
    """

    mean: float
    percentiles: Mapping[int, float]
    defined: float
    edges: tuple[float, ...] = ()
    counts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Swing:
    """What one ranged input alone does to the result, the others at their likely value."""

    name: str
    low: float
    high: float

    @property
    def size(self) -> float:
        """Distance between the two results."""
        return abs(self.high - self.low)


@dataclass(frozen=True)
class Returns:
    """A returns case computed: likely results, distributions, chance of loss, what drives it.

    `metric` is what loss and tornado are about: "npv" with a discount rate, else "net".
    `loss` is a share of the draws, None without ranges. `irr` is yearly, None where none exists.
    """

    case: Case
    results: Mapping[str, float]
    irr: float | None
    metric: str
    spreads: Mapping[str, Spread]
    loss: float | None
    tornado: tuple[Swing, ...]
    draws: int
    seed: int
    warnings: tuple[str, ...]


def compute(case: Case, draws: int = DRAWS, seed: int = SEED) -> Returns:
    """Compute a case; the same seed gives the same draws.

    Raises NumberFault where nothing is spent (no ROI exists) or nothing is gained.
    """
    likely = case.likely()
    _enough(case)
    results = {name: float(value) for name, value in evaluate(likely).items()}
    metric = "npv" if "discount" in case else "net"
    spreads: dict[str, Spread] = {}
    loss = None
    if case.ranged:
        drawn = evaluate(sample(case, draws, seed))
        spreads = {
            name: spread(values)
            for name, values in drawn.items()
            if np.ndim(values) and _varies(values)
        }
        worth = np.broadcast_to(np.asarray(drawn[metric], dtype=float), (draws,))
        loss = float(np.mean(worth < 0))
    return Returns(
        case,
        results,
        irr(likely),
        metric,
        spreads,
        loss,
        tornado(case, metric),
        draws if case.ranged else 0,
        seed,
        warnings(case, results),
    )


def _varies(values: NDArray[np.float64]) -> bool:
    finite = values[np.isfinite(values)]
    return len(finite) > 0 and float(np.ptp(finite)) > 0


def sample(case: Case, draws: int, seed: int) -> dict[str, Any]:
    """One array of `draws` values for each ranged input, a number for each other one.

    Inputs are drawn independently of each other, each from a stream of its own name, so that
    adding an input does not change the draws of the others.
    """
    return {
        name: draw(each, case.shape, draws, _stream(seed, name)) if each.ranged else each.likely
        for name, each in case.values.items()
    }


def draw(
    quantity: Quantity, shape: Shape, draws: int, random: np.random.Generator
) -> NDArray[np.float64]:
    """Values between low and high around the likely one.

    Triangular: Evans, Hastings and Peacock, Statistical Distributions. PERT: beta with
    a = 1 + 4(m-l)/(h-l), b = 1 + 4(h-m)/(h-l) (Malcolm et al. 1959, Operations Research 7(5)).
    """
    low, likely, high = quantity.low, quantity.likely, quantity.high
    if shape == "triangular":
        return random.triangular(low, likely, high, draws)
    width = high - low
    first = 1 + 4 * (likely - low) / width
    return low + width * random.beta(first, 6 - first, draws)


def _stream(seed: int, name: str) -> np.random.Generator:
    return np.random.default_rng([seed, *name.encode()])


def spread(values: NDArray[np.float64]) -> Spread:
    """Summarise draws; those that do not exist, such as a payback never reached, are left out.

    With some of them missing, percentiles count a missing one as beyond every other.
    """
    finite = np.sort(values[np.isfinite(values)])
    share = len(finite) / len(values)
    places = {p: int(np.ceil(p / 100 * len(values))) - 1 for p in PERCENTILES}
    percentiles = {
        p: float(finite[max(place, 0)]) if place < len(finite) else float("nan")
        for p, place in places.items()
    }
    if len(finite) == 0:
        return Spread(float("nan"), percentiles, 0.0)
    low, high = finite[int(0.005 * len(finite))], finite[int(0.995 * (len(finite) - 1))]
    counts, edges = np.histogram(finite, bins=BINS, range=(low, high))
    return Spread(
        float(finite.mean()), percentiles, share, tuple(edges.tolist()), tuple(counts.tolist())
    )


def tornado(case: Case, metric: str) -> tuple[Swing, ...]:
    """What each ranged input alone does to the metric, the largest first."""
    likely = case.likely()
    swings = []
    for name in case.ranged:
        each = case.values[name]
        low, high = (
            float(evaluate(likely | {name: value})[metric]) for value in (each.low, each.high)
        )
        swings.append(Swing(name, low, high))
    moving = [swing for swing in swings if swing.size > 0]
    return tuple(sorted(moving, key=lambda swing: -swing.size))


def _enough(case: Case) -> None:
    spent = case.values["setup"].high + sum(case.values[name].high for name in RUNNING_COSTS)
    if spent <= 0:
        raise NumberFault(
            "cost-zero",
            "Nothing is spent: a return on investment divides by the cost.",
            "Give at least one cost; internal time counts too.",
            "people",
        )


def warnings(case: Case, results: Mapping[str, float]) -> tuple[str, ...]:
    """Codes of what a reader should know before believing the result."""
    values = case.values
    found = []
    credited = [values[f"{each}_revenue"] for each in ("last_click", "assisted")
                if f"{each}_revenue" in values]  # fmt: skip
    if values["incremental_revenue"].high == 0 and credited:
        found.append("only_credited")
    if any(each.likely < values["incremental_revenue"].likely for each in credited):
        found.append("more_than_credited")
    if not case.ranged:
        found.append("no_ranges")
    if values["people"].high == 0:
        found.append("no_people_cost")
    if "discount" not in case:
        found.append("no_discount")
    if "new_customers" in case and values["incremental_revenue"].high > 0:
        found.append("not_added")
    if np.isnan(results["payback"]):
        found.append("no_payback")
    if results["benefit"] == 0:
        found.append("no_benefit")
    return tuple(found)
