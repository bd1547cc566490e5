"""What stands near a document on the shelf, and what a wrong address may have meant."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from assistant.library.layout import Notebook, lay_out
from assistant.library.shelf import Library
from assistant.records import Document, Lang, Reference

_MOST_RELATED = 8
_MOST_NEAR = 3
_NEAR_ENOUGH = 65
_LOOKED_UP = frozenset({"kpi", "objective", "term", "lesson"})


def related_documents(document: Document, library: Library) -> tuple[Document, ...]:
    """The documents that it names, then those about the same KPI or objective, at most eight."""
    named = [library.document(id, document.lang) for id in document.related]
    found = {each.id: each for each in named if each}
    for other in _sharing(document, library):
        if len(found) >= _MOST_RELATED:
            break
        found.setdefault(other.id, other)
    found.pop(document.id, None)
    return tuple(found.values())[:_MOST_RELATED]


def linked_objectives(document: Document, library: Library) -> tuple[str, ...]:
    """Ids of the objectives that a document serves; for a KPI, those that it follows."""
    if document.kind != "kpi":
        return tuple(id for id in document.objectives if id in library.objectives)
    return tuple(
        objective.id
        for objective in library.objectives.values()
        if any(each.kpi in document.kpis for each in objective.kpis)
    )


def cited_references(document: Document, library: Library, today: int) -> tuple[Reference, ...]:
    """The publications of a document in the order in which its page numbers them."""
    notebook = Notebook(library)
    lay_out(document, notebook, library, today)
    if document.kind == "objective":
        objective = library.objectives[document.objectives[0]]
        notebook.numbers(finding.source.reference for finding in objective.evidence)
    return tuple(reference for _, reference in notebook.notes())


def nearest(id: str, library: Library, lang: Lang) -> tuple[Document, ...]:
    """The documents whose ids look most like one that does not exist, at most three."""
    known = {each.id: each for each in library.documents.values() if each.lang == lang}
    matches = process.extract(
        id.casefold()[:100],
        known.keys(),
        scorer=fuzz.WRatio,
        limit=_MOST_NEAR,
        score_cutoff=_NEAR_ENOUGH,
    )
    return tuple(known[match] for match, _, _ in matches)


def _sharing(document: Document, library: Library) -> Iterable[Document]:
    """Documents with evidence on the KPI or objective that a catalogue page is about."""
    if document.kind not in ("kpi", "objective", "term"):
        return
    own = set(document.kpis) if document.kind != "objective" else set()
    goals = set(document.objectives)
    for other in library.documents.values():
        shares = own & set(other.kpis) or goals & set(other.objectives)
        if shares and other.lang == document.lang and other.kind not in _LOOKED_UP:
            yield other
