"""A Plan as a Paper: objectives, indicators, budget, roadmap, with its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.export.paper import Block, Bullets, Grid, Heading, Paper, Paragraph, Run, Runs
from assistant.language.typography import typeset
from assistant.plan.records import TEAMS, KpiLine, Plan, Strategy, Task
from assistant.plan.values import money, number
from assistant.records import Reference, Sentence
from assistant.wording import Wording, load_wording

_KPI_WIDTHS = (0.2, 0.11, 0.13, 0.15, 0.16, 0.11, 0.14)
_BUDGET_WIDTHS = (0.32, 0.1, 0.16, 0.42)
_TASK_WIDTHS = (0.29, 0.08, *(0.09,) * len(TEAMS))


def plan_document(plan: Plan, prompts: Path) -> Paper:
    """The whole plan as a document; its figures are the plan's own."""
    writer = _Writer(plan, load_wording(prompts, "plan", plan.lang))
    blocks = tuple(writer.blocks())
    known = {each.key: each for c in plan.citations for each in c.references}
    paper = Paper(
        title=plan.title,
        lang=plan.lang,
        blocks=blocks,
        byline=writer.say("document.made"),
        sources_heading=writer.say("document.sources"),
    )
    used = dict.fromkeys(key for run in paper.runs() for key in run.keys)
    references: tuple[Reference, ...] = tuple(known[key] for key in used)
    return Paper(
        title=paper.title,
        lang=paper.lang,
        blocks=blocks,
        byline=paper.byline,
        references=references,
        sources_heading=paper.sources_heading,
    )


@dataclass(frozen=True)
class _Writer:
    plan: Plan
    say: Wording

    def blocks(self) -> Iterator[Block]:
        plan = self.plan
        meant = (f"{each.text} → {each.why}" for each in plan.interpretations)
        yield from self.part("meant", ((Run(text),) for text in meant))
        yield from self.part("open", ((Run(each.text),) for each in plan.questions))
        yield from self.part("notes", ((Run(each.text),) for each in plan.notes))
        for strategy in plan.strategies:
            yield from self.strategy(strategy)
        yield from self.part("conflicts", (
            (Run(f"{each.text} {each.resolution}"), *self.cited(each.citations))
            for each in plan.conflicts
        ))  # fmt: skip
        if plan.strategies:
            yield from self.budget()
            yield from self.roadmap()

    def part(self, key: str, items: Iterable[Runs], level: int = 1) -> Iterator[Block]:
        """A heading and its points, nothing where there are none."""
        listed = tuple(items)
        if listed:
            yield Heading(level, self.say(f"document.{key}"))
            yield Bullets(listed)

    def cited(self, numbers: Sequence[int]) -> Runs:
        """The publications behind these citations; a source of the catalogue alone has none."""
        known = {each.number: each for each in self.plan.citations}
        keys = dict.fromkeys(r.key for n in numbers for r in known[n].references)
        return (Run(keys=tuple(keys)),) if keys else ()

    def said(self, sentence: Sentence) -> Runs:
        return (Run(sentence.text), *self.cited(sentence.citations))

    def strategy(self, strategy: Strategy) -> Iterator[Block]:
        yield Heading(1, strategy.strategic)
        yield Paragraph((Run(strategy.smart, "strong"),), "ask")
        label = typeset(f"{self.say('document.communication')} : ", self.plan.lang)
        label = label if self.plan.lang == "fr" else label.replace(" :", ":")
        yield Paragraph((Run(label, "strong"), Run(strategy.communication)))
        if strategy.rationale:
            yield Paragraph(self.said(strategy.rationale))
        yield from self.part("actions", (
            (Run(f"{each.text} ({self.say(f'team.{each.team}')})"), *self.cited(each.citations))
            for each in strategy.actions
        ), 2)  # fmt: skip
        yield from self.kpis(strategy.kpis)
        yield from self.part("risks", map(self.said, strategy.risks), 2)
        yield from self.part("refused", (
            (Run(f"{each.text} {each.reason}"), *self.cited(each.citations))
            for each in strategy.refused
        ), 2)  # fmt: skip
        yield from self.part("evidence", (
            (*self.said(e.sentence), *((Run(f" ({e.strength})", "quiet"),) if e.strength else ()))
            for e in strategy.evidence
        ), 2)  # fmt: skip
        yield from self.part("gaps", ((Run(each),) for each in strategy.gaps), 2)

    def kpis(self, lines: Sequence[KpiLine]) -> Iterator[Block]:
        if not lines:
            return
        keys = ("kpi", "role", "baseline", "target", "source", "cadence", "owner")
        yield Heading(2, self.say("document.kpis"))
        yield Grid(
            tuple(self.say(f"document.{key}") for key in keys),
            tuple(self.kpi(line) for line in lines),
            _KPI_WIDTHS,
        )

    def kpi(self, line: KpiLine) -> tuple[Runs, ...]:
        return (
            (Run(line.name), *self.cited(line.citations)),
            (Run(f"{self.say(f'role.{line.role}')} · {self.say(f'level.{line.level}')}"),),
            (Run(line.baseline.text),),
            (Run(line.target.text), *self.cited(line.target.citations)),
            (Run(line.source),),
            (Run(line.cadence),),
            (Run(line.owner),),
        )

    def budget(self) -> Iterator[Block]:
        budget, lang = self.plan.budget, self.plan.lang
        yield Heading(1, self.say("document.budget"))
        if not budget.total:
            yield Paragraph((Run(self.say("document.no_budget")),))
        rows = []
        for each in budget.lines:
            share = typeset(f"{number(each.share, lang)} %", lang)
            amount = "" if each.amount is None else money(each.amount, budget.currency, lang)
            reason = (Run(each.reason), *self.cited(each.citations))
            rows.append(((Run(each.label),), (Run(share),), (Run(amount),), reason))
        keys = ("line", "share", "amount", "reason")
        header = tuple(self.say(f"document.{key}") for key in keys)
        yield Grid(header, tuple(rows), _BUDGET_WIDTHS)

    def roadmap(self) -> Iterator[Block]:
        yield Heading(1, self.say("document.roadmap"))
        duties = ", ".join(f"{letter} = {self.say(f'duty.{letter}')}" for letter in "RACI")
        yield Paragraph((Run(duties, "quiet"),))
        teams = tuple(self.say(f"team.{team}") for team in TEAMS)
        header = (self.say("document.task"), self.say("document.when"), *teams)
        yield Grid(header, tuple(map(self.task, self.plan.roadmap.tasks)), _TASK_WIDTHS)

    def task(self, task: Task) -> tuple[Runs, ...]:
        single = task.start == task.end
        when = (
            self.say("document.month", month=task.start)
            if single
            else self.say("document.months", start=task.start, end=task.end)
        )
        cells = ("/".join(p.duty for p in task.parts if p.team == team) for team in TEAMS)
        first = (Run(task.text), *self.cited(task.citations))
        return (first, (Run(when),), *((Run(cell),) for cell in cells))
