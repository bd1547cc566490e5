"""Returns against numpy-financial and worked examples that others published."""

from __future__ import annotations

import math

import numpy as np
import numpy_financial as npf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.plan.numbers.faults import InputFaults, NumberFault, faults_of
from assistant.plan.numbers.inputs import INPUTS, Quantity
from assistant.plan.numbers.returns import clv, evaluate, flows, irr, monthly_flows
from assistant.plan.numbers.simulate import compute, draw, sample
from assistant.plan.numbers.typed import read_case

PLAIN = {"setup": "1000", "people": "100", "incremental_revenue": "1000", "margin": "30 %"}
RANGED = PLAIN | {"incremental_revenue": "600:1000:1200", "margin": "20%:30%:35%", "discount": "8%"}


def values(**typed: str) -> dict[str, float]:
    return read_case(PLAIN | typed).likely()


def test_lifetime_value_as_farris_computes_it() -> None:
    # Farris et al., Marketing Metrics (2010), customer lifetime value: an Internet provider keeps
    # 99.5 % a month of customers worth $19.95 - $1.50 - $6/12, at 1 % a month: $1,191.
    assert clv(19.95 - 1.50 - 6 / 12, 0.995, 0.01) == pytest.approx(1191, abs=0.5)


def test_lifetime_value_does_not_exist_where_nobody_leaves() -> None:
    assert math.isnan(clv(100.0, 1.0, 0.0))


@given(
    setup=st.floats(0, 1e6),
    cost=st.floats(0, 1e5),
    revenue=st.floats(0, 1e6),
    rate=st.floats(0, 0.9),
    months=st.integers(1, 120),
    ramp=st.floats(0, 30),
)
@settings(max_examples=60)
def test_present_value_is_that_of_numpy_financial(
    setup: float, cost: float, revenue: float, rate: float, months: int, ramp: float
) -> None:
    case = values() | {
        "setup": setup, "people": cost, "incremental_revenue": revenue, "discount": rate,
        "horizon": months, "ramp": ramp,
    }  # fmt: skip
    expected = npf.npv((1 + rate) ** (1 / 12) - 1, monthly_flows(case))
    assert evaluate(case)["npv"] == pytest.approx(expected, rel=1e-9, abs=1e-6)


@pytest.mark.parametrize("revenue", ["700", "1000", "5000", "90000"])
@pytest.mark.parametrize("months", ["12", "60"])
def test_internal_rate_is_that_of_numpy_financial(revenue: str, months: str) -> None:
    case = values(incremental_revenue=revenue, horizon=months, ramp="4")
    found = irr(case)
    assert found is not None
    assert found == pytest.approx((1 + npf.irr(monthly_flows(case))) ** 12 - 1, rel=1e-8)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param({"incremental_revenue": "100"}, id="never-positive"),
        pytest.param({"setup": "0", "incremental_revenue": "9000"}, id="never-negative"),
    ],
)
def test_internal_rate_does_not_exist_without_a_change_of_sign(typed: dict[str, str]) -> None:
    assert irr(values(**typed)) is None


def test_the_example_by_hand() -> None:
    # 12 months of 1000 x 30 % against 1000 at once and 100 a month.
    results = evaluate(values())
    assert results["benefit"] == pytest.approx(3600)
    assert results["cost"] == pytest.approx(2200)
    assert results["roi"] == pytest.approx(1400 / 2200)
    assert results["payback"] == pytest.approx(5)
    assert results["break_even"] == pytest.approx(1 - 2200 / 3600)


def test_every_stream_by_hand() -> None:
    case = values(
        contacts_avoided="200", contact_cost="6", social_contact_cost="2", hires="6",
        hire_cost="5000", social_hire_cost="1000", customers_reached="1000", churn_before="20 %",
        churn_after="15 %", customer_margin="240", new_customers="10", retention="80 %",
        discount="10 %",
    )  # fmt: skip
    results = evaluate(case)
    assert results["service"] == pytest.approx(200 * 4)
    assert results["hiring"] == pytest.approx(6 * 4000 / 12)
    assert results["retained"] == pytest.approx(50)
    assert results["retention"] == pytest.approx(50 * 240 / 12)
    assert results["cac"] == pytest.approx(2200 / 120)
    assert results["clv"] == pytest.approx(240 * 0.8 / 0.3)
    assert results["clv_cac"] == pytest.approx(640 / (2200 / 120))


def test_credited_sales_never_enter_the_return() -> None:
    alone, credited = values(), values(last_click_revenue="9000", assisted_revenue="20000")
    assert evaluate(credited)["roi"] == evaluate(alone)["roi"]
    assert evaluate(credited)["roi_last_click"] > evaluate(credited)["roi"]


def test_credited_sales_of_nothing_need_no_margin() -> None:
    case = read_case({"people": "100", "last_click_revenue": "0"}).likely()
    assert evaluate(case)["roi_last_click"] == -1


