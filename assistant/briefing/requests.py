"""Requests made of what is already there: a plan, a conversation."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.briefing.records import Ask, Audience, Length, OwnFigure, Request
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
        audience=audience,
        length=length,
        ask=ask,
        lang=plan.lang,
        objectives=tuple(each.objective for each in plan.strategies if each.objective),
        kpis=tuple(dict.fromkeys(line.kpi for line in lines if line.kpi)),
        figures=tuple(figures[:_MOST_FIGURES]),
    )
