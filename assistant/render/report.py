"""A result of the arithmetic as blocks, and these as plain text, Markdown or template data."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.language.typography import NARROW
from assistant.render.inert import escaped_markdown as _md


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text; columns whose place is in `right` hold numbers."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a report.

    "lead" says the result in a sentence; "figures" are (label, value) pairs; "chart" names a
    drawing by `text`; "warning" is what to know before believing; "fine" is small print.
    """

    kind: Literal["heading", "lead", "text", "warning", "list", "table", "figures", "chart", "fine"]
    text: str = ""
    items: tuple[str, ...] = ()
    table: Table | None = None
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A titled sequence of blocks."""

    title: str
    blocks: tuple[Block, ...]


def to_plain(report: Report, columns: int = 0) -> str:
    """The report as text for a terminal, wrapped at `columns` where above 0."""
    parts = [report.title, "=" * len(report.title)]
    for block in report.blocks:
        lines = _plain_block(block, columns)
        if lines:
            parts += ["", *lines]
    return "\n".join(parts) + "\n"


def _plain_block(block: Block, columns: int) -> list[str]:
    if block.kind == "chart":
        return []
    if block.kind == "heading":
        return [block.text, "-" * len(block.text)]
    if block.kind == "table" and block.table:
        return _plain_table(block.table)
    if block.kind == "figures":
        return _plain_table(Table((), block.pairs, (1,)))
    if block.kind == "list":
        return [line for item in block.items for line in _wrapped(item, columns, "  - ")]
    return _wrapped(block.text, columns, "! " if block.kind == "warning" else "")


def _wrapped(text: str, columns: int, lead: str) -> list[str]:
    if not columns:
        return [lead + text]
    # Narrow spaces must not break; textwrap breaks at every space that Python knows.
    kept = text.replace(NARROW, "\ue000").replace("\u00a0", "\ue001")
    lines = textwrap.wrap(
        kept,
        columns,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_long_words=False,
    )
    return [line.replace("\ue000", NARROW).replace("\ue001", "\u00a0") for line in lines]


def _plain_table(table: Table) -> list[str]:
    rows = [table.head, *table.rows] if table.head else list(table.rows)
    count = max(map(len, rows), default=0)
    widths = [max(len(row[i]) if i < len(row) else 0 for row in rows) for i in range(count)]
    lines = ["  ".join(_cell(row, i, widths[i], table.right) for i in range(count)).rstrip()
             for row in rows]  # fmt: skip
    if table.head:
        lines.insert(1, "  ".join("-" * width for width in widths))
    return ([table.caption] if table.caption else []) + lines


def _cell(row: Sequence[str], place: int, width: int, right: tuple[int, ...]) -> str:
    text = row[place] if place < len(row) else ""
    return text.rjust(width) if place in right else text.ljust(width)


def to_markdown(report: Report) -> str:
    """The report as Markdown; what users typed is made inert."""
    parts = [f"# {_md(report.title)}"]
    for block in report.blocks:
        text = _markdown_block(block)
        if text:
            parts.append(text)
    return "\n\n".join(parts) + "\n"


def _markdown_block(block: Block) -> str:
    if block.kind == "chart":
        return ""
    if block.kind == "heading":
        return f"## {_md(block.text)}"
    if block.kind == "lead":
        return f"**{_md(block.text)}**"
    if block.kind == "warning":
        return f"> {_md(block.text)}"
    if block.kind == "list":
        return "\n".join(f"- {_md(item)}" for item in block.items)
    if block.kind == "figures":
        return "\n".join(f"- {_md(label)}: {_md(value)}" for label, value in block.pairs)
    if block.kind == "table" and block.table:
        return _markdown_table(block.table)
    return _md(block.text)


def _markdown_table(table: Table) -> str:
    head = table.head or ("",) * max(map(len, table.rows), default=1)
    rule = ["---:" if i in table.right else "---" for i in range(len(head))]
    rows = [head, rule, *table.rows]
    lines = ["| " + " | ".join(_md(cell) if row is not rule else cell for cell in row) + " |"
             for row in rows]  # fmt: skip
    return "\n".join([*([f"*{_md(table.caption)}*", ""] if table.caption else []), *lines])
