"""Where objectives pull apart, named rather than hidden."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from assistant.library import Objective
from assistant.plan.ambition import ambition
from assistant.plan.drafting.desk import Desk
from assistant.plan.records import Conflict, Strategy

# Pairs of objectives with the key of their wording, and the anchor of a source where one speaks
# of that conflict.
_PAIRS: tuple[tuple[frozenset[str], str, str], ...] = tuple(
    (frozenset(pair.split()), key, anchor)
    for pair, key, anchor in (
        ("more-qualified-leads lead-quality", "volume_quality", ""),
        ("cost-to-serve customer-service-responsiveness", "cost_speed", ""),
        ("pricing-power social-commerce", "price_promotion", ""),
        ("pricing-power local-store-traffic", "price_promotion", ""),
        ("marketing-return brand-consideration", "short_long", "long_short"),
        ("more-qualified-leads brand-consideration", "short_long", "long_short"),
        ("marketing-return market-entry", "launch_return", ""),
        ("ceo-visibility compliance-data", "voice_control", ""),
        ("ceo-visibility investor-confidence", "voice_control", ""),
        ("ceo-visibility reputation-crisis", "voice_control", ""),
        ("influencer-accountability sustainability-credibility", "influence_claims", ""),
        ("customer-insight compliance-data", "insight_privacy", ""),
        ("employer-brand employee-wellbeing-turnover", "referral_turnover", ""),
    )
)


def conflicts(
    strategies: Sequence[Strategy], doubles: Sequence[tuple[str, str]], desk: Desk
) -> tuple[Conflict, ...]:
    """All conflicts; `doubles` are texts read as an objective that another text had named."""
    found = [_twice(first, second, desk) for first, second in doubles]
    objectives = {
        each.objective: desk.library.objectives[each.objective]
        for each in strategies
        if each.objective in desk.library.objectives
    }
    names = {each.objective: each.strategic for each in strategies}
    for one, other in combinations(objectives, 2):
        for pair, key, anchor in _PAIRS:
            if pair == {one, other}:
                cited = desk.sources.anchor(anchor) if anchor else ()
                between = (names[one], names[other])
                found.append(_conflict(between, key, desk, cited))
        found += _same_kpis(objectives[one], objectives[other], desk)
    found += [each for objective in objectives.values() for each in _horizon(objective, desk)]
    return tuple(found)


def _conflict(
    between: tuple[str, ...], key: str, desk: Desk, cited: tuple[int, ...] = (), **values: object
) -> Conflict:
    text = desk.say(f"conflict.{key}.text", **values)
    return Conflict(between, text, desk.say(f"conflict.{key}.resolution"), cited)


def _same_kpis(one: Objective, other: Objective, desk: Desk) -> list[Conflict]:
    """A KPI that must move for one objective and only hold for the other."""
    found = []
    roles = {part.kpi: part.role for part in other.kpis}
    for part in one.kpis:
        theirs = roles.get(part.kpi)
        if theirs is None or (part.role == "guardrail") == (theirs == "guardrail"):
            continue
        moves, holds = (other, one) if part.role == "guardrail" else (one, other)
        first, second = moves.names[desk.lang], holds.names[desk.lang]
        name = desk.library.kpis[part.kpi].names[desk.lang]
        found.append(
            _conflict((first, second), "same_kpi", desk, kpi=name, first=first, second=second)
        )
    return found


def _twice(first: str, second: str, desk: Desk) -> Conflict:
    """The same objective twice; opposite movements of it are worse than a repetition."""
    one, other = ambition(first, desk.lang), ambition(second, desk.lang)
    opposite = one and other and one.sign * other.sign < 0
    key = "directions" if opposite else "twice"
    return _conflict((first, second), key, desk, first=first, second=second)


def _horizon(objective: Objective, desk: Desk) -> list[Conflict]:
    shortest, longest = objective.horizon
    if desk.months >= shortest:
        return []
    name = objective.names[desk.lang]
    return [
        _conflict(
            (name,),
            "horizon",
            desk,
            desk.sources.cite(desk.sources.of_role(f"objective:{objective.id}", "rationale")[0]),
            objective=name,
            shortest=shortest,
            longest=longest,
            months=desk.months,
        )
    ]
