"""What cannot be taken is told at its field, all of it at once, and nothing is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from assistant.errors import AssistantError
from assistant.plan.numbers.faults import InputFaults, NumberFault, faults_of
from assistant.plan.planning import Planning
from assistant.wording import explain

PROMPTS = Path(__file__).resolve().parents[2] / "prompts"

TODAY = date(2026, 11, 22)
AIM = {"wish.0": "Reduce churn", "choice.0": "customer-retention"}

# (field, typed, code)
BAD = [
    ("wish.0", "   ", "plan-empty"),
    ("wish.0", "x" * 401, "plan-long"),
    ("choice.0", "no-such", "plan-objective"),
    ("weight.0", "0", "plan-weight"),
    ("weight.0", "-1", "plan-weight"),
    ("custom.0.0.unit", "euros", "plan-nameless"),
    ("size", "-5", "plan-size"),
    ("size", "12.5", "plan-size"),
    ("budget", "-50000", "plan-budget-negative"),
    ("budget", "9e30", "plan-budget-absurd"),
    ("budget", "1,234", "number-ambiguous"),
    ("budget", "nan", "number-not-finite"),
    ("budget", "beaucoup", "number-unreadable"),
    ("budget", "20 %", "number-wrong-unit"),
    ("horizon", "0", "plan-horizon"),
    ("horizon", "-3", "plan-horizon"),
    ("horizon", "4.5", "plan-horizon"),
    ("horizon", "200 years", "plan-horizon"),
    ("horizon", "soon", "plan-horizon"),
    ("start", "2027-13", "plan-start"),
    ("content_share", "130 %", "plan-share"),
    ("measurement_share", "95", "plan-share"),
    ("known.no-such-kpi", "3", "plan-kpi"),
    ("known.churn-rate", "130 %", "plan-impossible"),
    ("known.churn-rate", "1", "rate-ambiguous"),
    ("known.nps", "140", "plan-impossible"),
    ("known.clv", "inf", "number-not-finite"),
]


@pytest.mark.parametrize(("field", "typed", "code"), BAD, ids=[f"{b[0]}-{b[1][:12]}" for b in BAD])
def test_a_bad_field_is_told_at_the_field(
    field: str, typed: str, code: str, planning: Planning
) -> None:
    with pytest.raises(AssistantError) as caught:
        planning.draft(AIM | {field: typed}, "en", today=TODAY)
    told = {fault.field: fault for fault in faults_of(caught.value)}
    at = "custom.0.0.name" if code == "plan-nameless" else field
    assert told[at].code == code
    for lang in ("en", "fr"):
        message, remedy = explain(told[at], PROMPTS, lang)  # type: ignore[arg-type]
        assert message
        assert remedy
        assert "{" not in message + remedy


def test_all_faults_are_told_at_once(planning: Planning) -> None:
    with pytest.raises(InputFaults) as caught:
        planning.draft(AIM | {"budget": "-1", "horizon": "0", "size": "x"}, "en", today=TODAY)
    assert {fault.field for fault in caught.value.faults} == {"budget", "horizon", "size"}


def test_two_currencies_are_never_converted(planning: Planning) -> None:
    with pytest.raises(NumberFault) as caught:
        planning.draft(AIM | {"budget": "50 k€", "known.clv": "$300"}, "en", today=TODAY)
    assert (caught.value.code, caught.value.field) == ("currency-mixed", "known.clv")


# (typed, value of the baseline, words of the note on how it was read)
SHARES = [
    ("20 %", 20, ""),
    ("20", 20, ""),
    ("20%", 20, ""),
    ("0,2", 20, "20%"),
    ("0.2", 20, "20%"),
    ("0.2 %", 0.2, ""),
    ("12,5 %", 12.5, ""),
]


@pytest.mark.parametrize(("typed", "value", "note"), SHARES, ids=[s[0] for s in SHARES])
def test_percentages_are_read_and_what_was_assumed_is_told(
    typed: str, value: float, note: str, planning: Planning
) -> None:
    plan = planning.draft(AIM | {"known.churn-rate": typed}, "en", today=TODAY)
    assert plan.request.known[0].value == value
    notes = [each.text for each in plan.notes if each.field == "known.churn-rate"]
    assert len(notes) == bool(note)
    assert all(note in each for each in notes)


# (typed, amount, currency)
BUDGETS = [
    ("50 000", 50_000, "EUR"),
    ("50 k€", 50_000, "EUR"),
    ("$1.2m", 1_200_000, "USD"),
    ("1.234.567,89 CHF", 1_234_567.89, "CHF"),
    ("0", 0, "EUR"),
]


@pytest.mark.parametrize(("typed", "amount", "currency"), BUDGETS, ids=[b[0] for b in BUDGETS])
def test_budgets_are_read_in_both_formats(
    typed: str, amount: float, currency: str, planning: Planning
) -> None:
    budget = planning.draft(AIM | {"budget": typed}, "fr", today=TODAY).request.budget
    assert budget
    assert (budget.amount, budget.currency) == (amount, currency)


@pytest.mark.parametrize(
    ("typed", "months"), [("18", 18), ("18 mois", 18), ("2 ans", 24), ("1.5 years", 18), ("2y", 24)]
)
def test_horizons_are_read_in_months_and_years(typed: str, months: int, planning: Planning) -> None:
    assert planning.draft(AIM | {"horizon": typed}, "en", today=TODAY).roadmap.months == months


@given(
    fields=some.dictionaries(
        some.sampled_from(
            ["wish.0", "wish.1", "choice.0", "budget", "horizon", "size", "start", "weight.0",
             "known.churn-rate", "known.nps", "content_share", "custom.0.0.name", "channels"]
        ),
        some.text(max_size=30),
        max_size=8,
    )
)  # fmt: skip
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_gives_a_plan_or_faults_at_fields(
    fields: dict[str, str], planning: Planning
) -> None:
    try:
        told = planning.draft(fields, "en", today=TODAY).interpretations
    except AssistantError as fault:
        told = tuple(each.field for each in faults_of(fault))
    assert told
    assert all(told)
