"""What differs between two plans, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.plan.records import KpiLine, Plan


@dataclass(frozen=True, slots=True)
class Difference:
    """A part that changed. `kind` names the part as in prompts/plan ("target", "owner"…),
    `about` the KPI, objective or line that it belongs to; "" is what was not there."""

    kind: str
    about: str
    before: str
    after: str


def differences(before: Plan, after: Plan) -> tuple[Difference, ...]:
    """Every part that differs, () where the plans say the same."""
    old, new = dict(_parts(before)), dict(_parts(after))
    found = []
    for key in (*old, *(key for key in new if key not in old)):
        first, second = old.get(key, ""), new.get(key, "")
        if first != second:
            found.append(Difference(key[0], key[1], first, second))
    return tuple(found)


def _parts(plan: Plan) -> Iterator[tuple[tuple[str, str], str]]:
    yield ("title", ""), plan.title
    for strategy in plan.strategies:
        name = strategy.strategic
        yield ("objective", name), strategy.said
        yield ("smart", name), strategy.smart
        yield ("communication", name), strategy.communication
        for action in strategy.actions:
            yield ("action", action.id), action.text
        for line in strategy.kpis:
            yield from _line(line)
    for line_ in plan.budget.lines:
        amount = "" if line_.amount is None else f" · {line_.amount:.2f} {plan.budget.currency}"
        yield ("share", line_.label), f"{line_.share:g} %{amount}"
    yield ("months", ""), str(plan.roadmap.months)
    for task in plan.roadmap.tasks:
        teams = " ".join(f"{part.team}:{part.duty}" for part in task.parts)
        yield ("task", task.text), f"{task.start}-{task.end} {teams}"


def _line(line: KpiLine) -> Iterator[tuple[tuple[str, str], str]]:
    for kind, text in (
        ("baseline", line.baseline.text),
        ("target", line.target.text),
        ("reasoning", line.target.reasoning),
        ("source", line.source),
        ("cadence", line.cadence),
        ("owner", line.owner),
    ):
        yield (kind, line.name), text
