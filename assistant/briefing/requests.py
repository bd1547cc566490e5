"""Requests made of what is already there: a plan, a scorecard, a conversation."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.briefing.records import Ask, Audience, Length, OwnFigure, Request
from assistant.plan.numbers.figures import Figures
from assistant.plan.numbers.scorecard import Scorecard, Standing
from assistant.plan.records import Plan
from assistant.records import Lang

_MOST_FIGURES = 12


def of_conversation(
    questions: Sequence[str],
    audience: Audience = "board",
    length: Length = "one-page",
    lang: Lang | None = None,
    ask: Ask = "inform",
) -> Request:
    """A request on the latest question of a conversation, with the earlier ones beside it."""
    asked = [question.strip() for question in questions if question.strip()]
    topic = asked[-1] if asked else ""
    return Request(topic, audience, length, ask, lang, questions=tuple(asked[:-1][-60:]))


def of_plan(
    plan: Plan, audience: Audience = "board", length: Length = "three-pages", ask: Ask = "budget"
) -> Request:
    """A request on a plan: its objectives, its indicators, and the figures that were given.

    Baselines that nobody knows are left out: the draft asks for them.
    """
    figures: list[OwnFigure] = []
    if plan.budget.total is not None:
        value = f"{plan.budget.total:,.0f} {plan.budget.currency}".strip()
        if plan.lang == "fr":
            value = value.replace(",", "\u202f")
        label = {"fr": "Budget du plan", "en": "Budget of the plan"}[plan.lang]
        figures.append(OwnFigure(label, value, plan.budget.total, plan.budget.currency))
    lines = [line for strategy in plan.strategies for line in strategy.kpis]
    for line in lines:
        if line.baseline.status == "given":
            figures.append(OwnFigure(line.name, line.baseline.text, line.baseline.value, line.unit))
    return Request(
        topic=plan.title,
        questions=tuple(each.strategic for each in plan.strategies),
        audience=audience,
        length=length,
        ask=ask,
        lang=plan.lang,
        objectives=tuple(each.objective for each in plan.strategies if each.objective),
        kpis=tuple(dict.fromkeys(line.kpi for line in lines if line.kpi)),
        figures=tuple(figures[:_MOST_FIGURES]),
    )


def of_scorecard(
    name: str,
    judged: Scorecard,
    lang: Lang,
    audience: Audience = "board",
    length: Length = "three-pages",
    ask: Ask = "decide",
) -> Request:
    """A request on a scorecard: its indicators are looked up, their latest values and targets
    are the organisation's figures, the most pressing first."""
    figures = [each for standing in judged.standings for each in _measured(standing, lang)]
    return Request(
        topic=name,
        audience=audience,
        length=length,
        ask=ask,
        lang=lang,
        questions=tuple(each.indicator.name for each in judged.standings),
        kpis=tuple(dict.fromkeys(s.indicator.kpi for s in judged.standings if s.indicator.kpi)),
        figures=tuple(figures[:_MOST_FIGURES]),
    )


def _measured(standing: Standing, lang: Lang) -> list[OwnFigure]:
    """The latest value of an indicator and its target; nothing of what was not measured."""
    indicator = standing.indicator
    if standing.latest is None or standing.as_of is None:
        return []
    # The label ends at the first colon or equals sign where it is typed.
    name = " ".join(indicator.name.translate(str.maketrans(":=|\t", "    ")).split())[:60]
    target = {"fr": "cible", "en": "target"}[lang]
    levels = [(name, standing.latest), (f"{name}, {target}", indicator.target)]
    scale = 100 if indicator.unit == "%" else 1
    return [
        OwnFigure(label, Figures(lang).in_unit(value, indicator.unit), value * scale,
                  indicator.unit)
        for label, value in levels
        if value is not None
    ]  # fmt: skip
