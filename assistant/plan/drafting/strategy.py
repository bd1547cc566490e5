"""One objective worked out, from the strategic wording to the evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.library import Objective
from assistant.plan.drafting.desk import Desk
from assistant.plan.drafting.indicators import (
    Use,
    custom_line,
    line,
    main_line,
)
from assistant.plan.drafting.roster import Roster
from assistant.plan.drafting.targets import Aim
from assistant.plan.records import Action, KpiLine, Refused, Strategy
from assistant.plan.request import Wish

CUSTOM = "custom"
# Actions that the founding articles ask of every plan, by their anchor; advertising only
# where the objective can be served by it.
_FOUNDING = ("segment", "content_ads", "inventory", "measurement")
_ADVERTISING = ("content_ads",)


def strategy(
    place: int,
    wish: Wish,
    objective: Objective,
    use: Mapping[str, Use],
    aims: Mapping[str, Aim],
    desk: Desk,
    roster: Roster,
) -> Strategy:
    """Work out an objective of the catalogue; `place` is that of the wish, from 0, and `aims`
    what the figures of all objectives ask, so that a shared KPI has one target."""
    aim = aims.get(objective.id)
    by_kpi = {each.kpi: each for each in aims.values()}
    lines = tuple(
        line(part, use[part.kpi], desk, by_kpi.get(part.kpi, aim)) for part in objective.kpis
    )
    name, lang = objective.names[desk.lang], desk.lang
    document = f"objective:{objective.id}"
    rationale = desk.sources.of_role(document, "rationale")
    strengths = desk.say("strength.article"), desk.say("strength.limits")
    return Strategy(
        objective=objective.id,
        said=wish.text,
        strategic=name,
        smart=desk.text(f"{place}/smart", _smart(name, main_line(lines, aim), desk)),
        communication=desk.text(f"{place}/communication", _communication(objective.id, desk)),
        rationale=desk.sources.sentence(rationale[0]) if rationale else None,
        actions=_actions(place, objective, desk, roster),
        kpis=_order(lines, aim),
        risks=tuple(desk.sources.sentence(p) for p in desk.sources.of_role(document, "risks")),
        refused=tuple(
            Refused(p.text, desk.say("refused.reason"), desk.sources.cite(p))
            for p in desk.sources.of_role(document, "anti-patterns")
        ),
        evidence=(
            *desk.sources.findings(objective),
            *desk.sources.stories(objective, desk.request.organisation, strengths),
        ),
        gaps=objective.evidence_gaps[lang],
    )


def custom_strategy(place: int, wish: Wish, desk: Desk, roster: Roster) -> Strategy:
    """Work out an objective of the organisation's own: its indicators, and the actions that any
    plan needs."""
    lines = tuple(custom_line(each, f"{CUSTOM}-{place}", desk) for each in wish.kpis)
    smart = desk.say("smart.custom", objective=wish.text, by=desk.by(desk.months))
    return Strategy(
        objective=f"{CUSTOM}-{place}",
        said=wish.text,
        strategic=wish.text,
        smart=desk.text(f"{place}/smart", smart),
        communication=desk.text(f"{place}/communication", _communication(CUSTOM, desk)),
        rationale=None,
        actions=_founding(place, CUSTOM, desk, roster),
        kpis=lines,
        risks=(),
        refused=(),
        evidence=(),
    )


def _order(lines: Sequence[KpiLine], aim: Aim | None) -> tuple[KpiLine, ...]:
    """The KPI of the objective's figure first, then results, leading ones, guardrails."""
    rank = {"lagging": 1, "leading": 2, "guardrail": 3}
    return tuple(
        sorted(lines, key=lambda each: 0 if aim and each.kpi == aim.kpi else rank[each.role])
    )


def _smart(name: str, main: KpiLine | None, desk: Desk) -> str:
    by = desk.by(desk.months)
    if main is None:
        return desk.say("smart.custom", objective=name, by=by)
    given = main.baseline.status == "given"
    settled = main.target.basis in ("stated", "derived", "changed")
    common = {
        "objective": name,
        "kpi": main.name,
        "by": by,
        "cadence": main.cadence,
        "owner": main.owner,
    }
    if settled and given:
        return desk.say(
            "smart.full", baseline=main.baseline.text, target=main.target.text, **common
        )
    if settled:
        return desk.say("smart.target", target=main.target.text, **common)
    if given:
        return desk.say("smart.known", baseline=main.baseline.text, **common)
    return desk.say("smart.measure", **common)


def _communication(objective: str, desk: Desk) -> str:
    key = f"communication.{objective}"
    return desk.say(key if key in desk.words else f"communication.{CUSTOM}")


def _actions(place: int, objective: Objective, desk: Desk, roster: Roster) -> tuple[Action, ...]:
    passages = desk.sources.of_role(f"objective:{objective.id}", "actions")
    own = [
        Action(
            id=f"{objective.id}-{number}",
            text=passage.text,
            team=roster.doers(objective.id, number)[0],
            citations=desk.sources.cite(passage),
        )
        for number, passage in enumerate(passages)
    ]
    found = (*own, *_founding(place, objective.id, desk, roster))
    return _edited(place, found, desk)


def _founding(place: int, objective: str, desk: Desk, roster: Roster) -> tuple[Action, ...]:
    """The founding articles' actions, each with its source; none without."""
    wanted = [
        name for name in _FOUNDING if roster.advertises(objective) or name not in _ADVERTISING
    ]
    cited = [(name, desk.sources.anchor(name)) for name in wanted]
    found = tuple(
        Action(
            f"{objective}-{name}", desk.say(f"action.{name}"), "marketing", "articles", citations
        )
        for name, citations in cited
        if citations
    )
    return found if objective != CUSTOM else _edited(place, found, desk)


def _edited(place: int, actions: Sequence[Action], desk: Desk) -> tuple[Action, ...]:
    return tuple(
        replace(each, text=desk.text(f"{place}/action/{number}", each.text))
        for number, each in enumerate(actions)
    )
