"""Forecasts, statuses, mapped columns; two series in the mirror."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from statsmodels.api import OLS, add_constant

from assistant.plan.numbers.correlation import effective_pairs
from assistant.plan.numbers.desk import Numbers
from assistant.plan.numbers.faults import InputFaults, NumberFault, faults_of
from assistant.plan.numbers.forecast import forecast
from assistant.plan.numbers.mirror import compare
from assistant.plan.numbers.scorecard import Indicator, standing
from assistant.plan.numbers.series import Reading, Series


def monthly(values: object, name: str = "x", first: str = "2024-01") -> Series:
    numbers = np.asarray(values, dtype=float)
    start = np.datetime64(first, "M")
    every = (start + np.arange(len(numbers)).astype("timedelta64[M]")).astype("datetime64[D]")
    return Series(name, every, numbers, "month", "", "mean")


def test_three_points_have_no_forecast() -> None:
    assert forecast(monthly([1, 2, 3]), "2025-01-01") is None


def test_the_slope_is_that_of_least_squares() -> None:
    values = 50 + 3 * np.arange(7) + np.random.default_rng(1).normal(0, 2, 7)
    found = forecast(monthly(values), "2025-01-01")
    line = OLS(values, add_constant(np.arange(7.0))).fit()
    assert found is not None
    assert found.slope[0] == pytest.approx(line.params[1])
    assert found.slope[1:] == pytest.approx(line.conf_int()[1])


def simulated(kind: str, count: int, random: np.random.Generator) -> np.ndarray:
    """A line with noise, a random walk, or noise that remembers so much of itself (AR(1))."""
    noise = random.normal(0, 5, count)
    if kind == "line":
        return 100 + 2 * np.arange(count) + noise
    if kind == "walk":
        return 100 + noise.cumsum()
    memory = float(kind)
    values = np.zeros(count)
    values[0] = noise[0] / np.sqrt(1 - memory**2)
    for place in range(1, count):
        values[place] = memory * values[place - 1] + noise[place]
    return 200 + values


@pytest.mark.parametrize("points", [6, 12, 30])
@pytest.mark.parametrize("kind", ["line", "0.5", "0.8", "0.9", "walk"])
def test_about_four_futures_in_five_lie_inside(kind: str, points: int) -> None:
    random = np.random.default_rng(3)
    ahead = 4
    inside = []
    for _ in range(60):
        values = simulated(kind, points + ahead, random)
        until = (np.datetime64("2024-01") + points + ahead - 1).astype("datetime64[D]")
        found = forecast(monthly(values[:points]), until)
        assert found is not None
        low, high = found.band
        inside.append(np.mean((low <= values[points:]) & (values[points:] <= high)))
    assert 0.7 < np.mean(inside) < 0.99


def test_memory_widens_the_interval() -> None:
    random = np.random.default_rng(9)
    until = "2026-12-01"
    spreads = []
    for kind in ("line", "0.9"):
        found = forecast(monthly(simulated(kind, 30, random)), until)
        assert found is not None
        low, high = found.band
        spreads.append(high[-1] - low[-1])
    assert spreads[1] > 1.3 * spreads[0]


def test_missing_periods_do_not_move_a_perfect_line() -> None:
    values = 10.0 + 2 * np.arange(12)
    values[[3, 4, 8]] = np.nan
    found = forecast(monthly(values), "2025-03-01")
    assert found is not None
    assert found.middle == pytest.approx([34, 36, 38], abs=0.01)


def test_yearly_seasons_are_carried_on() -> None:
    months = np.arange(48)
    random = np.random.default_rng(2)
    values = 100 + 20 * np.sin(months / 6 * np.pi) + random.normal(0, 1, 48)
    found = forecast(monthly(values), "2028-12-01")
    assert found is not None
    assert found.method == "structural"
    expected = 100 + 20 * np.sin((months[:12]) / 6 * np.pi)
    assert np.abs(found.middle[:12] - expected).max() < 6


def test_forecasts_stay_where_values_can_be() -> None:
    series = monthly([0.9, 0.5, 0.3, 0.2, 0.1, 0.05])
    found = forecast(Series(series.name, series.days, series.values, "month", "%"), "2026-01-01")
    assert found is not None
    assert found.paths.min() >= 0
    assert found.paths.max() <= 1


RISING = [100, 111, 119, 132, 138, 151, 160, 171, 179]


@pytest.mark.parametrize(
    ("indicator", "values", "status"),
    [
        pytest.param(Indicator("x", 200, 100, due=date(2024, 12, 31)), RISING, "on_track", id="on"),
        pytest.param(Indicator("x", 400, 100, due=date(2024, 12, 31)), RISING, "off_track",
                     id="off"),
        pytest.param(Indicator("x", 50, 200, "down", due=date(2024, 12, 31)), RISING, "off_track",
                     id="wrong-way"),
        pytest.param(Indicator("x", 150, 100, due=date(2024, 9, 1)), RISING, "reached",
                     id="reached"),
        pytest.param(Indicator("x", 250, 100, due=date(2024, 9, 1)), RISING, "missed", id="missed"),
        pytest.param(Indicator("x", 1000, counting="total", due=date(2024, 12, 31)), RISING,
                     "reached", id="total-reached"),
        pytest.param(Indicator("x", 200, 100, due=date(2024, 12, 31)), RISING[:3], "too_early",
                     id="early"),
        pytest.param(Indicator("x", 200, 100), RISING, "too_early", id="no-due-day"),
        pytest.param(Indicator("x"), RISING, "no_target", id="no-target"),
        pytest.param(Indicator("x", 200), [np.nan, np.nan], "no_data", id="no-data"),
    ],
)  # fmt: skip
def test_statuses(indicator: Indicator, values: list[float], status: str) -> None:
    assert standing(indicator, monthly(values)).status == status


def test_progress_and_the_straight_line() -> None:
    indicator = Indicator("x", 200, 100, start=date(2024, 1, 1), due=date(2024, 12, 31))
    found = standing(indicator, monthly(RISING))
    assert found.progress == pytest.approx(0.79)
    assert found.expected == pytest.approx(100 + 100 * 244 / 365)


@pytest.fixture
def numbers(tmp_path: Path) -> Numbers:
    return Numbers(tmp_path)


def test_targets_are_read_in_either_language(numbers: Numbers) -> None:
    table = numbers.table(
        "KPI;Unité;Sens;Départ;Cible;Échéance;Comptage\n"
        "Taux;%;hausse;2 %;4 %;31/12/2026;\nCoût;EUR;baisse;1 200,50;900;2026-12-31;cumul\n"
        .encode(), "cibles.csv",
    )  # fmt: skip
    first, second = numbers.indicators(table)
    assert (first.baseline, first.target, first.better) == (0.02, 0.04, "up")
    assert (second.baseline, second.counting, second.better) == (1200.5, "total", "down")
    assert first.due == second.due == date(2026, 12, 31)


def test_every_wrong_target_is_told_with_its_row(numbers: Numbers) -> None:
    table = numbers.table(b"KPI;Target;Due\nA;abc;\nB;5;never\nC;1;\nC;2;\n", "t.csv")
    with pytest.raises(InputFaults) as caught:
        numbers.indicators(table)
    assert [each.field for each in faults_of(caught.value)] == ["target.2", "due.3", "name.5"]


def test_a_mapping_is_remembered_for_the_same_headings(numbers: Numbers) -> None:
    first = numbers.table(b"Date,Sessions,Users\n2024-01-01,5,3\n2024-02-01,6,4\n", "jan.csv")
    with pytest.raises(NumberFault, match="no column leads"):
        numbers.actuals(first, ["Visits"])
    assert numbers.actuals(first, ["Visits"], mapping={"Sessions": "Visits"}).keys() == {"Visits"}
    later = numbers.table(b"Date,Users,Sessions\n2024-03-01,5,7\n2024-04-01,6,8\n", "march.csv")
    assert numbers.actuals(later, ["Visits"])["Visits"].values.tolist() == [7, 8]


def test_long_tables_hold_several_indicators(numbers: Numbers) -> None:
    table = numbers.table(
        b"Date;KPI;Value\n2024-01-01;A;1\n2024-01-01;B;5\n2024-02-01;A;2\n", "long.csv"
    )
    found = numbers.actuals(table, ["A", "B"])
    assert {name: series.values.tolist() for name, series in found.items()} == {
        "A": [1, 2], "B": [5],
    }  # fmt: skip


def walk(random: np.random.Generator, count: int, memory: float) -> np.ndarray:
    values = np.zeros(count)
    for place in range(1, count):
        values[place] = memory * values[place - 1] + random.normal()
    return values


@pytest.mark.parametrize("memory", [0, 0.6, 1], ids=["noise", "memory", "random-walk"])
def test_unrelated_series_are_seldom_linked(memory: float) -> None:
    random = np.random.default_rng(4)
    linked = 0
    for _ in range(40):
        first, second = walk(random, 40, memory), walk(random, 40, memory)
        found = compare(monthly(first), monthly(second, "y"))
        linked += found.verdict in ("together", "opposite", "trend_only")
    assert linked / 40 < 0.15


@pytest.mark.parametrize(("sign", "verdict"), [(1, "together"), (-1, "opposite")])
def test_a_series_that_follows_is_found_with_its_delay(sign: int, verdict: str) -> None:
    random = np.random.default_rng(5)
    lead = walk(random, 62, 1.0)
    follows = sign * 3 * lead[:-2] + random.normal(0, 0.5, 60)
    found = compare(monthly(lead[2:]), monthly(follows, "y"))
    assert found.verdict == verdict
    assert found.best is not None
    assert found.best.lag == 2


def test_a_shared_trend_alone_is_called_a_trend() -> None:
    random = np.random.default_rng(6)
    first, second = (np.arange(60) + random.normal(0, 1, 60) for _ in range(2))
    assert compare(monthly(first), monthly(second, "y")).verdict != "together"


def test_autocorrelated_pairs_are_worth_fewer() -> None:
    random = np.random.default_rng(7)
    slow = [walk(random, 100, 0.9) for _ in range(2)]
    fast = [random.normal(size=100) for _ in range(2)]
    assert effective_pairs(*slow) < 40
    assert effective_pairs(*fast) > 80


def test_missing_periods_are_counted_and_left_out() -> None:
    values = np.random.default_rng(8).normal(size=20)
    holed = values.copy()
    holed[[3, 4]] = np.nan
    found = compare(monthly(values), monthly(holed, "y", "2024-01"))
    assert found.missing == (0, 2)
    zero = next(each for each in found.levels if each.lag == 0)
    assert zero.pairs == 18
    assert zero.r == pytest.approx(1)


def test_where_they_part_is_dated() -> None:
    calm = np.arange(24.0)
    apart = calm.copy()
    apart[10:14] += 16
    stretch = next(each for each in compare(monthly(calm), monthly(apart, "y")).stretches
                   if each.kind == "apart")  # fmt: skip
    assert (stretch.start, stretch.higher) == (date(2024, 11, 1), "y")


def test_series_that_never_meet_are_told() -> None:
    with pytest.raises(NumberFault) as caught:
        compare(monthly([1, 2, 3]), monthly([1, 2, 3], "y", "2030-01"))
    assert caught.value.code == "mirror-no-overlap"


def test_days_and_months_meet_by_the_month(numbers: Numbers) -> None:
    rows = "\n".join(f"{day},{i % 7}" for i, day in enumerate(
        np.arange("2024-01-01", "2024-04-01", dtype="datetime64[D]")))  # fmt: skip
    table = numbers.table(f"date,value\n{rows}\n".encode(), "days.csv")
    found = compare(numbers.series(table, Reading()), monthly([1, 2, 3], "y"))
    assert (found.period, len(found.days)) == ("month", 3)
