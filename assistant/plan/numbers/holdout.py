"""Holdout tests: how large, how long, what they can detect, and what a finished one says.

A share of the audience is kept away from the activity (the founding articles suggest 10 %);
the difference between the two groups is the incremental effect, which neither last-click nor
assisted conversions measure.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from assistant.plan.numbers.faults import NumberFault, refuse

POWER = 0.8
ALPHA = 0.05
SHARE = 0.1
# Below two weeks, days of the week weigh unequally on the two groups.
SHORTEST_WEEKS = 2


@dataclass(frozen=True, slots=True)
class HoldoutDesign:
    """What is asked of a test; rates are shares, `lift` is relative (0.1 = 10 % more).

    Either `lift` (how many people are needed?) or `audience` (which lift can be seen?) is given.
    `weekly` is how many people become eligible a week. People reached in groups (stores,
    regions) resemble each other: `cluster` is their mean number and `icc` their intraclass
    correlation.
    """

    baseline: float
    lift: float | None = None
    audience: int | None = None
    weekly: float | None = None
    share: float = SHARE
    power: float = POWER
    alpha: float = ALPHA
    cluster: float = 1.0
    icc: float = 0.0


@dataclass(frozen=True, slots=True)
class HoldoutPlan:
    """A test planned: people in each group, the smallest relative lift it detects, weeks.

    `weeks` is None without `weekly`; `design_effect` is what clusters multiplied the size by.
    """

    design: HoldoutDesign
    exposed: int
    held_out: int
    detectable: float
    weeks: int | None
    design_effect: float
    warnings: tuple[str, ...]

    @property
    def total(self) -> int:
        """People in both groups."""
        return self.exposed + self.held_out


@dataclass(frozen=True, slots=True)
class HoldoutReading:
    """What a finished test says: rates, difference and lift with intervals, extra conversions.

    `lift` and its bounds are None where nobody converted in the holdout. `shown` is True where
    the interval of the difference leaves out zero.
    """

    exposed_rate: float
    held_out_rate: float
    difference: tuple[float, float, float]
    lift: tuple[float, float, float] | None
    extra: tuple[float, float, float]
    p_value: float
    shown: bool
    alpha: float
    warnings: tuple[str, ...]


def plan_holdout(design: HoldoutDesign) -> HoldoutPlan:
    """Size a test of two proportions, or find the lift that an audience lets one see.

    Normal approximation with the variance of each hypothesis, two-sided (Fleiss, Levin and
    Paik, Statistical Methods for Rates and Proportions), from statsmodels; design effect
    1 + (m-1)·icc (Kish, Survey Sampling). Raises NumberFault or InputFaults at the fields.
    """
    _check(design)
    effect = 1.0 + (design.cluster - 1.0) * design.icc
    lift = design.lift if design.lift is not None else _detectable(design, effect)
    held_out = math.ceil(_held_out(design, lift) * effect)
    exposed = math.ceil(held_out * (1 - design.share) / design.share)
    if design.audience is not None and design.lift is None:
        held_out = round(design.audience * design.share)
        exposed = design.audience - held_out
    weeks = None
    if design.weekly:
        weeks = max(SHORTEST_WEEKS, math.ceil((exposed + held_out) / design.weekly))
    return HoldoutPlan(
        design, exposed, held_out, lift, weeks, effect, _warnings(design, held_out, weeks)
    )


def _held_out(design: HoldoutDesign, lift: float) -> float:
    """People held out, not rounded."""
    from statsmodels.stats.proportion import samplesize_proportions_2indep_onetail

    ratio = (1 - design.share) / design.share
    # Called with the holdout as first sample: `ratio` is the second over the first.
    return float(
        samplesize_proportions_2indep_onetail(
            -design.baseline * lift,
            design.baseline * (1 + lift),
            design.power,
            ratio=ratio,
            alpha=design.alpha,
        )
    )


def _detectable(design: HoldoutDesign, effect: float) -> float:
    """The smallest relative lift whose test fits into the audience."""
    from scipy.optimize import brentq

    people = (design.audience or 0) * design.share / effect
    most = (1 - 1e-9) / design.baseline - 1

    def excess(lift: float) -> float:
        return math.log(_held_out(design, lift) / people)

    if people < 1 or excess(most) > 0:
        raise NumberFault(
            "holdout-too-small",
            "No lift at all could be detected with this audience.",
            "Use a larger audience or a larger share held out.",
            "audience",
        )
    return float(brentq(excess, 1e-6, most, xtol=1e-12))


def _check(design: HoldoutDesign) -> None:
    faults = []

    def bound(field: str, value: float | None, low: float, high: float) -> None:
        if value is not None and not low < value < high:
            faults.append(
                NumberFault(
                    "number-out-of-bounds",
                    f"{field}: must lie between {low:g} and {high:g}.",
                    "Correct the value.",
                    field,
                    minimum=f"{low * 100:g} %" if high <= 1 else f"{low:g}",
                    maximum=f"{high * 100:g} %" if high <= 1 else f"{high:g}",
                )
            )

    for field in ("baseline", "share", "power", "alpha"):
        bound(field, getattr(design, field), 0, 1)
    bound("lift", design.lift, 0, 1000)
    bound("weekly", design.weekly, 0, 1e10)
    bound("audience", design.audience, 1, 1e10)
    bound("icc", design.icc, -1e-12, 1)
    bound("cluster", design.cluster, 1 - 1e-12, 1e9)
    if design.lift is None and design.audience is None:
        message = "Neither the lift looked for nor the audience is known."
        faults.append(NumberFault("holdout-open", message, "Give one of them.", "lift"))
    elif not faults and design.lift is not None and design.baseline * (1 + design.lift) >= 1:
        message = f"lift: {design.baseline:.1%} raised by {design.lift:.0%} passes 100 %."
        faults.append(NumberFault("holdout-lift", message, "Give a smaller lift.", "lift"))
    refuse(faults)


def _warnings(design: HoldoutDesign, held_out: int, weeks: int | None) -> tuple[str, ...]:
    found = []
    if held_out * design.baseline < 10:
        found.append("few_conversions")
    if weeks is not None and weeks > 26:
        found.append("long_test")
    if design.audience is not None and design.lift is not None:
        needed = held_out / design.share
        if needed > design.audience:
            found.append("audience_too_small")
    return tuple(found)


def read_holdout(
    exposed: int, exposed_conversions: int, held_out: int, held_out_conversions: int,
    alpha: float = ALPHA,
) -> HoldoutReading:  # fmt: skip
    """Compare the two groups of a finished test.

    Difference and its interval: Newcombe's hybrid score; lift: the score interval of the ratio
    (Miettinen and Nurminen 1985); both from statsmodels. `extra` are conversions among the
    exposed that would not have come without. Raises NumberFault at the field.
    """
    from statsmodels.stats.proportion import confint_proportions_2indep, test_proportions_2indep

    _counted("exposed", exposed, exposed_conversions)
    _counted("held_out", held_out, held_out_conversions)
    counts = (exposed_conversions, exposed, held_out_conversions, held_out)
    first, second = exposed_conversions / exposed, held_out_conversions / held_out
    low, high = confint_proportions_2indep(*counts, method="newcomb", alpha=alpha)
    p_value = 1.0
    if 0 < exposed_conversions + held_out_conversions < exposed + held_out:
        # It also computes a ratio, which may divide by zero and is not used.
        with np.errstate(all="ignore"):
            p_value = float(test_proportions_2indep(*counts, method="score").pvalue)
    few = min(exposed_conversions, held_out_conversions) < 10
    return HoldoutReading(
        first,
        second,
        (first - second, float(low), float(high)),
        _lift(counts, alpha),
        (exposed * (first - second), exposed * float(low), exposed * float(high)),
        p_value,
        bool(low > 0 or high < 0),
        alpha,
        ("few_conversions",) if few else (),
    )


def _counted(field: str, people: int, converted: int) -> None:
    if people <= 0 or not 0 <= converted <= people:
        message = f"{field}: {converted} conversions of {people} people."
        remedy = "People must be above zero, and conversions between zero and people."
        raise NumberFault("holdout-counts", message, remedy, field,
                          people=people, converted=converted)  # fmt: skip


def _lift(counts: tuple[int, int, int, int], alpha: float) -> tuple[float, float, float] | None:
    from statsmodels.stats.proportion import confint_proportions_2indep

    converted, exposed, base, held_out = counts
    if not base or not converted:
        return None
    low, high = confint_proportions_2indep(*counts, compare="ratio", method="score", alpha=alpha)
    ratio = (converted / exposed) / (base / held_out)
    return ratio - 1, float(low) - 1, float(high) - 1
