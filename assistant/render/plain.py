"""An Answer as plain text, for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from assistant.records import Answer, Citation, Sentence, Table
from assistant.render.inert import inert
from assistant.render.labels import Labels
from assistant.render.narration import narration_line
from assistant.render.sections import imprint, notes, qualities, safe_link, sections


def to_plain(answer: Answer, labels: Labels, width: int = 0) -> str:
    """Return the whole answer as text, wrapped to `width` columns; 0 leaves lines as they are."""
    blocks = [_wrapped(f"{labels('warning')} {text}", width) for text in answer.warnings]
    blocks += [_wrapped(note, width) for note in notes(answer, labels)]
    if answer.lead:
        blocks.append(_wrapped(" ".join(_sentence(sentence) for sentence in answer.lead), width))
    if line := narration_line(answer, labels):
        blocks.append(_wrapped(line, width))
    if answer.notice:
        blocks.append(_wrapped(answer.notice, width))
    if answer.table:
        blocks += _table(answer.table, width)
    for _, heading, sentences in sections(answer, labels):
        bullets = (_wrapped(_sentence(sentence), width, "  • ") for sentence in sentences)
        blocks.append("\n".join((heading, *bullets)))
    if answer.strength:
        blocks.append(_wrapped(answer.strength, width))
    if answer.citations:
        listed = (_source(citation, answer, labels, width) for citation in answer.citations)
        blocks.append("\n".join((labels("sources"), *listed)))
    if answer.links:
        blocks.append("\n".join(f"  → {inert(each.text)} ({each.path})" for each in answer.links))
    if answer.follow_ups:
        heading = answer.asked or labels("try_instead" if answer.refused else "follow_ups")
        offers = (_wrapped(question, width, "  › ") for question in answer.follow_ups)
        blocks.append("\n".join((heading, *offers)))
    return "\n\n".join(blocks) + "\n"


def _sentence(sentence: Sentence) -> str:
    return sentence.text + "".join(f" [{number}]" for number in sentence.citations)


def _table(table: Table, width: int) -> Iterator[str]:
    """Row after row, what is said of each side under its name: columns would be too narrow."""
    for row in table.rows:
        lines = [row.label]
        for head, cell in zip(table.heads, row.cells, strict=True):
            told = [_wrapped(_sentence(each), width, "    • ") for each in cell]
            lines += [f"  {inert(head)}", *(told or ["    –"])]
        yield "\n".join(lines)


def _source(citation: Citation, answer: Answer, labels: Labels, width: int) -> str:
    marks = " · ".join(text for _, text in qualities(citation, answer, labels))
    title = citation.title + (f" ({marks})" if marks else "")
    lines = [_wrapped(title, width, f"  [{citation.number}] ")]
    lines.append(_wrapped(labels("quotation", text=citation.quote), width, "      "))
    for reference in citation.references:
        lines.append(_wrapped(f"{reference.title}, {imprint(reference, labels)}", width, "      "))
        # An address stays whole, so that a terminal can open it.
        if link := safe_link(reference.url):
            lines.append(f"      {inert(link)}")
    return "\n".join(lines)


def _wrapped(text: str, width: int, opening: str = "") -> str:
    """One paragraph under a hanging indent; narrow no-break spaces are not broken at."""
    flat = " ".join(inert(text).split("\n"))
    if not width:
        return opening + flat
    return textwrap.fill(
        flat,
        width,
        initial_indent=opening,
        subsequent_indent=" " * len(opening),
        break_long_words=False,
        break_on_hyphens=False,
    )
