"""A Plan as a Paper: objectives, indicators, budget, roadmap, with its sources and slides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.export.gantt import PAGE
from assistant.export.paper import Block, Bullets, Grid, Heading, Paper, Paragraph, Run, Runs
from assistant.export.parts_of_plan import Parts
from assistant.export.slides_of_plan import Slides
from assistant.export.style import Style
from assistant.language.typography import typeset
from assistant.plan.records import Plan, Strategy
from assistant.records import Reference
from assistant.wording import load_wording

_BUDGET_WIDTHS = (0.32, 0.1, 0.16, 0.42)


def plan_document(plan: Plan, prompts: Path, style: Style | None = None) -> Paper:
    """The whole plan as a document and as slides; its figures are the plan's own."""
    parts = Parts(plan, load_wording(prompts, "plan", plan.lang), style or Style())
    paper = Paper(
        title=plan.title,
        lang=plan.lang,
        blocks=tuple(_Writer(parts).blocks()),
        byline=parts.say("document.made"),
        sources_heading=parts.say("document.sources"),
    )
    known = {each.key: each for c in plan.citations for each in c.references}
    used = dict.fromkeys(key for run in paper.runs() for key in run.keys)
    references: tuple[Reference, ...] = tuple(known[key] for key in used)
    slides = tuple(Slides(parts, references).all())
    return replace(paper, references=references, slides=slides)


@dataclass(frozen=True)
class _Writer:
    parts: Parts

    def blocks(self) -> Iterator[Block]:
        plan, parts = self.parts.plan, self.parts
        meant = (f"{each.text} → {each.why}" for each in plan.interpretations)
        yield from self.part("meant", ((Run(text),) for text in meant))
        yield from self.part("open", ((Run(each.text),) for each in plan.questions))
        yield from self.part("notes", ((Run(each.text),) for each in plan.notes))
        for strategy in plan.strategies:
            yield from self.strategy(strategy)
        yield from self.part("conflicts", parts.conflicts())
        if plan.strategies:
            yield from self.budget()
            yield from self.roadmap()

    def part(self, key: str, items: Iterable[Runs], level: int = 1) -> Iterator[Block]:
        """A heading and its points, nothing where there are none."""
        listed = tuple(items)
        if listed:
            yield Heading(level, self.parts.say(f"document.{key}"))
            yield Bullets(listed)

    def strategy(self, strategy: Strategy) -> Iterator[Block]:
        parts, say = self.parts, self.parts.say
        lang = parts.plan.lang
        yield Heading(1, strategy.strategic)
        yield Paragraph((Run(strategy.smart, "strong"),), "ask")
        label = typeset(f"{say('document.communication')} : ", lang)
        label = label if lang == "fr" else label.replace(" :", ":")
        yield Paragraph((Run(label, "strong"), Run(strategy.communication)))
        if strategy.rationale:
            yield Paragraph(parts.said(strategy.rationale))
        yield from self.part("actions", parts.actions(strategy), 2)
        if strategy.kpis:
            yield Heading(2, say("document.kpis"))
            yield parts.indicators(strategy.kpis)
        yield from self.part("risks", map(parts.said, strategy.risks), 2)
        yield from self.part("refused", parts.refused(strategy), 2)
        yield from self.part("evidence", parts.evidence(strategy), 2)
        yield from self.part("gaps", ((Run(each),) for each in strategy.gaps), 2)

    def budget(self) -> Iterator[Block]:
        parts, say = self.parts, self.parts.say
        yield Heading(1, say("document.budget"))
        if not parts.plan.budget.total:
            yield Paragraph((Run(say("document.no_budget")),))
        header = tuple(say(f"document.{key}") for key in ("line", "share", "amount", "reason"))
        yield Grid(header, parts.budget_rows(), _BUDGET_WIDTHS)

    def roadmap(self) -> Iterator[Block]:
        parts, say = self.parts, self.parts.say
        tasks = parts.plan.roadmap.tasks
        yield Heading(1, say("document.roadmap"))
        yield parts.calendar(tasks, PAGE)
        yield Heading(2, say("document.raci"))
        yield Paragraph((Run(parts.legend(), "quiet"),))
        yield parts.raci(tasks)
