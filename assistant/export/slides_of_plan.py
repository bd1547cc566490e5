"""A Plan as slides: in brief, three slides an objective, the money, the calendar, the duties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.export.footing import COLON, footing, keys_of
from assistant.export.gantt import SLIDE
from assistant.export.paper import (
    Block,
    Bullets,
    Grid,
    Heading,
    Paragraph,
    Picture,
    Run,
    Runs,
    Slide,
)
from assistant.export.parts_of_plan import Parts
from assistant.plan.records import TEAMS, Strategy, Task
from assistant.records import Reference

_BRIEF_WIDTHS = (0.27, 0.23, 0.15, 0.15, 0.2)
_SPLIT_WIDTHS = (0.6, 0.16, 0.24)
_RACI_WIDTHS = (0.35, 0.065, *(0.585 / len(TEAMS),) * len(TEAMS))
# What a slide holds without small print; the rest of the evidence is in its notes.
_EVIDENCE, _TASKS, _DUTIES = 6, 22, 16


@dataclass(frozen=True)
class Slides:
    """Writes the slides of one plan from its parts."""

    parts: Parts
    references: Sequence[Reference]

    def all(self) -> Iterator[Slide]:
        """Every slide after the title's, in order."""
        yield self.brief()
        for strategy in self.parts.plan.strategies:
            yield self.doing(strategy)
            if strategy.kpis:
                yield self.counting(strategy)
            if strategy.evidence or strategy.risks or strategy.refused or strategy.gaps:
                yield self.proving(strategy)
        if self.parts.plan.strategies:
            yield self.money()
            yield from self.calendar()
            yield from self.duties()

    def slide(
        self,
        title: str,
        blocks: Sequence[Block],
        aside: Sequence[Block] = (),
        notes: Sequence[str] = (),
    ) -> Slide:
        """A slide with its sources at the foot, and in full in the notes."""
        foot, listed = footing(
            keys_of((*blocks, *aside)),
            self.references,
            self.parts.say("document.sources"),
            self.parts.plan.lang,
        )
        return Slide(title, tuple(blocks), (*notes, *listed), foot, tuple(aside))

    def title(self, strategy: Strategy, key: str) -> str:
        """The objective, and which side of it the slide shows."""
        return f"{strategy.strategic}{COLON[self.parts.plan.lang]}{self.parts.say(f'slide.{key}')}"

    def brief(self) -> Slide:
        """All objectives at a glance, what is still open, and where they pull apart."""
        plan, say = self.parts.plan, self.parts.say
        blocks: list[Block] = []
        if plan.strategies:
            keys = ("objective", "main", "baseline", "target", "owner")
            header = tuple(say(f"document.{key}") for key in keys)
            rows = tuple(map(self._glance, plan.strategies))
            blocks.append(Grid(header, rows, _BRIEF_WIDTHS))
        meant = [each for each in plan.interpretations if each.reading != "mapped"]
        blocks += self.listed("meant", [(Run(f"{i.text} → {i.why}"),) for i in meant])
        blocks += self.listed("open", [(Run(each.text),) for each in plan.questions])
        blocks += self.listed("notes", [(Run(each.text),) for each in plan.notes])
        blocks += self.listed("conflicts", self.parts.conflicts())
        notes = [strategy.smart for strategy in plan.strategies]
        notes += [f"{each.text} → {each.why}" for each in plan.interpretations]
        return self.slide(
            say("slide.brief"), blocks or [Paragraph((Run(plan.title),))], notes=notes
        )

    def _glance(self, strategy: Strategy) -> tuple[Runs, ...]:
        if not strategy.kpis:
            return ((Run(strategy.strategic, "strong"),), *((),) * 4)
        main = strategy.kpis[0]
        texts = (main.name, main.baseline.text, main.target.text, main.owner)
        return ((Run(strategy.strategic, "strong"),), *((Run(text),) for text in texts))

    def listed(self, key: str, items: Sequence[Runs]) -> list[Block]:
        """A small heading and its points, nothing where there are none."""
        if not items:
            return []
        return [Heading(2, self.parts.say(f"document.{key}")), Bullets(tuple(items))]

    def doing(self, strategy: Strategy) -> Slide:
        """What is done on the left; what is promised and said, and why, on the right."""
        parts = self.parts
        right: list[Block] = [Paragraph((Run(strategy.smart, "strong"),))]
        right.append(Heading(2, parts.say("document.communication")))
        right.append(Paragraph((Run(strategy.communication),)))
        if strategy.rationale:
            right.append(Heading(2, parts.say("document.why")))
            right.append(Paragraph(parts.said(strategy.rationale)))
        left = self.listed("actions", parts.actions(strategy))
        return self.slide(self.title(strategy, "actions"), left, right)

    def counting(self, strategy: Strategy) -> Slide:
        """The indicators; how each target was reasoned is in the notes."""
        notes = [f"{each.name}. {each.target.reasoning}" for each in strategy.kpis]
        return self.slide(
            self.title(strategy, "kpis"), [self.parts.indicators(strategy.kpis)], notes=notes
        )

    def proving(self, strategy: Strategy) -> Slide:
        """Evidence on the left, its limit always among it; risks and refusals on the right."""
        parts = self.parts
        lines = parts.evidence(strategy)
        shown = [*lines[: _EVIDENCE - 1], *lines[_EVIDENCE - 1 :][-1:]]
        more = [parts.plain(line) for line in lines if line not in shown]
        left = self.listed("evidence", shown)
        right = self.listed("risks", [parts.said(each) for each in strategy.risks])
        right += self.listed("refused", parts.refused(strategy))
        right += self.listed("gaps", [(Run(each),) for each in strategy.gaps])
        blocks, aside = (left, right) if left else (right, [])
        return self.slide(self.title(strategy, "evidence"), blocks, aside, more)

    def money(self) -> Slide:
        """The split as a table with its chart; the reasons are in the notes."""
        parts, budget = self.parts, self.parts.plan.budget
        rows = tuple(row[:3] for row in parts.budget_rows())
        header = tuple(parts.say(f"document.{key}") for key in ("line", "share", "amount"))
        blocks: list[Block] = [Grid(header, rows, _SPLIT_WIDTHS)]
        if not budget.total:
            blocks.append(Paragraph((Run(parts.say("document.no_budget")),)))
        reserve = [each for each in budget.lines if each.citations]
        blocks += [
            Paragraph((Run(each.reason, "quiet"), *parts.cited(each.citations))) for each in reserve
        ]
        notes = [f"{each.label}. {each.reason}" for each in budget.lines]
        return self.slide(parts.say("document.budget"), blocks, [parts.budget_picture()], notes)

    def calendar(self) -> Iterator[Slide]:
        """The months of every task, as many slides as keep its type legible."""
        parts = self.parts
        title = parts.say("document.calendar")
        for tasks in _shared_out(parts.plan.roadmap.tasks, _TASKS):
            picture: Picture = parts.calendar(tasks, SLIDE)
            said = [parts.task_line(task) for task in tasks]
            yield self.slide(title, [picture], notes=said)

    def duties(self) -> Iterator[Slide]:
        """Who does what, as many slides as keep its type legible."""
        parts = self.parts
        for tasks in _shared_out(parts.plan.roadmap.tasks, _DUTIES):
            legend = Paragraph((Run(parts.legend(), "quiet"),))
            yield self.slide(parts.say("document.raci"), [legend, parts.raci(tasks, _RACI_WIDTHS)])


def _shared_out(items: Sequence[Task], most: int) -> Iterator[Sequence[Task]]:
    """The tasks in as few groups as hold `most` each, the groups of nearly one size."""
    groups = -(-len(items) // most)
    for place in range(groups):
        start, end = (len(items) * edge // groups for edge in (place, place + 1))
        yield items[start:end]
