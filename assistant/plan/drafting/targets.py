"""Where a KPI stands and what it must reach: from the person's figures, from a cited
publication, or after the first measurement. No other source of a number exists here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.library import Kpi
from assistant.library.entries import readable_formula
from assistant.plan.ambition import Ambition
from assistant.plan.drafting.desk import Desk
from assistant.plan.records import Baseline, Target
from assistant.plan.values import family, in_unit, number, possible

# Published values that are a level on the KPI's own scale, for organisations at large. Most
# published values are effects, worked examples or one industry's: they are shown beside, cited.
_LEVELS = frozenset((
    "mql-to-sql-rate", "viewability-rate", "invalid-traffic-rate", "community-stickiness",
    "partner-activation-rate", "breach-notification-timeliness", "time-to-hire",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Aim:
    """What the objective's own figure asks of one KPI, in that KPI's unit."""

    kpi: str
    ambition: Ambition
    text: str


def baseline(kpi: Kpi, desk: Desk, aim: Aim | None) -> Baseline:
    """The person's own figure, else "unknown: measure first" and how to get it."""
    source = ", ".join(kpi.data_sources[desk.lang])
    how = desk.say(
        "baseline.how",
        source=source,
        inputs="; ".join(each.labels[desk.lang] for each in kpi.inputs),
        formula=readable_formula(kpi.formulas[desk.lang]),
    )
    known = next((each.value for each in desk.request.known if each.kpi == kpi.id), None)
    if known is None and aim and aim.ambition.start is not None:
        known = aim.ambition.start
    if known is None:
        return Baseline("unknown", desk.say("baseline.unknown"), None, how)
    return Baseline("given", desk.value(known, kpi), known, how)


def target(kpi: Kpi, role: str, start: Baseline, desk: Desk, aim: Aim | None) -> Target:
    """What the KPI must reach by the end of the plan, with the reasoning."""
    path = f"kpi/{kpi.id}/target"
    drafted = _drafted(kpi, role, start, desk, aim)
    change = desk.changed(path)
    if change is None:
        return replace(drafted, by=desk.months)
    reason = change.reason or desk.say("reasoning.no_reason")
    reasoning = desk.say("reasoning.changed", reason=reason)
    return Target("changed", change.text, reasoning, by=desk.months)


def _drafted(kpi: Kpi, role: str, start: Baseline, desk: Desk, aim: Aim | None) -> Target:
    if aim and aim.kpi == kpi.id:
        return _aimed(kpi, start, desk, aim.ambition)
    if role == "guardrail":
        text = (
            desk.say("target.hold", baseline=start.text)
            if start.value is not None
            else desk.say("target.hold_unknown")
        )
        return Target("hold", text, desk.say("reasoning.hold"), start.value)
    if kpi.id in _LEVELS:
        published = _published(kpi, desk)
        if published:
            return published
    if start.value is not None:
        text = desk.say("target.after_known", baseline=start.text)
        return Target("after-measurement", text, desk.say("reasoning.after_known"))
    text = desk.say("target.after")
    if aim:
        name = desk.library.kpis[aim.kpi].names[desk.lang]
        return Target("after-measurement", text, desk.say("reasoning.support", kpi=name))
    return Target("after-measurement", text, desk.say("reasoning.after"))


def _aimed(kpi: Kpi, start: Baseline, desk: Desk, wanted: Ambition) -> Target:
    """The figure of the objective itself."""
    if wanted.move in ("level", "pair"):
        key = "reasoning.stated_pair" if wanted.move == "pair" else "reasoning.stated"
        return Target("stated", desk.value(wanted.value, kpi), desk.say(key), wanted.value)
    change = _change(wanted, kpi, desk)
    if start.value is None:
        text = desk.say("target.relative", change=change)
        return Target("stated", text, desk.say("reasoning.relative_unknown"))
    sign = wanted.sign or 1
    reached = (
        start.value + sign * wanted.value
        if wanted.move == "points"
        else start.value * (1 + sign * wanted.value / 100)
    )
    reached = round(reached, 6)
    if not possible(reached, kpi):
        shown = desk.value(reached, kpi)
        desk.note(f"known.{kpi.id}", "impossible", value=shown, kpi=kpi.names[desk.lang])
        text = desk.say("target.relative", change=change)
        return Target("stated", text, desk.say("reasoning.relative_unknown"))
    reasoning = desk.say("reasoning.relative", baseline=start.text, change=change)
    return Target("derived", desk.value(reached, kpi), reasoning, reached)


def _change(wanted: Ambition, kpi: Kpi, desk: Desk) -> str:
    sign = "−" if wanted.sign < 0 else "+"
    value = number(wanted.value, desk.lang)
    return desk.say("change.points" if wanted.move == "points" else "change.percent", sign=sign,
                    value=value)  # fmt: skip


def _published(kpi: Kpi, desk: Desk) -> Target | None:
    passages = desk.sources.of_role(f"kpi:{kpi.id}", "benchmark")
    if not passages or not kpi.benchmarks:
        return None
    first = kpi.benchmarks[0]
    reasoning = desk.say(
        "reasoning.benchmark",
        segment=first.segments[desk.lang],
        year=first.years[desk.lang] or desk.say("reasoning.undated"),
    )
    text = desk.say("target.benchmark", value=first.values[desk.lang])
    return Target("benchmark", text, reasoning, citations=desk.sources.cite(passages[0]))


def fits(wanted: Ambition, kpi: Kpi, currency: str) -> Ambition | None:
    """The ambition in the KPI's own unit, None where the figure cannot be about this KPI."""
    kind = family(kpi)
    if wanted.move == "change":
        return wanted
    if wanted.move == "points":
        return wanted if kind in ("percent", "points", "number") else None
    if wanted.unit == "%":
        return wanted if kind == "percent" else None
    if wanted.unit in ("minutes", "hours", "days"):
        value = in_unit(wanted.value, wanted.unit, kpi)
        first = in_unit(wanted.start, wanted.unit, kpi) if wanted.start is not None else None
        return None if value is None else replace(wanted, value=value, start=first)
    if wanted.unit:
        same = not currency or wanted.unit == currency
        return wanted if kind == "money" and same else None
    return wanted if kind == "number" else None
