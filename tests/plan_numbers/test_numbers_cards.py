"""Scorecards that are kept: reopened whole, extended, never overwritten by who came second."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from assistant.plan.numbers.cards import Card, CardMissing, CardStale
from assistant.plan.numbers.desk import Numbers
from assistant.plan.numbers.faults import NumberFault
from assistant.plan.numbers.indicator import Indicator
from assistant.plan.numbers.merging import merged
from assistant.plan.numbers.scorecard import standing
from assistant.plan.numbers.series import Series
from assistant.plan.numbers.targets_text import targets_text
from assistant.records import LANGS, Lang

RATE = Indicator("Rate", 0.04, 0.02, unit="%", due=date(2026, 12, 31), kpi="engagement-rate")
LEADS = Indicator("Leads; qualified", 300, 100, start=date(2026, 1, 1), due=date(2026, 12, 31))


def monthly(values: object, first: str = "2026-01", unit: str = "", name: str = "Rate") -> Series:
    numbers = np.asarray(values, dtype=float)
    days = np.datetime64(first, "M") + np.arange(len(numbers)).astype("timedelta64[M]")
    return Series(name, days.astype("datetime64[D]"), numbers, "month", unit, "mean")


@pytest.fixture
def numbers(tmp_path: Path) -> Numbers:
    return Numbers(tmp_path)


@pytest.fixture
def card(numbers: Numbers) -> Card:
    values = monthly([0.02, np.nan, 0.025], unit="%")
    return numbers.cards.create("Board card", (RATE, LEADS), {"Rate": values}, "plan1")


def test_a_kept_scorecard_is_read_back_whole(numbers: Numbers, card: Card) -> None:
    found = numbers.cards.get(card.id)
    assert (found.name, found.version, found.plan) == ("Board card", 1, "plan1")
    assert found.indicators == (RATE, LEADS)
    series, kept = found.actuals["Rate"], card.actuals["Rate"]
    assert (series.period, series.unit, series.how) == ("month", "%", "mean")
    assert series.days.tolist() == kept.days.tolist()
    np.testing.assert_array_equal(series.values, kept.values)
    assert [each.id for each in numbers.cards.list("plan1")] == [card.id]
    assert numbers.cards.list("other") == ()


def test_new_actuals_are_added_and_judged(numbers: Numbers, card: Card) -> None:
    more = {"Rate": monthly([0.03, 0.035], "2026-03", "%")}
    found = numbers.cards.extend(card.id, 1, more)
    assert found.version == 2
    assert found.actuals["Rate"].values[[0, 2, 3]].tolist() == [0.02, 0.03, 0.035]
    judged = {each.indicator.name: each for each in numbers.judged(found).standings}
    assert judged["Rate"].latest == 0.035
    assert judged["Leads; qualified"].status == "no_data"


def test_the_second_writer_is_told_and_nothing_is_lost(numbers: Numbers, card: Card) -> None:
    numbers.cards.extend(card.id, 1, {"Rate": monthly([0.03], "2026-03", "%")})
    with pytest.raises(CardStale):
        numbers.cards.extend(card.id, 1, {"Rate": monthly([0.09], "2026-03", "%")})
    assert numbers.cards.get(card.id).actuals["Rate"].values[-1] == 0.03


def test_a_deleted_scorecard_is_missing(numbers: Numbers, card: Card) -> None:
    numbers.cards.delete(card.id)
    for act in (numbers.cards.get, numbers.cards.delete):
        with pytest.raises(CardMissing):
            act(card.id)


@pytest.mark.parametrize(
    ("new", "period", "values"),
    [
        pytest.param(monthly([7], "2026-03"), "month", [1, 2, 7], id="one-replaces"),
        pytest.param(monthly([9], "2026-04"), "month", [1, 2, 3, 9], id="one-more"),
        pytest.param(monthly([9, 8], "2025-12"), "month", [9, 8, 2, 3], id="earlier"),
    ],
)
def test_periods_meet(new: Series, period: str, values: list[float]) -> None:
    found = merged(monthly([1, 2, 3]), new)
    assert (found.period, found.values.tolist()) == (period, values)


def test_a_day_of_a_month_counts_for_that_month() -> None:
    day = Series("Rate", np.asarray(["2026-04-17"], "datetime64[D]"), np.asarray([5.0]), "day")
    assert merged(monthly([1, 2, 3]), day).days[-1] == np.datetime64("2026-04-01")


def test_other_units_are_not_mixed() -> None:
    with pytest.raises(NumberFault) as caught:
        merged(monthly([1], unit="EUR"), monthly([1], unit="USD"))
    assert caught.value.code == "actuals-unit"


@given(some.lists(some.integers(0, 50), min_size=1, max_size=20, unique=True), some.data())
def test_whatever_is_added_the_newest_value_of_a_period_stands(
    months: list[int], data: some.DataObject
) -> None:
    later = data.draw(some.lists(some.integers(0, 50), min_size=1, max_size=20, unique=True))
    kept = {month: float(month) for month in months}
    new = {month: month + 0.5 for month in later}
    found = merged(of_months(kept), of_months(new))
    wanted = kept | new
    assert dict(zip(found.days.astype("datetime64[M]").astype(int).tolist(),
                    found.values.tolist(), strict=True)) == wanted  # fmt: skip


def of_months(values: dict[int, float]) -> Series:
    ordered = sorted(values)
    days = np.asarray(ordered).astype("datetime64[M]").astype("datetime64[D]")
    return Series("x", days, np.asarray([values[each] for each in ordered]), "month", "", "last")


# (values without a sign, target, read as, latest)
READ = [
    ([2.1, 2.4, 2.9], 0.04, "percents", 0.029),
    ([0.021, 0.024, 0.029], 0.04, "shares", 0.029),
    ([0.4, 0.5, 0.6], 0.006, "percents", 0.006),
    ([0.4, 0.5, 0.6], 0.7, "shares", 0.6),
    ([40, 50, 60], None, "percents", 0.6),
    ([0.4, 0.5, 0.6], None, "shares", 0.6),
]


@pytest.mark.parametrize(("values", "target", "read_as", "latest"), READ)
def test_percentages_without_their_sign_are_read_by_the_target(
    values: list[float], target: float | None, read_as: str, latest: float
) -> None:
    found = standing(Indicator("Rate", target, unit="%"), monthly(values))
    assert found.read_as == read_as
    assert found.latest == pytest.approx(latest)


@pytest.mark.parametrize(("own", "other"), [("EUR", "USD"), ("", "%"), ("%", "EUR")])
def test_units_that_do_not_fit_are_told(own: str, other: str) -> None:
    with pytest.raises(NumberFault) as caught:
        standing(Indicator("Cost", 1, unit=own), monthly([1, 2], unit=other))
    assert caught.value.code == "actuals-other-unit"


@pytest.mark.parametrize("lang", LANGS)
def test_targets_written_out_are_read_back(lang: Lang, numbers: Numbers) -> None:
    indicators = (
        Indicator("Rate", 0.00125, 1 / 3, "down", "%", "total", date(2026, 1, 1), date(2027, 1, 1)),
        Indicator("Cost", 1234.567, None, unit="EUR"),
    )
    mark = "," if lang == "fr" else "."
    table = numbers.table(targets_text(indicators, lang).encode(), "targets.csv")
    first, second = numbers.indicators(table, mark)  # type: ignore[arg-type]
    assert second == indicators[1]
    assert (first.target, first.baseline) == pytest.approx((0.00125, 1 / 3))
    assert (first.better, first.counting, first.start) == ("down", "total", date(2026, 1, 1))
