"""A Briefing as a Paper: its sections as text, and as six slides with speaker notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assistant.briefing import Briefing, Chart, Line, Section
from assistant.briefing.lengths import BOUNDS
from assistant.export.bars import draw
from assistant.export.footing import COLON, footing
from assistant.export.paper import (
    Block,
    Bullets,
    Grid,
    Heading,
    Paper,
    Paragraph,
    Picture,
    Run,
    Runs,
    Slide,
)
from assistant.export.style import Style
from assistant.records import Lang
from assistant.wording import Wording, load_wording

_WIDTHS = {"options": (0.24, 0.38, 0.38), "kpis": (0.24, 0.44, 0.14, 0.18)}


def briefing_paper(briefing: Briefing, prompts: Path, style: Style) -> Paper:
    """The briefing as a document of at most its pages, and as its slides."""
    wording = load_wording(prompts, "briefing", briefing.lang)
    writer = _Writer(briefing, wording, style)
    short = briefing.length == "one-page"
    byline = [briefing.organisation, briefing.subtitle, briefing.issued]
    return Paper(
        title=briefing.title,
        lang=briefing.lang,
        subtitle=briefing.subtitle,
        byline=" · ".join(part for part in byline if part),
        mark=wording("draft"),
        blocks=tuple(writer.blocks()),
        references=briefing.references,
        sources_heading=wording("heading.sources"),
        slides=tuple(writer.slides()),
        most=None if briefing.length == "six-slides" else BOUNDS[briefing.length].pages[1],
        dense=short,
    )


@dataclass(frozen=True)
class _Writer:
    briefing: Briefing
    wording: Wording
    style: Style

    def blocks(self) -> Iterable[Block]:
        for section in self.briefing.sections:
            if section.key != "ask":
                yield Heading(1, section.heading)
            yield from self.section(section)
        if not self.briefing.covered and self.briefing.near:
            yield Paragraph((Run(self.wording("gap.near")),))
            yield Bullets(tuple((Run(title),) for title in self.briefing.near))

    def section(self, section: Section, charts: bool = True) -> Iterable[Block]:
        """The blocks of one part: the ask framed, evidence as points, tables, charts."""
        if section.key == "ask":
            title = Run(f"{section.heading}{COLON[self.briefing.lang]}", "strong")
            for place, line in enumerate(section.lines):
                opening = () if place else (title,)
                yield Paragraph((*opening, *self.runs(line)), "ask")
        elif section.key in ("context", "reporting", "gaps") and section.lines:
            if len(section.lines) == 1:
                yield Paragraph(self.runs(section.lines[0]))
            else:
                yield Bullets(tuple(self.runs(line) for line in section.lines))
        elif section.lines:
            yield Bullets(tuple(self.runs(line) for line in section.lines))
        if section.table:
            rows = tuple(tuple(self.runs(cell) for cell in row) for row in section.table.rows)
            yield Grid(section.table.header, rows, _WIDTHS[section.key])
        for chart in section.charts if charts else ():
            yield self.picture(chart)

    def picture(self, chart: Chart) -> Picture:
        keys = self.briefing.keys(chart.citations)
        caption: Runs = (Run(chart.title, "strong"), *((Run(keys=keys),) if keys else ()))
        bars = tuple((bar.label, bar.value, bar.text) for bar in chart.bars)
        return Picture(draw(chart, self.style), chart.alt, caption, 0.9, bars)

    def runs(self, line: Line) -> Runs:
        """Label, text, citation, and how strong the statement is."""
        label = _label(line, self.briefing.lang)
        made = [Run(label, "strong")] if label else []
        made.append(Run(line.text))
        keys = self.briefing.keys(line.citations)
        if keys:
            made.append(Run(keys=keys))
        remark = self.remark(line)
        if remark:
            made.append(Run(f" ({remark})", "quiet"))
        return tuple(made)

    def remark(self, line: Line) -> str:
        """How far the line can be trusted, or whose wording it is."""
        if line.origin == "edited":
            return self.wording("edited_mark")
        return ", ".join(self.wording(f"strength.{each}") for each in line.strengths)

    def slides(self) -> Iterable[Slide]:
        """Five slides after the title's: evidence, limits, decision, measure, questions."""
        part = self.briefing.section
        plan = (
            ("evidence", ("context", "support")),
            ("limits", ("against", "figures")),
            ("decide", ("options", "risks")),
            ("know", ("kpis", "reporting")),
            ("ready", ("questions", "gaps")),
        )
        for title, keys in plan:
            sections = [found for found in (part(key) for key in keys) if found]
            if sections:
                yield self.slide(self.wording(f"slide.{title}"), sections)

    def slide(self, title: str, sections: list[Section]) -> Slide:
        blocks: list[Block] = []
        for section in sections:
            if len(sections) > 1 and section.heading != title and section.lines:
                blocks.append(Heading(2, section.heading))
            blocks += self.section(section)
        lines = [line for section in sections for line in section.lines]
        cells = [c for s in sections if s.table for row in s.table.rows for c in row]
        numbers = [n for line in (*lines, *cells) for n in line.citations]
        numbers += [n for s in sections for chart in s.charts for n in chart.citations]
        keys = self.briefing.keys(tuple(dict.fromkeys(numbers)))
        foot, listed = footing(
            keys, self.briefing.references, self.wording("heading.sources"), self.briefing.lang
        )
        notes = [self.spoken(line) for line in lines]
        return Slide(title, tuple(blocks), (*notes, *listed), foot)

    def spoken(self, line: Line) -> str:
        """A line as the speaker reads it, with the strength of what it states."""
        remark = self.remark(line)
        text = f"{_label(line, self.briefing.lang)}{line.text}"
        return f"{text} ({remark})" if remark else text


def _label(line: Line, lang: Lang) -> str:
    if not line.label:
        return ""
    ended = line.label.endswith(("?", "!", "."))
    return f"{line.label} " if ended else f"{line.label}{COLON[lang]}"
