"""Every plan, whatever the objective and the context: resolvable, sourced, reasoned, exact."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from assistant.plan.drafting import Planner
from assistant.plan.drafting.budget import apportioned
from assistant.plan.drafting.sources import ANCHORS, Sources
from assistant.plan.planning import Planning
from assistant.plan.records import TEAMS, Plan
from assistant.plan.request import Known, Maturity, Model, Money, Organisation, Request, Wish
from assistant.records import LANGS, Lang
from assistant.wording import load_wording

ROOT = Path(__file__).resolve().parents[2]
PROMPTS = ROOT / "prompts"

_TEXT = (ROOT / "knowledge/kpi-frameworks/objectives.yaml").read_text("utf-8")
OBJECTIVES = sorted(re.findall(r"^- id: (\S+)", _TEXT, re.MULTILINE))
MODELS: tuple[Model, ...] = ("", "b2b", "b2c", "both")
STAGES: tuple[Maturity, ...] = ("", "starting", "regular", "advanced")


def check(plan: Plan, planner: Planner) -> None:
    """What holds of any plan."""
    numbers = {citation.number for citation in plan.citations}
    assert numbers == set(range(1, len(numbers) + 1))
    assert all(each.references or each.quote for each in plan.citations)
    for strategy in plan.strategies:
        assert strategy.smart
        assert strategy.communication
        assert strategy.kpis
        for line in strategy.kpis:
            assert line.kpi in planner.library.kpis
            assert line.baseline.text
            assert line.source
            assert line.cadence
            assert line.owner
            assert line.baseline.how
            assert line.target.text
            assert line.target.reasoning
            assert line.formula
            assert line.inputs
            assert line.unit
            assert line.level
            assert line.citations
            if line.target.basis == "benchmark":
                assert line.target.citations
        for evidence in strategy.evidence:
            assert evidence.sentence.citations
        assert all(action.citations for action in strategy.actions)
        assert all(risk.citations for risk in strategy.risks)
        assert strategy.refused
        assert all(each.reason for each in strategy.refused)
    check_budget(plan)
    check_roadmap(plan)
    assert len(plan.questions) <= 3


def check_budget(plan: Plan) -> None:
    assert round(sum(line.share for line in plan.budget.lines), 6) == 100
    assert any(line.kind == "measurement" and line.citations for line in plan.budget.lines)
    if plan.budget.total:
        cents = sum(round((line.amount or 0) * 100) for line in plan.budget.lines)
        assert cents == round(plan.budget.total * 100)


def check_roadmap(plan: Plan) -> None:
    for task in plan.roadmap.tasks:
        assert 1 <= task.start <= task.end <= plan.roadmap.months
        duties = [part.duty for part in task.parts]
        assert duties.count("A") == 1
        assert "R" in duties
        assert all(part.team in TEAMS for part in task.parts)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("objective", OBJECTIVES)
def test_every_objective_gives_a_whole_plan(objective: str, lang: Lang, planner: Planner) -> None:
    plan = planner.draft(Request((Wish("as chosen", objective),), lang, start=(2026, 11)))
    check(plan, planner)
    assert [each.objective for each in plan.strategies] == [objective]
    founding = {
        a.id.rpartition("-")[2] for a in plan.strategies[0].actions if a.origin == "articles"
    }
    assert {"segment", "inventory", "measurement"} <= founding


@given(
    chosen=some.lists(some.sampled_from(OBJECTIVES), min_size=1, max_size=4, unique=True),
    lang=some.sampled_from(LANGS),
    model=some.sampled_from(MODELS),
    maturity=some.sampled_from(STAGES),
    sector=some.sampled_from(["", "bank", "Santé", "x" * 80]),
    budget=some.one_of(some.none(), some.integers(0, 10**9)),
    horizon=some.one_of(some.none(), some.integers(1, 120)),
    share=some.one_of(some.none(), some.floats(0, 100)),
    baseline=some.floats(0.5, 99),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_context_gives_a_whole_plan(
    chosen: list[str], lang: Lang, model: Model, maturity: Maturity, sector: str,
    budget: int | None, horizon: int | None, share: float | None, baseline: float,
    planner: Planner,
) -> None:  # fmt: skip
    first = planner.library.objectives[chosen[0]].kpis[0].kpi
    request = Request(
        wishes=tuple(Wish(f"wish {n}", id) for n, id in enumerate(chosen)),
        lang=lang,
        organisation=Organisation(sector=sector, model=model, maturity=maturity),
        budget=None if budget is None else Money(budget / 100, "EUR"),
        horizon=horizon,
        start=(2026, 11),
        known=(Known(first, baseline),),
        content_share=share,
    )
    plan = planner.draft(request)
    check(plan, planner)
    lines = [line for each in plan.strategies for line in each.kpis]
    assert all(line.baseline.status == "given" for line in lines if line.kpi == first)
    # A KPI that serves several objectives has one target.
    targets = {line.kpi: line.target.text for line in lines}
    assert all(line.target.text == targets[line.kpi] for line in lines)
    assert json.dumps(planner.draft(request).title) == json.dumps(plan.title)


FACTS = [
    pytest.param("", None, 2, (), id="nothing said"),
    pytest.param("starting", None, 3, ("a quarter of the plan",), id="starting"),
    pytest.param("regular", 400, 2, (), id="regular, middling"),
    pytest.param("advanced", None, 1, ("a twelfth of the plan",), id="advanced"),
    pytest.param("", 40, 2, ("With 40 people, read the teams",), id="few people"),
    pytest.param("", 12000, 2, ("With 12,000 people, name one person",), id="many people"),
]


@pytest.mark.parametrize(("maturity", "size", "prepared", "told"), FACTS)
def test_maturity_and_size_shape_the_roadmap(
    maturity: Maturity, size: int | None, prepared: int, told: tuple[str, ...], planner: Planner
) -> None:
    facts = Organisation(maturity=maturity, size=size)
    wishes = (Wish("as chosen", OBJECTIVES[0]),)
    plan = planner.draft(Request(wishes, "en", organisation=facts, horizon=12))
    assert {t.end for t in plan.roadmap.tasks if t.phase == "prepare"} == {prepared}
    notes = " ".join(n.text for n in plan.notes if n.field in ("maturity", "size"))
    assert all(each in notes for each in told)
    assert bool(notes) == bool(told)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ANCHORS)
def test_the_founding_articles_hold_what_the_plan_leans_on(
    name: str, lang: Lang, planner: Planner
) -> None:
    sources = Sources(planner.library, load_wording(PROMPTS, "answers", lang), lang)
    assert sources.anchor(name)


# (typed, basis, text of the target of the KPI, KPI)
TARGETS = [
    (
        {"wish.0": "Ramener le taux de démission de 18 % à 12 %"},
        "turnover-rate", "stated", "12 %", "18 %",
    ),
    (
        {"wish.0": "Augmenter de 20 % les leads qualifiés", "known.sql-volume": "240"},
        "sql-volume", "derived", "288 leads", "240 leads",
    ),
    (
        {"wish.0": "Augmenter de 20 % les leads qualifiés"},
        "sql-volume", "stated", "+20 % par rapport à la première mesure",
        "inconnu : à mesurer d’abord",
    ),
    (
        {"wish.0": "Améliorer la qualité des leads"},
        "win-rate", "after-measurement", "à fixer après la première mesure",
        "inconnu : à mesurer d’abord",
    ),
    (
        {"wish.0": "Améliorer la qualité des leads", "known.attribution-coverage": "60 %"},
        "attribution-coverage", "hold", "pas moins bon que 60 %", "60 %",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "kpi", "basis", "text", "baseline"), TARGETS, ids=[f"{c[1]}-{c[2]}" for c in TARGETS]
)
def test_targets_come_from_the_persons_figures_or_from_measurement(
    typed: dict[str, str], kpi: str, basis: str, text: str, baseline: str, planning: Planning
) -> None:
    chosen = {
        "turnover-rate": "employee-wellbeing-turnover",
        "sql-volume": "more-qualified-leads",
    }.get(kpi, "lead-quality")
    plan = planning.draft(typed | {"choice.0": chosen}, "fr", today=date(2026, 11, 22))
    line = next(each for each in plan.strategies[0].kpis if each.kpi == kpi)
    plain = [t.replace("\u202f", " ") for t in (line.target.text, line.baseline.text)]
    assert (line.target.basis, plain) == (basis, [text, baseline])


# (texts with choices, key of the conflict's English text)
CLASHES = [
    ({"more-qualified-leads": "a", "lead-quality": "b"}, "pull apart: volume"),
    ({"cost-to-serve": "a", "customer-service-responsiveness": "b"}, "same hours"),
    ({"marketing-return": "a", "brand-consideration": "b"}, "different clocks"),
]


@pytest.mark.parametrize(("wishes", "told"), CLASHES, ids=["volume", "hours", "clocks"])
def test_objectives_that_pull_apart_are_named(
    wishes: dict[str, str], told: str, planner: Planner
) -> None:
    request = Request(tuple(Wish(text, id) for id, text in wishes.items()), "en")
    assert any(told in each.text for each in planner.draft(request).conflicts)


def test_opposite_movements_of_one_objective_are_named(planner: Planner) -> None:
    texts = ("Increase churn by 10%", "Reduce churn by 10%")
    request = Request(tuple(Wish(text, "customer-retention") for text in texts), "en")
    plan = planner.draft(request)
    assert any("opposite movements" in each.text for each in plan.conflicts)
    assert any("worse" in each.text for each in plan.notes)


def test_a_horizon_too_short_for_the_objective_is_named(planner: Planner) -> None:
    plan = planner.draft(Request((Wish("x", "pricing-power"),), "en", horizon=2))
    assert any("12 to 36 months" in each.text for each in plan.conflicts)


@given(some.lists(some.floats(0, 1000), min_size=1, max_size=30), some.integers(0, 10**12))
def test_parts_add_up_to_the_whole(parts: list[float], whole: int) -> None:
    shares = apportioned(parts, whole) if sum(parts) else [whole]
    assert sum(shares) == whole
    assert min(shares) >= 0


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Ramener le taux de résiliation de 12 % à 9 %"),
        ("fr", "Réduire de 12 % à 9 % la part des clients qui partent"),
        ("en", "Bring the share of customers who leave from 12% to 9%"),
    ],
)
def test_a_figure_goes_to_the_kpi_that_it_would_improve(
    lang: Lang, text: str, planner: Planner
) -> None:
    plan = planner.draft(Request((Wish(text, "customer-retention"),), lang))
    lines = {line.kpi: line for line in plan.strategies[0].kpis}
    assert (lines["churn-rate"].baseline.value, lines["churn-rate"].target.value) == (12, 9)
    assert lines["retention-rate"].baseline.status == "unknown"


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("model", MODELS)
def test_every_objective_in_every_kind_of_organisation(
    model: Model, stage: Maturity, planner: Planner
) -> None:
    facts = Organisation(model=model, maturity=stage)
    for place, objective in enumerate(OBJECTIVES):
        request = Request((Wish("as chosen", objective),), LANGS[place % 2], facts)
        check(planner.draft(request), planner)