def test_payback_is_when_the_balance_stays_positive() -> None:
    found = flows(values(ramp="6"), 300.0)
    balance = np.cumsum(monthly_flows(values(ramp="6")))
    month = int(np.flatnonzero(balance < 0)[-1])
    inside = -balance[month] / (balance[month + 1] - balance[month])
    assert float(found.payback) == pytest.approx(month + inside)


@pytest.mark.parametrize("shape", ["pert", "triangular"])
def test_draws_have_the_mean_of_their_distribution(shape: str) -> None:
    drawn = draw(Quantity(10, 20, 60), shape, 200_000, np.random.default_rng(1))  # type: ignore[arg-type]
    mean = (10 + 4 * 20 + 60) / 6 if shape == "pert" else (10 + 20 + 60) / 3
    assert drawn.mean() == pytest.approx(mean, rel=0.005)
    assert 10 <= drawn.min() <= drawn.max() <= 60


def test_one_seed_gives_one_result() -> None:
    case = read_case(RANGED)
    first, second, other = compute(case, 5000, 7), compute(case, 5000, 7), compute(case, 5000, 8)
    assert first.spreads == second.spreads
    assert first.spreads != other.spreads


def test_an_added_input_leaves_the_draws_of_the_others() -> None:
    one = sample(read_case(RANGED), 100, 3)
    more = sample(read_case(RANGED | {"media": "1:2:3"}), 100, 3)
    assert (one["margin"] == more["margin"]).all()


def test_chance_of_loss_is_that_of_the_draws() -> None:
    case = read_case(RANGED | {"people": "150"})
    found = compute(case, 20_000)
    drawn = evaluate(sample(case, 20_000, found.seed))["npv"]
    assert found.loss == pytest.approx(float(np.mean(drawn < 0)))
    assert 0 < found.loss < 1
    assert found.spreads["npv"].percentiles[50] == pytest.approx(np.median(drawn), rel=1e-3)


def test_the_tornado_is_ordered_and_reaches_what_the_ends_give() -> None:
    found = compute(read_case(RANGED), 1000)
    assert [swing.name for swing in found.tornado] == ["incremental_revenue", "margin"]
    low = evaluate(read_case(RANGED).likely() | {"margin": 0.2})["npv"]
    assert found.tornado[1].low == pytest.approx(float(low))


@pytest.mark.parametrize(
    ("typed", "field", "code"),
    [
        pytest.param({"media": "-5"}, "media", "number-out-of-bounds", id="negative"),
        pytest.param({"horizon": "500"}, "horizon", "number-out-of-bounds", id="too-long"),
        pytest.param({"horizon": "1,5"}, "horizon", "number-not-whole", id="half-months"),
        pytest.param({"margin": "150"}, "margin", "number-out-of-bounds", id="above-all"),
        pytest.param({"media": "3:2:1"}, "media", "range-order", id="falling-range"),
        pytest.param({"media": "1:2"}, "media", "range-shape", id="two-values"),
        pytest.param({"hires": "3"}, "hire_cost", "input-needed", id="half-a-stream"),
        pytest.param({"media": "5 €", "tools": "5 $"}, "tools", "currency-mixed", id="currencies"),
        pytest.param({"colour": "3"}, "colour", "input-unknown", id="unknown"),
        pytest.param(
            {"customers_reached": "10", "customer_margin": "5", "churn_before": "5 %",
             "churn_after": "9 %"}, "churn_after", "churn-rises", id="worse-than-before",
        ),
    ],
)  # fmt: skip
def test_bad_inputs_are_told_at_their_field(typed: dict[str, str], field: str, code: str) -> None:
    with pytest.raises(NumberFault) as caught:
        read_case(PLAIN | typed)
    assert (caught.value.field, caught.value.code) == (field, code)


def test_several_bad_inputs_are_told_together() -> None:
    with pytest.raises(InputFaults) as caught:
        read_case(PLAIN | {"media": "abc", "margin": "1", "tools": "inf"})
    assert {each.field for each in faults_of(caught.value)} == {"media", "margin", "tools"}


def test_nothing_spent_has_no_return() -> None:
    with pytest.raises(NumberFault, match="Nothing is spent"):
        compute(read_case({"incremental_revenue": "10", "margin": "50"}))


@given(st.dictionaries(st.sampled_from(sorted(INPUTS)), st.floats(0, 100), max_size=12))
@settings(max_examples=60)
def test_any_inputs_give_results_or_a_fault(typed: dict[str, float]) -> None:
    texts = {name: f"{value:.2f} %" if INPUTS[name].kind == "rate" else f"{value:.2f}"
             for name, value in typed.items()}  # fmt: skip
    try:
        found = compute(read_case(texts), 1000)
    except (NumberFault, InputFaults):
        return
    assert found.results["net"] == pytest.approx(found.results["benefit"] - found.results["cost"])
