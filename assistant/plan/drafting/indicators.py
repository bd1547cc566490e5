"""The KPIs of one objective as lines of the plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.language.words import stems
from assistant.library import Kpi, Objective
from assistant.library.catalogue import ObjectiveKpi
from assistant.library.entries import readable_formula
from assistant.plan.ambition import Ambition, ambition
from assistant.plan.drafting.desk import Desk
from assistant.plan.drafting.platforms import fitting_sources
from assistant.plan.drafting.targets import Aim, baseline, fits, target
from assistant.plan.records import Baseline, Input, KpiLine, Target
from assistant.plan.request import CustomKpi
from assistant.plan.values import possible
from assistant.records import Sentence

# Published values that show how a formula works say nothing about anybody.
_EXAMPLE = re.compile(r"worked|how to read|exemple de|lecture de|not a norm|non une norme")
_FAR = 3.0
# A figure that would make a KPI worse belongs to another one, unless the text names this one.
_AGAINST = 3.0


@dataclass(frozen=True, slots=True)
class Use:
    """A KPI's part in the plan: its strictest role and all objectives that it serves."""

    role: str
    objectives: tuple[str, ...]


def aim_of(text: str, field: str, objective: Objective, desk: Desk) -> Aim | None:
    """Which KPI of the objective the figure in the text is about, None where it states none."""
    wanted = ambition(text, desk.lang)
    if wanted is None:
        return None
    said = set(stems(text, desk.lang))
    best: tuple[float, Aim] | None = None
    for place, part in enumerate(objective.kpis):
        kpi = desk.library.kpis[part.kpi]
        fitting = fits(wanted, kpi, desk.currency)
        if fitting is None or (wanted.move == "level" and wanted.unit == "" and place > 3):
            continue
        names = set(stems(f"{kpi.names[desk.lang]} {kpi.abbreviation}", desk.lang))
        named = names & said
        score = 2.0 * len(named) + {"lagging": 1.0, "leading": 0.5}.get(part.role, 0.0)
        score -= 0.1 * place
        if _moves_against(fitting, kpi) and 2 * len(named) < len(names):
            score -= _AGAINST
        if best is None or score > best[0]:
            best = (score, Aim(kpi.id, fitting, text))
    if best is None:
        desk.note(field, "ambition_unfit", text=text)
        return None
    return _sound(best[1], field, desk)


def _sound(aim: Aim, field: str, desk: Desk) -> Aim | None:
    """The aim, unless its figure cannot be; what is odd about it is noted at the field."""
    kpi, wanted = desk.library.kpis[aim.kpi], aim.ambition
    name = kpi.names[desk.lang]
    if wanted.move in ("level", "pair"):
        for value in (wanted.value, wanted.start):
            if value is not None and not possible(value, kpi):
                desk.note(field, "impossible", value=desk.value(value, kpi), kpi=name)
                return None
    if wanted.move == "pair" and wanted.start and wanted.value:
        ratio = wanted.value / wanted.start
        if ratio > _FAR or ratio < 1 / _FAR:
            desk.note(field, "ambition_ratio", kpi=name)
    if wanted.move == "change" and wanted.value > 100 * (_FAR - 1):
        desk.note(field, "ambition_ratio", kpi=name)
    if _moves_against(wanted, kpi):
        desk.note(field, "against", text=aim.text, kpi=name)
    return aim


def _moves_against(wanted: Ambition, kpi: Kpi) -> bool:
    """True where the movement that is asked for makes the KPI worse."""
    up = {"higher_is_better": 1, "lower_is_better": -1}.get(kpi.direction, 0)
    moving = wanted.sign if wanted.move != "level" else 0
    return bool(up and moving and up != moving)


