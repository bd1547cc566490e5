"""Who does what when, over all objectives: one roadmap for seven teams."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from assistant.plan.drafting.desk import Desk
from assistant.plan.drafting.roster import Roster
from assistant.plan.records import TEAMS, Duty, Part, Roadmap, Strategy, Task, Team

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


def roadmap(strategies: Sequence[Strategy], desk: Desk, roster: Roster) -> Roadmap:
    """Preparation in the first sixth, actions one after the other, reviews to the end."""
    months = desk.months
    prepared = max(1, round(months / 6))
    tasks = [_common(name, desk, prepared) for name in _COMMON]
    before = [task for task in tasks if task.phase == "prepare"]
    after = [task for task in tasks if task.phase != "prepare"]
    actions = [task for each in strategies for task in _of_objective(each, desk, roster, prepared)]
    return Roadmap(months, (*before, *actions, *after), desk.request.start)


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
    for number, action in enumerate(own):
        start = min(desk.months, prepared + 1 + number * left // (2 * max(1, len(own))))
        doers = roster.doers(strategy.objective, number)
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
