"""The split of the money: a measurement reserve first, then objectives, content and ads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.plan.drafting.desk import Desk
from assistant.plan.drafting.roster import Roster
from assistant.plan.records import Budget, BudgetLine, Strategy
from assistant.plan.values import number

# The upper end of the range that the library cites for evaluation.
MEASUREMENT_SHARE = 10.0
# Equal parts: nothing in the library says which of the two brings more for an unknown case.
CONTENT_SHARE = 50.0


def budget(
    strategies: Sequence[Strategy], weights: Sequence[float], desk: Desk, roster: Roster
) -> Budget:
    """Shares in percent with one decimal that add up to 100, and amounts that add up to the total
    to the cent; `weights` are those of the strategies."""
    reserve = desk.request.measurement_share
    measured = MEASUREMENT_SHARE if reserve is None else reserve
    rest = 100 - measured
    lines: list[tuple[float, BudgetLine]] = []
    total = sum(weights) or 1.0
    for strategy, weight in zip(strategies, weights, strict=True):
        part = weight / total
        lines += _of_objective(strategy, rest * part, part * 100, desk, roster)
    if not strategies:
        measured = 100.0
    key = "measurement" if reserve is None else "measurement_yours"
    cited = (*desk.sources.anchor("reserve"), *desk.sources.anchor("measurement"))
    reason = desk.say(f"budget.reason.{key}")
    label = desk.say("budget.measurement")
    lines.append((measured, BudgetLine("measurement", label, 0.0, reason, citations=cited)))
    return _exact(lines, desk)


def _of_objective(
    strategy: Strategy, share: float, part: float, desk: Desk, roster: Roster
) -> list[tuple[float, BudgetLine]]:
    """Content and advertising, or content and training where space cannot be bought for it."""
    id, name = strategy.objective, strategy.strategic
    given = desk.request.content_share
    content = share * (CONTENT_SHARE if given is None else given) / 100
    weight = desk.say("budget.reason.weight", share=number(part, desk.lang, 0))
    paid = roster.advertises(id)
    first = "content_yours" if given is not None else "content" if paid else "content_internal"
    second = "ads" if paid else "training"
    cited = desk.sources.anchor("content_ads") if paid and given is None else ()
    return [
        (
            content,
            BudgetLine(
                "content",
                desk.say("budget.content", objective=name),
                0.0,
                f"{desk.say(f'budget.reason.{first}')} {weight}",
                objective=id,
                citations=cited,
            ),
        ),
        (
            share - content,
            BudgetLine(
                "ads" if paid else "training",
                desk.say(f"budget.{second}", objective=name),
                0.0,
                desk.say(f"budget.reason.{second}"),
                objective=id,
            ),
        ),
    ]


def _exact(lines: Sequence[tuple[float, BudgetLine]], desk: Desk) -> Budget:
    shares = apportioned([share for share, _ in lines], 1000)
    made = tuple(
        replace(line, share=share / 10) for share, (_, line) in zip(shares, lines, strict=True)
    )
    given = desk.request.budget
    if given is None or not given.amount:
        return Budget(made)
    cents = apportioned([share for share, _ in lines], round(given.amount * 100))
    return Budget(
        tuple(replace(line, amount=cent / 100) for line, cent in zip(made, cents, strict=True)),
        given.amount,
        given.currency,
    )


def apportioned(parts: Sequence[float], whole: int) -> list[int]:
    """Whole numbers in these proportions that add up to `whole` (largest remainders)."""
    total = sum(parts) or 1.0
    exact = [part / total * whole for part in parts]
    found = [int(value) for value in exact]
    order = sorted(range(len(parts)), key=lambda i: found[i] - exact[i])
    for i in order[: whole - sum(found)]:
        found[i] += 1
    return found