def line(part: ObjectiveKpi, use: Use, desk: Desk, aim: Aim | None) -> KpiLine:
    """One KPI of the catalogue in the plan."""
    kpi, lang = desk.library.kpis[part.kpi], desk.lang
    mine = aim if aim and aim.kpi == kpi.id else None
    start = baseline(kpi, desk, mine)
    reach = target(kpi, use.role, start, desk, aim)
    sources = fitting_sources(kpi.data_sources[lang], desk.request.organisation.channels)
    _compare(kpi, start, reach, desk)
    return KpiLine(
        kpi=kpi.id,
        name=kpi.names[lang],
        role=use.role,
        level=kpi.level,
        definition=kpi.definitions[lang],
        formula=readable_formula(kpi.formulas[lang]),
        inputs=_inputs(kpi, desk),
        unit=kpi.units[lang],
        direction=kpi.direction,
        baseline=start,
        target=reach,
        source=desk.text(f"kpi/{kpi.id}/source", ", ".join(sources)),
        cadence=desk.text(f"kpi/{kpi.id}/cadence", kpi.cadences[lang]),
        owner=desk.text(f"kpi/{kpi.id}/owner", kpi.owners[lang]),
        why=part.why[lang],
        pitfalls=kpi.pitfalls[lang],
        reference=_reference(kpi, reach, desk),
        citations=desk.sources.definition(kpi.id),
        objectives=use.objectives,
    )


def _compare(kpi: Kpi, start: Baseline, reach: Target, desk: Desk) -> None:
    """A target that is already met is no target."""
    if start.value is None or reach.value is None or reach.basis not in ("stated", "derived"):
        return
    better = {"higher_is_better": 1, "lower_is_better": -1}.get(kpi.direction, 0)
    if better and (reach.value - start.value) * better <= 0:
        desk.note(f"known.{kpi.id}", "already", kpi=kpi.names[desk.lang])


def _inputs(kpi: Kpi, desk: Desk) -> tuple[Input, ...]:
    lang = desk.lang
    return tuple(
        Input(each.name, each.labels[lang], each.units[lang], each.usual_sources[lang])
        for each in kpi.inputs
    )


def _reference(kpi: Kpi, reach: Target, desk: Desk) -> Sentence | None:
    """A published value beside the target, cited; None where it is the target's own source."""
    if reach.basis == "benchmark":
        return None
    for benchmark, passage in zip(
        kpi.benchmarks, desk.sources.of_role(f"kpi:{kpi.id}", "benchmark"), strict=False
    ):
        said = f"{benchmark.segments[desk.lang]} {benchmark.notes[desk.lang]}"
        if passage.cited and not _EXAMPLE.search(said.lower()):
            sentence = desk.sources.sentence(passage)
            return Sentence(desk.say("reference", text=sentence.text), sentence.citations)
    return None


def custom_line(given: CustomKpi, objective: str, desk: Desk) -> KpiLine:
    """An indicator of the organisation's own: what was not said is to be settled first."""
    unknown, after = desk.say("baseline.unknown"), desk.say("target.after")
    known = bool(given.baseline)
    open_ = desk.say("level.custom")
    return KpiLine(
        kpi="",
        name=given.name,
        role="custom",
        level="custom",
        definition="",
        formula=given.formula,
        inputs=(),
        unit=given.unit,
        direction="",
        baseline=Baseline("given" if known else "unknown", given.baseline or unknown),
        target=Target(
            "stated" if given.target else "after-measurement",
            given.target or after,
            desk.say("reasoning.stated" if given.target else "reasoning.after"),
            by=desk.months,
        ),
        source=given.source or open_,
        cadence=given.cadence or open_,
        owner=given.owner or open_,
        objectives=(objective,),
    )


def uses(objectives: Sequence[Objective]) -> dict[str, Use]:
    """How every KPI serves these objectives; a result for one outweighs a guardrail for another."""
    rank = {"lagging": 0, "leading": 1, "guardrail": 2}
    found: dict[str, Use] = {}
    for objective in objectives:
        for part in objective.kpis:
            before = found.get(part.kpi)
            role = part.role
            if before and rank.get(before.role, 3) < rank.get(role, 3):
                role = before.role
            served = (*(before.objectives if before else ()), objective.id)
            found[part.kpi] = Use(role, tuple(dict.fromkeys(served)))
    return found


def main_line(lines: Sequence[KpiLine], aim: Aim | None) -> KpiLine | None:
    """The KPI that the SMART sentence is about: that of the figure, else the first result."""
    if aim:
        return next((each for each in lines if each.kpi == aim.kpi), None)
    results = [each for each in lines if each.role == "lagging"]
    return next(iter(results or lines), None)
