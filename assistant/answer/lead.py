"""Which document speaks first: one that lists this very question, or that defines its term."""

from __future__ import annotations

from collections.abc import Callable

from assistant.answer.intent import Intent
from assistant.library import Library
from assistant.records import Document, Lang, Passage
from assistant.retrieve import Search

# A listed question leads where it is at least this near (cosine plus shared rare words);
# where the best statement comes from the same document, less will do.
VETTED, CONFIRMED = 0.945, 0.9
# And where the ranking of whole documents puts it first, so far ahead of the second: on the
# questions of the development set that match none better, nine in ten of these are right.
_RANKED, _AHEAD = 0.86, 1.0
# Documents that are looked at.
_LOOKED = 6
# How far below the bar a document may be that suits the question well.
_SLACK = 0.03
# KPIs and objectives answer only questions about indicators.
_INDICATOR_INTENTS: frozenset[Intent] = frozenset({"definition", "measure", "general", "figure"})


def matched(
    search: Search,
    library: Library,
    lang: Lang,
    intent: Intent,
    best: str,
    suits: Callable[[Document], float] = lambda document: 0.0,
) -> Document | None:
    """The document that lists a question this near to the one asked.

    `best` is the document of the best statement; `suits` adds to how near a document is what
    makes it suit the question.
    """
    found: list[tuple[float, Document]] = []
    ahead = _far_ahead(search)
    for hit in search.matches[:_LOOKED]:
        document = library.document(hit.passage.document, lang)
        needed = CONFIRMED if hit.passage.document == best else VETTED
        if hit.passage.document == ahead:
            needed = _RANKED
        if document is None or not opening(document):
            continue
        score = hit.score + suits(document)
        near = hit.score >= needed - _SLACK and score >= needed
        if not near or (document.kind == "kpi" and intent not in _INDICATOR_INTENTS):
            continue
        found.append((score, document))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _far_ahead(search: Search) -> str:
    """The document that the ranking puts clearly before all others, "" where none is."""
    ranked = list(search.documents.items())
    if len(ranked) < 2 or ranked[0][1] - ranked[1][1] < _AHEAD:
        return ""
    return ranked[0][0]


def defined(search: Search, library: Library, lang: Lang) -> Document | None:
    """The KPI or the glossary entry that the question names, the longest name first."""
    terms = {term.id: term for term in library.terms}
    named = [terms[id_] for id_ in search.query.terms if id_ in terms]
    if not named:
        return None
    term = max(named, key=lambda each: len(each.names[lang]))
    kpi = library.document(f"kpi:{term.kpi}", lang) if term.kpi else None
    return kpi or library.document(f"term:{term.id}", lang)


def opening(document: Document) -> tuple[Passage, ...]:
    """The sentences with which a document answers the questions that it lists."""
    if document.kind == "question":
        return document.of_role("answer")
    if document.kind in ("kpi", "term"):
        return document.of_role("definition")
    return tuple(p for p in document.of_role("brief") if p.cited)
