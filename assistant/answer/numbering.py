"""Citations are numbered by first appearance, whatever was added to an answer last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from assistant.records import Answer, Sentence, Table

# Fields of Answer in the order in which every medium shows them; the table follows the lead.
_ORDER = (
    "lead",
    "own",
    "disagreements",
    "evidence",
    "counter",
    "limits",
    "steps",
    "board_questions",
)

Moved = Callable[[tuple[Sentence, ...]], tuple[Sentence, ...]]


def said(answer: Answer) -> Iterator[Sentence]:
    """Every sentence of an answer in reading order, those of its table included."""
    for name in _ORDER:
        yield from getattr(answer, name)
        if name == "lead" and answer.table:
            yield from answer.table.sentences


def renumbered(answer: Answer) -> Answer:
    """The answer with its citations numbered from 1 in reading order; unused ones come last."""
    seen = [number for sentence in said(answer) for number in sentence.citations]
    seen += [citation.number for citation in answer.citations]
    new = {number: place for place, number in enumerate(dict.fromkeys(seen), 1)}

    def moved(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
        return tuple(
            replace(each, citations=tuple(new[number] for number in each.citations))
            for each in sentences
        )

    citations = (replace(each, number=new[each.number]) for each in answer.citations)
    parts: dict[str, Any] = {name: moved(getattr(answer, name)) for name in _ORDER}
    ordered = tuple(sorted(citations, key=lambda each: each.number))
    table = _moved(answer.table, moved) if answer.table else None
    return replace(answer, **parts, table=table, citations=ordered)


def pruned(answer: Answer) -> Answer:
    """The answer without the citations that none of its sentences carries, renumbered."""
    used = {number for sentence in said(answer) for number in sentence.citations}
    kept = tuple(each for each in answer.citations if each.number in used)
    return renumbered(replace(answer, citations=kept))


def _moved(table: Table, moved: Moved) -> Table:
    rows = tuple(replace(row, cells=tuple(map(moved, row.cells))) for row in table.rows)
    return replace(table, rows=rows)
