"""An Answer as Markdown, with numbered citations and the list of its sources."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from assistant.records import Answer, Citation, Reference, Sentence, Table
from assistant.render.inert import escaped_markdown
from assistant.render.labels import Labels
from assistant.render.narration import narration_line
from assistant.render.sections import imprint, notes, qualities, safe_link, sections


def to_markdown(answer: Answer, labels: Labels, level: int = 2) -> str:
    """Return the whole answer as CommonMark, its question as a heading of the given level."""
    heading = f"{'#' * level} {escaped_markdown(answer.question.strip())}"
    return f"{heading}\n\n{body_markdown(answer, labels, level)}"


def body_markdown(answer: Answer, labels: Labels, level: int = 2) -> str:
    """Return the answer without its question, for a place where that stands already."""
    blocks = [f"> **{labels('warning')}** {escaped_markdown(text)}" for text in answer.warnings]
    blocks += [f"*{escaped_markdown(note)}*" for note in notes(answer, labels)]
    if answer.lead:
        blocks.append(" ".join(_sentence(sentence) for sentence in answer.lead))
    if line := narration_line(answer, labels):
        blocks.append(f"*{escaped_markdown(line)}*")
    if answer.notice:
        blocks.append(escaped_markdown(answer.notice))
    if answer.table:
        blocks.append(_table(answer.table))
    for _, heading, sentences in sections(answer, labels):
        bullets = "\n".join(f"- {_sentence(sentence)}" for sentence in sentences)
        blocks.append(f"{'#' * (level + 1)} {heading}\n\n{bullets}")
    if answer.strength:
        blocks.append(f"*{escaped_markdown(answer.strength)}*")
    if answer.asked:
        options = "\n".join(f"- {escaped_markdown(text)}" for text in answer.follow_ups)
        blocks.append(f"**{escaped_markdown(answer.asked)}**\n\n{options}")
    if answer.citations:
        listed = "\n".join(_source(citation, answer, labels) for citation in answer.citations)
        blocks.append(f"{'#' * (level + 1)} {labels('sources')}\n\n{listed}")
    return "\n\n".join(blocks) + "\n"


def _sentence(sentence: Sentence) -> str:
    # A bare number in brackets stays literal: no link definition in the text goes by that name.
    markers = "".join(f" [{number}]" for number in sentence.citations)
    return escaped_markdown(sentence.text) + markers


def _table(table: Table) -> str:
    """A pipe table: its first column says what is compared."""
    heads = ("", *(escaped_markdown(head) for head in table.heads))
    rows = [
        (f"**{escaped_markdown(row.label)}**", *(_cell(cell) for cell in row.cells))
        for row in table.rows
    ]
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(sentences: Sequence[Sentence]) -> str:
    return "<br>".join(_sentence(each) for each in sentences) or "–"


def _source(citation: Citation, answer: Answer, labels: Labels) -> str:
    quotation = labels("quotation", text=escaped_markdown(citation.quote))
    marks = " · ".join(escaped_markdown(text) for _, text in qualities(citation, answer, labels))
    lines = [
        f"{citation.number}. **{escaped_markdown(citation.title)}**" + (marks and f" ({marks})")
    ]
    indent = " " * (len(str(citation.number)) + 2)
    lines.append(f"{indent}{quotation}")
    lines += [f"{indent}- {_publication(reference, labels)}" for reference in citation.references]
    return "\n".join(lines)


def _publication(reference: Reference, labels: Labels) -> str:
    title = f"*{escaped_markdown(reference.title)}*"
    link = safe_link(reference.url)
    if link:
        title = f"[{title}](<{quote(link, safe=':/?#@!$&()*+,;=%~-._')}>)"
    return f"{title}, {escaped_markdown(imprint(reference, labels))}"
