"""Who does what when, over all objectives: one roadmap for seven teams."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from assistant.plan.drafting.desk import Desk
from assistant.plan.drafting.roster import Roster
from assistant.plan.records import TEAMS, Duty, Part, Roadmap, Strategy, Task, Team
from assistant.plan.request import Maturity
from assistant.plan.values import number

Phase = Literal["prepare", "run", "review"]
# The tasks that any plan has: phase, anchor of its source, and duties in the order of TEAMS;
# X is responsible and accountable at once, - has no part.
_COMMON: dict[str, tuple[Phase, str, str]] = {
    "sponsor": ("prepare", "", "A R C C C C C"),
    "baseline": ("prepare", "", "I A R C R R -"),
    "access": ("prepare", "roadmap", "I C X - C C C"),
    "legal": ("prepare", "", "I C C C - - X"),
    "training": ("prepare", "", "I R C A R R C"),
    "segment": ("run", "segment", "I X C - C R C"),
    "inventory": ("run", "inventory", "I A R C I - C"),
    "review": ("review", "roadmap", "I A R R R R I"),
    "decision": ("review", "measurement", "A R C C C C C"),
    "report": ("review", "", "A R I I I I C"),
}
_DUTIES: dict[str, tuple[Duty, ...]] = {
    "X": ("R", "A"),
    "R": ("R",),
    "A": ("A",),
    "C": ("C",),
    "I": ("I",),
    "-": (),
}


# Share of the plan that goes to preparation and first measurements; a choice of ours.
_PREPARED: dict[Maturity, float] = {
    "": 1 / 6,
    "starting": 1 / 4,
    "regular": 1 / 6,
    "advanced": 1 / 12,
}
# People up to whom the teams of the table are rather roles, and from whom on they are many teams.
_FEW, _MANY = 50, 1000


def roadmap(strategies: Sequence[Strategy], desk: Desk, roster: Roster) -> Roadmap:
    """Preparation first, actions one after the other, reviews to the end.

    Preparation takes the first sixth; a quarter where the organisation is only starting, which has
    nothing to compare with yet, and a twelfth where it is advanced.
    """
    months = desk.months
    prepared = max(1, round(months * _PREPARED[desk.request.organisation.maturity]))
    _tell_facts(desk, prepared)
    tasks = [_common(name, desk, prepared) for name in _COMMON]
    before = [task for task in tasks if task.phase == "prepare"]
    after = [task for task in tasks if task.phase != "prepare"]
    actions = [task for each in strategies for task in _of_objective(each, desk, roster, prepared)]
    return Roadmap(months, (*before, *actions, *after), desk.request.start)


def _tell_facts(desk: Desk, prepared: int) -> None:
    """What the organisation's maturity and size have changed, or change about reading the plan."""
    facts = desk.request.organisation
    if not desk.request.wishes:
        return
    if facts.maturity in ("starting", "advanced"):
        desk.note("maturity", f"maturity_{facts.maturity}", months=prepared)
    if facts.size and facts.size <= _FEW:
        desk.note("size", "size_few", people=number(facts.size, desk.lang, 0))
    elif facts.size and facts.size >= _MANY:
        desk.note("size", "size_many", people=number(facts.size, desk.lang, 0))


def _common(name: str, desk: Desk, prepared: int) -> Task:
    phase, anchor, duties = _COMMON[name]
    months = desk.months
    run = min(prepared + 1, months)
    start, end = (1, prepared) if phase == "prepare" else (run, months)
    if name == "segment":
        end = min(months, run + max(1, months // 4) - 1)
    elif name == "decision":
        start = end = max(1, (months + 1) // 2)
    elif name == "report":
        start = months
    parts = tuple(
        Part(team, duty)
        for team, letter in zip(TEAMS, duties.split(), strict=True)
        for duty in _DUTIES[letter]
    )
    text = desk.say(f"roadmap.task.{name}")
    cited = desk.sources.anchor(anchor) if anchor else ()
    return Task(name, text, phase, start, end, parts, citations=cited)


def _of_objective(strategy: Strategy, desk: Desk, roster: Roster, prepared: int) -> list[Task]:
    own = [action for action in strategy.actions if action.origin == "catalogue"]
    left = max(1, desk.months - prepared)
    tasks = []
    for place, action in enumerate(own):
        start = min(desk.months, prepared + 1 + place * left // (2 * max(1, len(own))))
        doers = roster.doers(strategy.objective, place)
        parts = _parts(doers, roster.lead(strategy.objective))
        tasks.append(
            Task(
                action.id,
                action.text,
                "run",
                start,
                desk.months,
                parts,
                strategy.objective,
                action.citations,
            )
        )
    return tasks


def _parts(doers: Sequence[Team], lead: Team) -> tuple[Part, ...]:
    """The doer, the lead of the objective who answers for it, those asked; management is told."""
    parts = [Part(doers[0], "R"), Part(lead, "A")]
    taken = {doers[0], lead}
    parts += [Part(team, "C") for team in doers[1:] if team not in taken]
    taken.update(doers)
    if "management" not in taken:
        parts.append(Part("management", "I"))
    return tuple(parts)
