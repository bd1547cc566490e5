"""What the plan must ask: three questions at most, the reading of objectives first."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.language.words import fold
from assistant.plan.ambition import months_in
from assistant.plan.drafting.desk import Desk
from assistant.plan.records import Ask, Interpretation, Strategy

MOST = 3
_OPEN = ("unsure", "unmapped", "not-an-objective")


def questions(
    read: Sequence[Interpretation], strategies: Sequence[Strategy], desk: Desk
) -> tuple[Ask, ...]:
    """What keeps the plan from being right, then from being quantified."""
    asked = [
        Ask(
            f"wish.{place}",
            _meaning(each, desk),
            tuple(each.candidates),
        )
        for place, each in enumerate(read)
        if each.reading in _OPEN
    ]
    if not read:
        asked.append(Ask("wish.0", desk.say("question.aim")))
    asked += _baselines(strategies, desk)
    if strategies and desk.request.budget is None:
        asked.append(Ask("budget", desk.say("question.budget")))
    stated = any(months_in(wish.text, desk.request.start) for wish in desk.request.wishes)
    if strategies and desk.request.horizon is None and not stated:
        asked.append(Ask("horizon", desk.say("question.horizon")))
    return tuple(asked[:MOST])


def _meaning(each: Interpretation, desk: Desk) -> str:
    # In British English turnover is what a company sells; in business French, those who leave.
    if "turnover" in fold(each.text) and each.reading == "unsure":
        return desk.say("question.turnover")
    return desk.say("question.meaning", text=each.text)


def _baselines(strategies: Sequence[Strategy], desk: Desk) -> list[Ask]:
    """The catalogue's own first question on a main KPI whose baseline nobody gave."""
    found = []
    for strategy in strategies:
        objective = desk.library.objectives.get(strategy.objective)
        main = next(iter(strategy.kpis), None)
        if objective is None or main is None or main.baseline.status == "given":
            continue
        wanted = objective.baseline_questions[desk.lang]
        if wanted:
            text = desk.say("question.baseline", question=wanted[0], kpi=main.name)
            found.append(Ask(f"known.{main.kpi}", text))
    return found
