"""Which document speaks first: one that lists this very question, or that defines its term."""

from __future__ import annotations

import math
from collections.abc import Callable

from assistant.answer.intent import Intent
from assistant.library import Library
from assistant.records import Document, Lang, Passage
from assistant.retrieve import Search

# A listed question leads where it is at least this near (cosine plus shared rare words);
# where the best statement comes from the same document, less will do.
VETTED, CONFIRMED = 0.945, 0.9
# Documents that are looked at, beside the one that the ranking of whole documents puts first.
_LOOKED = 6
# The chance that a document which lists a near question answers this one: a logistic model over
# how near that is, the share of the question's words that the document has, how far the ranking
# of whole documents puts it before the best other one, and whether the best statement is its own.
# Fitted on the 290 questions of questions.yaml; on those of desk.yaml nine in ten above the bar
# are right. How near alone says little: a question may be near in form and not in matter.
_NEAR, _SHARE, _AHEAD, _BEST, _BIAS = 6.417, 3.011, 0.27, 0.957, -7.536
_LIKELY = 0.5
# A listed question this near is the one asked, in nearly its own words: the answer to it may well
# use none of them.
_SAME = 1.06
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
    first = next(iter(search.documents), "")
    for place, hit in enumerate(search.matches):
        if place >= _LOOKED and hit.passage.document != first:
            continue
        document = library.document(hit.passage.document, lang)
        if document is None or not opening(document):
            continue
        if document.kind == "kpi" and intent not in _INDICATOR_INTENTS:
            continue
        own = document.id == best
        likely_by = chance(search, document, hit.score + suits(document), own)
        # One word in common is soon the same ("the risks?"). The nearest of several comes first.
        same = hit.score >= _SAME and len(search.query.stems) > 1
        found.append((hit.score if same else likely_by, document))
    likely = [pair for pair in found if pair[0] >= _LIKELY]
    return max(likely, key=lambda pair: pair[0])[1] if likely else None


def chance(search: Search, document: Document, near: float, best: bool) -> float:
    """The chance, 0 to 1, that a document answers the question: `near` is how near a question that
    it lists comes, `best` tells whether the best statement is its own."""
    others = (score for id, score in search.documents.items() if id != document.id)
    own = search.documents.get(document.id, 0.0)
    share = search.share(document.id, [document.title, *(p.text for p in opening(document))])
    total = _NEAR * near + _SHARE * share + _AHEAD * (own - max(others, default=own))
    return 1.0 / (1.0 + math.exp(-(total + _BEST * best + _BIAS)))


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
