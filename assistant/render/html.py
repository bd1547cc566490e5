"""An Answer as HTML: every text escaped, every citation a link to its source card."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from assistant.records import Answer, Citation, Reference, Sentence
from assistant.render.comparison import table_html
from assistant.render.definitions import Define, Definitions
from assistant.render.inert import escaped
from assistant.render.labels import Labels
from assistant.render.markdown import to_markdown
from assistant.render.narration import narration_html
from assistant.render.opinion import opinion_html
from assistant.render.sections import imprint, notes, qualities, safe_link, sections, source_href

# By passage id: what the document says just before and just after the quoted statement.
Surroundings = Mapping[str, tuple[str, str]]


def turn_html(
    answer: Answer,
    labels: Labels,
    anchor: str,
    around: Surroundings,
    complete: bool = True,
    definitions: Definitions | None = None,
    brief: bool = False,
) -> str:
    """Return one turn of a conversation: the answer, and its sources beside it.

    `anchor` prefixes the ids of the source cards, so that it must be unique on the page.
    Follow-ups, the Markdown that is copied and the `definitions` of terms come with a complete
    answer only; `brief` adds the way to a note for the board.
    """
    markdown = escaped(to_markdown(answer, labels)) if complete else ""
    return (
        f'<article class="turn is-{escaped(answer.kind)}" id="{escaped(anchor)}" '
        f'data-markdown="{markdown}">'
        f'<div class="answer" lang="{answer.lang}">{_question(answer.question)}'
        f"{_body(answer, labels, anchor, definitions if complete else None)}"
        f"{_closing(answer, labels, brief) if complete else ''}</div>"
        f"{sources_html(answer, labels, anchor, around)}</article>"
    )


def _question(question: str) -> str:
    return f'<h2 class="question" dir="auto">{escaped(question.strip())}</h2>'


def _body(answer: Answer, labels: Labels, anchor: str, definitions: Definitions | None) -> str:
    titles = {citation.number: citation.title for citation in answer.citations}

    def definer(section: str) -> Define:
        return definitions.section(answer.lang, f"{anchor}-{section}") if definitions else escaped

    def sentence(item: Sentence, define: Define) -> str:
        markers = "".join(
            _marker(number, titles.get(number, ""), labels, anchor) for number in item.citations
        )
        return define(item.text) + (f'<span class="cites">{markers}</span>' if markers else "")

    parts = [_warning(text, labels) for text in answer.warnings]
    parts += [f'<p class="note">{escaped(text)}</p>' for text in notes(answer, labels)]
    if answer.lead:
        define = definer("lead")
        lead = " ".join(sentence(item, define) for item in answer.lead)
        parts.append(f'<p class="lead">{lead}</p>')
    parts.append(narration_html(answer, labels, lambda item: sentence(item, escaped)))
    if answer.notice:
        parts.append(f'<p class="notice">{escaped(answer.notice)}</p>')
    if answer.table:
        parts.append(table_html(answer.table, lambda item: sentence(item, escaped)))
    for name, heading, sentences in sections(answer, labels):
        define = definer(name)
        bullets = "".join(f"<li>{sentence(item, define)}</li>" for item in sentences)
        parts.append(
            f'<section class="part {name}"><h3>{escaped(heading)}</h3><ul>{bullets}</ul></section>'
        )
    if answer.strength:
        parts.append(f'<p class="strength">{escaped(answer.strength)}</p>')
    return "".join(parts)


def _warning(text: str, labels: Labels) -> str:
    return (
        f'<p class="warning" role="note"><strong>{escaped(labels("warning"))}</strong> '
        f"{escaped(text)}</p>"
    )


def _marker(number: int, title: str, labels: Labels, anchor: str) -> str:
    target = f"{escaped(anchor)}-s{number}"
    name = escaped(labels("open_source", n=number, title=title))
    return (
        f'<a class="cite" href="#{target}" data-cite="{target}" '
        f'aria-label="{name}" title="{escaped(title)}">{number}</a>'
    )


def _closing(answer: Answer, labels: Labels, brief: bool) -> str:
    copy = (
        f'<p class="tools"><button type="button" class="quiet" data-action="copy-turn">'
        f"{escaped(labels('copy_answer'))}</button>"
        f"{_brief(answer, labels) if brief else ''}</p>"
    )
    copy = _links(answer) + copy + opinion_html(answer, labels)
    if not answer.follow_ups:
        return copy
    mark = ' class="asked"' if answer.asked else ""
    heading = answer.asked or labels("try_instead" if answer.refused else "follow_ups")
    buttons = "".join(ask_button(question) for question in answer.follow_ups)
    return f'{copy}<section class="next"><h3{mark}>{escaped(heading)}</h3>{buttons}</section>'


def _brief(answer: Answer, labels: Labels) -> str:
    """The way to a note for the board, from an answer that has sources; the page's script adds
    the earlier questions of the conversation."""
    if not answer.citations or answer.refused:
        return ""
    query = urlencode({"topic": answer.question.strip()[:300], "lang": answer.lang})
    return (
        f'<a class="quiet" data-brief href="/briefing?{escaped(query)}">'
        f"{escaped(labels('brief_answer'))}</a>"
    )


def _links(answer: Answer) -> str:
    ways = (
        f'<li><a href="{escaped(each.path)}">{escaped(each.text)}</a></li>' for each in answer.links
    )
    return f'<ul class="ways">{"".join(ways)}</ul>' if answer.links else ""


def ask_button(question: str) -> str:
    """Return a button that asks the question it shows."""
    text = escaped(question)
    return f'<button type="button" class="ask" data-ask="{text}"><span>{text}</span></button>'


def sources_html(answer: Answer, labels: Labels, anchor: str, around: Surroundings) -> str:
    """Return the panel of numbered sources, nothing but an empty column where there is none."""
    if not answer.citations:
        return '<aside class="sources" hidden></aside>'
    cards = "".join(
        _card(citation, answer, labels, anchor, around) for citation in answer.citations
    )
    count = labels.count("sources_count", len(answer.citations))
    return (
        f'<aside class="sources" lang="{labels.lang}" aria-label="{escaped(count)}">'
        f"<h3>{escaped(count)}</h3><ol>{cards}</ol></aside>"
    )


def _card(
    citation: Citation, answer: Answer, labels: Labels, anchor: str, around: Surroundings
) -> str:
    target = f"{escaped(anchor)}-s{citation.number}"
    before, after = around.get(citation.passage, ("", ""))
    quote = (
        f'<blockquote lang="{citation.lang}">{_context(before)}'
        f"<mark>{escaped(citation.quote)}</mark>{_context(after)}</blockquote>"
    )
    marks = "".join(
        f'<li class="{kind}">{escaped(text)}</li>'
        for kind, text in qualities(citation, answer, labels)
    )
    publications = "".join(f"<li>{_publication(r, labels)}</li>" for r in citation.references)
    return (
        f'<li class="source" id="{target}" tabindex="-1">'
        f'<p class="number" aria-hidden="true">{citation.number}</p><div>'
        f'<p class="kind">{escaped(labels.of_code("kind", citation.kind))}</p>'
        f'<p class="title" lang="{citation.lang}">{_title(citation, labels)}</p>{quote}'
        f"{_listing('marks', marks)}{_listing('publications', publications)}"
        f'<a class="back" href="#{escaped(anchor)}" data-back="{target}">'
        f"{escaped(labels('back_to_answer'))}</a></div></li>"
    )


def _title(citation: Citation, labels: Labels) -> str:
    return (
        f'<a href="{escaped(source_href(citation, labels.lang))}" target="_blank" rel="noopener">'
        f'{escaped(citation.title)}<span class="hidden"> {escaped(labels("new_tab"))}</span></a>'
    )


def _listing(name: str, items: str) -> str:
    return f'<ul class="{name}">{items}</ul>' if items else ""


def _context(text: str) -> str:
    return f'<span class="around">{escaped(text)}</span>' if text else ""


def _publication(reference: Reference, labels: Labels) -> str:
    link, title = safe_link(reference.url), escaped(reference.title)
    if link:
        title = (
            f'<a href="{escaped(link)}" target="_blank" rel="noopener noreferrer">{title}'
            f'<span class="hidden"> {escaped(labels("new_tab"))}</span></a>'
        )
    return f"{title}<span>{escaped(imprint(reference, labels))}</span>"
