"""Answers and whole conversations as a Paper: what was asked, what was answered, the sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from assistant.export.paper import (
    Block,
    Bullets,
    Grid,
    Heading,
    Paper,
    Paragraph,
    Run,
    Runs,
    runs_of,
)
from assistant.records import Answer, Lang, Reference, Sentence, Table
from assistant.wording import load_wording

_SECTIONS = ("evidence", "counter", "limits", "steps", "board_questions")
_LONGEST_TITLE = 120
# Share of the line that says what a row of a comparison is about.
_LABEL = 0.2


def answers_paper(
    answers: Sequence[Answer], prompts: Path, lang: Lang, title: str = "", byline: str = ""
) -> Paper:
    """One document of some answers, each under its question; sources are numbered through."""
    references: dict[str, Reference] = {}
    for answer in answers:
        for citation in answer.citations:
            references |= {each.key: each for each in citation.references}
    first = answers[0].question if answers else ""
    single = len(answers) == 1
    blocks = [block for answer in answers for block in _blocks(answer, prompts, lang, single)]
    wording = load_wording(prompts, "interface", lang)
    used = dict.fromkeys(key for block in blocks for run in runs_of(block) for key in run.keys)
    return Paper(
        title=(title or first)[:_LONGEST_TITLE],
        lang=lang,
        blocks=tuple(blocks),
        byline=byline or wording("product"),
        references=tuple(references[key] for key in used),
        sources_heading=wording("sources"),
    )


def _blocks(answer: Answer, prompts: Path, lang: Lang, single: bool) -> Iterable[Block]:
    wording = load_wording(prompts, "interface", lang)
    keys = {
        citation.number: tuple(each.key for each in citation.references)
        for citation in answer.citations
    }
    if not single:
        yield Heading(1, answer.question)
    if answer.lead:
        lead = [run for each in answer.lead for run in (*_said(each, keys), Run(" "))]
        yield Paragraph(tuple(lead[:-1]))
    if answer.notice:
        yield Paragraph((Run(answer.notice, "quiet"),))
    if answer.table:
        yield _grid(answer.table, keys)
    for name in _SECTIONS:
        sentences: tuple[Sentence, ...] = getattr(answer, name)
        if sentences:
            yield Heading(1 if single else 2, wording(f"section_{name}"))
            yield Bullets(tuple(_said(each, keys) for each in sentences))
    if answer.strength:
        yield Paragraph((Run(answer.strength, "quiet"),))


def _grid(table: Table, keys: dict[int, tuple[str, ...]]) -> Grid:
    """A comparison; its first column says what is compared."""
    count = len(table.heads)
    rows = tuple(
        ((Run(row.label, "strong"),), *(_cell(cell, keys) for cell in row.cells))
        for row in table.rows
    )
    widths = (_LABEL, *((1 - _LABEL) / count for _ in table.heads))
    return Grid(("", *table.heads), rows, widths)


def _cell(sentences: Sequence[Sentence], keys: dict[int, tuple[str, ...]]) -> Runs:
    runs = [run for each in sentences for run in (*_said(each, keys), Run(" "))]
    return tuple(runs[:-1]) or (Run("–"),)


def _said(sentence: Sentence, keys: dict[int, tuple[str, ...]]) -> Runs:
    cited = dict.fromkeys(key for number in sentence.citations for key in keys.get(number, ()))
    return (Run(sentence.text), *((Run(keys=tuple(cited)),) if cited else ()))
