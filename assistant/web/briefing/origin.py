"""A briefing of what is kept already: the form that a plan or a scorecard fills."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol, runtime_checkable

from starlette.datastructures import QueryParams

from assistant.briefing import of_plan, of_scorecard
from assistant.plan.numbers.desk import Numbers
from assistant.plan.planning import Planning
from assistant.records import Lang
from assistant.web.briefing.form import Typed, filled


@runtime_checkable
class Keeps(Protocol):
    """A service that keeps plans and scorecards."""

    @property
    def planning(self) -> Planning:
        """The plans."""

    @property
    def numbers(self) -> Numbers:
        """The arithmetic, with the scorecards that are kept."""


def form_of(query: QueryParams, service: object, lang: Lang) -> Typed | None:
    """The form of the plan or scorecard that the address names, None where it names none.

    A plan in the other language gives its objectives in that of the page. Raises PlanMissing,
    CardMissing, and what judging a scorecard raises.
    """
    if not isinstance(service, Keeps):
        return None
    if id := query.get("plan", ""):
        return _of_plan(service.planning, id, lang)
    if id := query.get("scorecard", ""):
        card = service.numbers.cards.get(id)
        form = filled(of_scorecard(card.name, service.numbers.judged(card), lang))
        return _with_objectives(form, service.planning, card.plan)
    return None


def _of_plan(planning: Planning, id: str, lang: Lang) -> Typed:
    plan = planning.store.get(id).plan
    if plan.lang != lang:
        plan = planning.redraft(replace(plan.request, lang=lang))
    return filled(of_plan(plan))


def _with_objectives(form: Typed, planning: Planning, plan: str) -> Typed:
    """The form with the objectives of the plan that the scorecard follows, while it is kept."""
    if not plan or not any(each.id == plan for each in planning.list()):
        return form
    strategies = planning.store.get(plan).plan.strategies
    return replace(
        form,
        objectives=tuple(each.objective for each in strategies if each.objective),
        questions=(*(each.strategic for each in strategies), *form.questions),
    )
