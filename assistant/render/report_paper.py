"""A report of the arithmetic as a Paper: the one way out makes Word, PDF and slides of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from assistant.export import KINDS, Export, Format, export_paper
from assistant.export.paper import Block as PaperBlock
from assistant.export.paper import Bullets, Grid, Heading, Paper, Paragraph, Picture, Run
from assistant.records import Lang
from assistant.render.report import Block, Report, Table


class Drawing(Protocol):
    """A chart as SVG, with what it shows in words."""

    @property
    def title(self) -> str:
        """What stands above the chart."""

    @property
    def alt(self) -> str:
        """What the chart shows, in words."""

    @property
    def svg(self) -> str:
        """The drawing."""


def report_paper(
    report: Report,
    lang: Lang,
    drawings: Mapping[str, Drawing] | None = None,
    title: str = "",
    byline: str = "",
    most: int | None = None,
) -> Paper:
    """The report with its charts; `most` is the most pages that it may fill."""
    blocks = tuple(each for block in report.blocks for each in _blocks(block, drawings or {}))
    return Paper(title or report.title, lang, blocks, byline=byline, most=most)


# Formats in which a report can be taken away, besides a workbook of its own.
REPORT_FILES: tuple[Format, ...] = ("docx", "pdf", "pptx", "markdown")


def report_file(
    report: Report, lang: Lang, drawings: Mapping[str, Drawing], wanted: str
) -> Export | None:
    """The report in one of REPORT_FILES by its name or ending, None for any other.

    Raises ExportError where a tool fails.
    """
    format = next((each for each in REPORT_FILES if wanted in (each, KINDS[each].ending)), None)
    if format is None:
        return None
    return export_paper(report_paper(report, lang, drawings), format)


def _blocks(block: Block, drawings: Mapping[str, Drawing]) -> Iterator[PaperBlock]:
    if block.kind == "heading":
        yield Heading(1, block.text)
    elif block.kind == "lead":
        yield Paragraph((Run(block.text, "strong"),), "ask")
    elif block.kind == "list":
        yield Bullets(tuple((Run(item),) for item in block.items))
    elif block.kind == "table" and block.table:
        yield from _table(block.table)
    elif block.kind == "figures":
        yield Bullets(
            tuple((Run(f"{label} ", "strong"), Run(value)) for label, value in block.pairs)
        )
    elif block.kind == "chart":
        if block.text in drawings:
            drawn = drawings[block.text]
            yield Picture(drawn.svg, drawn.alt, (Run(drawn.title),))
    else:
        look = "quiet" if block.kind == "fine" else "strong" if block.kind == "warning" else "plain"
        yield Paragraph((Run(block.text, look),))  # type: ignore[arg-type]


def _table(table: Table) -> Iterator[PaperBlock]:
    if table.caption:
        yield Paragraph((Run(table.caption, "quiet"),), "caption")
    count = max((len(table.head), *map(len, table.rows)), default=0)
    if not count:
        return
    rows = tuple(tuple((Run(cell),) for cell in row) for row in table.rows)
    yield Grid(table.head or ("",) * count, rows, _widths(table, count))


def _widths(table: Table, count: int) -> tuple[float, ...]:
    """Shares of the line by the longest words of each column, so that none is starved."""
    rows = [row for row in (table.head, *table.rows) if row]
    longest = [
        min(max((len(row[i]) for row in rows if i < len(row)), default=1), 40) + 4
        for i in range(count)
    ]
    return tuple(each / sum(longest) for each in longest)
