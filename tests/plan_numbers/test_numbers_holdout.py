"""Holdout tests and response curves, against R's documentation, statsmodels and simulation."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import proportion_effectsize

from assistant.plan.numbers.faults import InputFaults, NumberFault
from assistant.plan.numbers.holdout import HoldoutDesign, plan_holdout, read_holdout
from assistant.plan.numbers.reallocation import reallocate
from assistant.plan.numbers.response import ChannelData, fit_curve


def test_size_as_r_documents_it() -> None:
    # R, stats::power.prop.test, example: p1 = .50, p2 = .75, power = .90 needs n = 76.7.
    plan = plan_holdout(HoldoutDesign(0.5, lift=0.5, power=0.9, share=0.5))
    assert plan.held_out == 77


@pytest.mark.parametrize("share", [0.5, 0.1])
@pytest.mark.parametrize(("baseline", "lift"), [(0.02, 0.1), (0.2, 0.25), (0.5, 0.05)])
def test_size_is_near_that_of_another_method(baseline: float, lift: float, share: float) -> None:
    plan = plan_holdout(HoldoutDesign(baseline, lift=lift, share=share))
    effect = proportion_effectsize(baseline * (1 + lift), baseline)
    other = NormalIndPower().solve_power(effect, alpha=0.05, power=0.8, ratio=(1 - share) / share)
    assert plan.held_out == pytest.approx(other, rel=0.08)


def test_the_power_promised_is_kept() -> None:
    plan = plan_holdout(HoldoutDesign(0.05, lift=0.2))
    random = np.random.default_rng(1)
    reached = random.binomial(plan.exposed, 0.06, 20_000) / plan.exposed
    held = random.binomial(plan.held_out, 0.05, 20_000) / plan.held_out
    pooled = (reached * plan.exposed + held * plan.held_out) / plan.total
    error = np.sqrt(pooled * (1 - pooled) * (1 / plan.exposed + 1 / plan.held_out))
    assert np.mean(np.abs(reached - held) / error > 1.96) == pytest.approx(0.8, abs=0.02)


def test_audience_and_lift_answer_each_other() -> None:
    plan = plan_holdout(HoldoutDesign(0.02, lift=0.1))
    back = plan_holdout(HoldoutDesign(0.02, audience=plan.total))
    assert back.detectable == pytest.approx(0.1, rel=1e-3)


def test_groups_multiply_the_size_by_their_design_effect() -> None:
    alone = plan_holdout(HoldoutDesign(0.1, lift=0.2))
    grouped = plan_holdout(HoldoutDesign(0.1, lift=0.2, cluster=21, icc=0.05))
    assert grouped.design_effect == pytest.approx(2)
    assert grouped.held_out == pytest.approx(2 * alone.held_out, abs=2)


@pytest.mark.parametrize(
    ("design", "field"),
    [
        pytest.param(HoldoutDesign(0, lift=0.1), "baseline", id="no-baseline"),
        pytest.param(HoldoutDesign(0.02), "lift", id="nothing-asked"),
        pytest.param(HoldoutDesign(0.6, lift=1), "lift", id="past-everybody"),
        pytest.param(HoldoutDesign(0.02, audience=5), "audience", id="too-few"),
        pytest.param(HoldoutDesign(0.02, lift=0.1, share=1), "share", id="nobody-reached"),
    ],
)
def test_bad_designs_are_told_at_their_field(design: HoldoutDesign, field: str) -> None:
    with pytest.raises(NumberFault) as caught:
        plan_holdout(design)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        pytest.param((9000, 450, 1000, 20), True, id="clear"),
        pytest.param((9000, 270, 1000, 20), False, id="unclear"),
        pytest.param((9000, 0, 1000, 0), False, id="nobody-converts"),
        pytest.param((9000, 9000, 1000, 1000), False, id="all-convert"),
    ],
)
def test_a_finished_test_is_read(counts: tuple[int, int, int, int], shown: bool) -> None:
    found = read_holdout(*counts)
    assert found.shown is shown
    assert found.difference[1] <= found.difference[0] <= found.difference[2]


def test_intervals_of_a_finished_test_hold_the_truth() -> None:
    random = np.random.default_rng(2)
    kept = 0
    for _ in range(300):
        reached, held = int(random.binomial(2000, 0.06)), int(random.binomial(400, 0.05))
        _, low, high = read_holdout(2000, reached, 400, held).difference
        kept += low <= 0.01 <= high
    assert kept / 300 == pytest.approx(0.95, abs=0.035)


def test_impossible_counts_are_told_at_the_field() -> None:
    with pytest.raises(NumberFault) as caught:
        read_holdout(10, 20, 0, 0)
    assert caught.value.field == "exposed"


def channel(
    name: str,
    ceiling: float,
    scale: float,
    seed: int,
    periods: int = 52,
    spread: tuple[float, float] = (200, 3000),
    noise: float = 5,
) -> ChannelData:
    random = np.random.default_rng(seed)
    spend = random.uniform(*spread, periods)
    response = 20 + ceiling * (1 - np.exp(-spend / scale)) + random.normal(0, noise, periods)
    return ChannelData(name, tuple(spend), tuple(response))


def test_a_curve_is_found_again() -> None:
    curve = fit_curve(channel("a", 100, 700, 4))
    assert curve.ceiling == pytest.approx(100, rel=0.1)
    assert curve.scale == pytest.approx(700, rel=0.2)
    assert curve.doubts == ()


def test_a_move_to_the_steeper_channel_is_a_gain() -> None:
    found = reallocate([channel("a", 100, 500, 1), channel("b", 300, 3000, 2)], "a", "b", 0.2)
    assert found.verdict == "gain"
    assert found.move.low < found.move.change < found.move.high


@pytest.mark.parametrize(
    ("other", "doubt"),
    [
        pytest.param(channel("b", 100, 500, 3, periods=5), "few_periods", id="few"),
        pytest.param(channel("b", 100, 500, 3, spread=(1000, 1050)), "spend_constant", id="alike"),
        pytest.param(channel("b", 0, 500, 3, noise=10), "noisy", id="flat"),
    ],
)
def test_data_that_cannot_say_are_told(other: ChannelData, doubt: str) -> None:
    found = reallocate([channel("a", 100, 500, 1), other], "a", "b", 0.2)
    assert doubt in found.warnings
    assert found.verdict == "cannot_say"


def test_intervals_of_a_move_hold_the_truth() -> None:
    kept = 0
    for seed in range(24):
        one, two = channel("a", 100, 800, seed, 40), channel("b", 300, 2500, seed + 500, 40)
        found = reallocate([one, two], "a", "b", 0.2)
        first, second = found.curves["a"].mean_spend, found.curves["b"].mean_spend
        lost = 100 * (np.exp(-0.8 * first / 800) - np.exp(-first / 800))
        won = 300 * (np.exp(-second / 2500) - np.exp(-(second + 0.2 * first) / 2500))
        kept += found.move.low <= won - lost <= found.move.high
    assert kept / 24 > 0.7


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        pytest.param(("a", "c", 0.1), "target", id="unknown"),
        pytest.param(("a", "a", 0.1), "target", id="same"),
        pytest.param(("a", "b", 0.0), "share", id="nothing-moved"),
    ],
)
def test_bad_moves_are_told(arguments: tuple[str, str, float], field: str) -> None:
    channels = [channel("a", 100, 500, 1), channel("b", 100, 500, 2)]
    with pytest.raises((NumberFault, InputFaults)) as caught:
        reallocate(channels, *arguments)
    assert getattr(caught.value, "field", "") == field
