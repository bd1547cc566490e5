"""A comparison as an HTML table that scrolls by itself where the page is too narrow."""

from __future__ import annotations

from collections.abc import Callable

from assistant.records import Sentence, Table
from assistant.render.inert import escaped


def table_html(table: Table, said: Callable[[Sentence], str]) -> str:
    """The table, each cell a list of sentences; `said` makes a sentence with its markers."""
    heads = "".join(f'<th scope="col">{escaped(head)}</th>' for head in table.heads)
    rows = "".join(
        f'<tr><th scope="row">{escaped(row.label)}</th>'
        + "".join(
            f'<td data-head="{escaped(head)}">{_cell(cell, said)}</td>'
            for head, cell in zip(table.heads, row.cells, strict=True)
        )
        + "</tr>"
        for row in table.rows
    )
    return (
        '<div class="comparison" tabindex="0" role="group">'
        f"<table><thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cell(sentences: tuple[Sentence, ...], said: Callable[[Sentence], str]) -> str:
    return "".join(f"<p>{said(each)}</p>" for each in sentences) or "<p>–</p>"
