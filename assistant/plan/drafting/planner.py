"""From a request to a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assistant.language.typography import typeset
from assistant.library import Library
from assistant.plan.ambition import months_in
from assistant.plan.drafting.budget import budget
from assistant.plan.drafting.conflicts import conflicts
from assistant.plan.drafting.desk import Desk
from assistant.plan.drafting.indicators import aim_of, uses
from assistant.plan.drafting.numbering import renumbered
from assistant.plan.drafting.questions import questions
from assistant.plan.drafting.roadmap import roadmap
from assistant.plan.drafting.roster import Roster, load_roster
from assistant.plan.drafting.sources import Sources
from assistant.plan.drafting.strategy import custom_strategy, strategy
from assistant.plan.interpret.mapper import CUSTOM, Mapper
from assistant.plan.records import Interpretation, Plan, Strategy
from assistant.plan.request import Request, Wish
from assistant.records import Lang
from assistant.wording import load_wording

# A year where no objective is read and no horizon was given.
_MONTHS = 12


class Planner:
    """Holds what drafting takes: the library, the reading of objectives, the wording."""

    def __init__(self, library: Library, mapper: Mapper, prompts: Path) -> None:
        self.library = library
        self.mapper = mapper
        self._prompts = prompts
        self._roster: Roster = load_roster()

    def interpret(self, wish: Wish, lang: Lang) -> Interpretation:
        """How one typed objective is read, with a sentence that says so."""
        found = self.mapper.read(wish.text, lang, wish.choice)
        words = load_wording(self._prompts, "plan", lang)
        key = found.not_objective or found.reading
        values = {"name": found.name} if f"{key}" in ("mapped", "unsure", "chosen") else {}
        return replace(found, why=typeset(words(f"interpretation.{key}", **values), lang))

    def draft(self, request: Request) -> Plan:
        """The whole plan; it is only as long as what could be read, and says what it lacks."""
        read = tuple(self.interpret(wish, request.lang) for wish in request.wishes)
        taken, doubles = _taken(request.wishes, read)
        words = load_wording(self._prompts, "plan", request.lang)
        marks = load_wording(self._prompts, "answers", request.lang)
        sources = Sources(self.library, marks, request.lang)
        desk = Desk(self.library, words, sources, request, self._months(request, read))
        self._tell_horizon(request, desk)
        strategies = self._strategies(taken, read, desk)
        split = budget(strategies, [wish.weight for _, wish in taken], desk, self._roster)
        if request.budget and not request.budget.amount:
            desk.note("budget", "budget_zero")
        map_ = roadmap(strategies, desk, self._roster)
        clashes = conflicts(strategies, doubles, desk)
        served = {each.kpi for strategy in strategies for each in strategy.kpis}
        for known in request.known:
            if known.kpi not in served and known.kpi in self.library.kpis:
                name = self.library.kpis[known.kpi].names[request.lang]
                desk.note(f"known.{known.kpi}", "unused_baseline", kpi=name)
        made = Plan(
            title=desk.text("title", request.title or _title(strategies, desk)),
            lang=request.lang,
            request=request,
            interpretations=read,
            strategies=strategies,
            budget=split,
            roadmap=map_,
            conflicts=clashes,
            questions=questions(read, strategies, desk),
            notes=tuple(desk.notes),
            shared=_shared(strategies),
            citations=sources.citations,
        )
        return renumbered(made)

    def _strategies(
        self, taken: Sequence[tuple[int, Wish]], read: Sequence[Interpretation], desk: Desk
    ) -> tuple[Strategy, ...]:
        objectives = {
            place: self.library.objectives[read[place].objective]
            for place, _ in taken
            if read[place].objective
        }
        use = uses(tuple(objectives.values()))
        aims = {
            objectives[place].id: aim
            for place, wish in taken
            if place in objectives
            and (aim := aim_of(wish.text, f"wish.{place}", objectives[place], desk))
        }
        return tuple(
            strategy(place, wish, objectives[place], use, aims, desk, self._roster)
            if place in objectives
            else custom_strategy(place, wish, desk, self._roster)
            for place, wish in taken
        )

    def _months(self, request: Request, read: Sequence[Interpretation]) -> int:
        if request.horizon is not None:
            return request.horizon
        said = [months_in(wish.text, request.start) for wish in request.wishes]
        if any(said):
            return max(each for each in said if each)
        usual = [
            self.library.objectives[each.objective].horizon[1] for each in read if each.objective
        ]
        return max(usual, default=_MONTHS)

    def _tell_horizon(self, request: Request, desk: Desk) -> None:
        if request.horizon is not None or not request.wishes:
            return
        said = any(months_in(wish.text, request.start) for wish in request.wishes)
        desk.note("horizon", "horizon_said" if said else "horizon_default", months=desk.months)


def _taken(
    wishes: Sequence[Wish], read: Sequence[Interpretation]
) -> tuple[list[tuple[int, Wish]], list[tuple[str, str]]]:
    """The wishes that are worked out, and pairs of texts read as one objective."""
    taken: list[tuple[int, Wish]] = []
    doubles: list[tuple[str, str]] = []
    first: dict[str, str] = {}
    for place, (wish, each) in enumerate(zip(wishes, read, strict=True)):
        if each.reading == CUSTOM:
            taken.append((place, wish))
        elif each.objective and each.objective not in first:
            first[each.objective] = wish.text
            taken.append((place, wish))
        elif each.objective:
            doubles.append((first[each.objective], wish.text))
    return taken, doubles


def _title(strategies: Sequence[Strategy], desk: Desk) -> str:
    if not strategies:
        return desk.say("untitled")
    names = [each.strategic for each in strategies]
    joined = " ; ".join(names) if desk.lang == "fr" else "; ".join(names)
    return desk.say("title", objectives=joined)


def _shared(strategies: Sequence[Strategy]) -> tuple[str, ...]:
    """Ids of the KPIs that several objectives of the plan use, in order."""
    seen: dict[str, int] = {}
    for each in strategies:
        for line in each.kpis:
            if line.kpi:
                seen[line.kpi] = seen.get(line.kpi, 0) + 1
    return tuple(kpi for kpi, count in seen.items() if count > 1)
