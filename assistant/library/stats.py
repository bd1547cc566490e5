"""Counts what the shelf holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from assistant.library.browse import Sectors
from assistant.library.places import PLACES, places_of
from assistant.library.shelf import Library
from assistant.records import LANGS, SECONDARY, SELF_REPORTED, Document, Passage

_YEAR = re.compile(r"(?:19|20)\d\d")
# Catalogue entries are documents too, for the reader; here they are counted on their own.
_ENTRIES = frozenset({"kpi", "objective", "term"})


def stats(library: Library) -> dict[str, Any]:
    """Nested counts, by name; a document counts once, in whatever languages it exists.

    A statement is a sentence or bullet of a document; `cited` ones carry a reference.
    `decade` is that of the first year a document is about; a document of two countries
    counts in both, and a European one in Europe too.
    """
    written = [each for each in library.documents.values() if each.kind not in _ENTRIES]
    once = list(
        {each.id: each for each in sorted(written, key=lambda each: each.lang == "en")}.values()
    )
    return {
        "documents": _documents(once, written, library),
        "case studies": _cases([each for each in once if each.kind == "case-study"]),
        "statements": _statements(written),
        "questions": {
            "total": sum(each.kind == "question" for each in once),
            "phrasings": {
                lang: sum(
                    len(each.of_role("phrasing")) for each in library.of_kind("question", lang)
                )
                for lang in LANGS
            },
        },
        "kpis": {
            "total": len(library.kpis),
            "level": _count(k.level for k in library.kpis.values()),
        },
        "objectives": {"total": len(library.objectives)},
        "terms": {"total": len(library.terms)},
        "in both languages": _bilingual(library),
        "references": _references(library),
        "indexed passages": len(library.passages()),
    }


def _documents(once: list[Document], written: list[Document], library: Library) -> dict[str, Any]:
    sectors = Sectors(library)
    # Documents name one sector in several ways: the shortest name speaks for all.
    names = {sectors.key(each.sector): each.sector for each in sorted(once, key=_longest_sector)}
    return {
        "total": len(once),
        "kind": _count(each.kind for each in once),
        "language": _count(each.lang for each in written),
        "topic": _count(topic for each in once for topic in each.topics),
        "sector": _count(names[sectors.key(each.sector)] for each in once if each.sector),
        "country": _count(
            PLACES[place]["en"] if place in PLACES else each.country
            for each in once
            for place in places_of(each.country)
        ),
        "decade": _count(_decade(each) for each in once if each.kind != "question"),
        "evidence": _count(each.evidence for each in once if each.evidence),
        "case type": _count(each.case_type for each in once if each.case_type),
    }


def _longest_sector(document: Document) -> tuple[int, str]:
    return -len(document.sector), document.sector


def _cases(cases: list[Document]) -> dict[str, Any]:
    """How the case studies divide: a case may be French, of a crisis and B2B at once."""
    return {
        "total": len(cases),
        "outcome": _count(each.case_type for each in cases if each.case_type),
        "French": sum("france" in places_of(each.country) for each in cases),
        "French or European": sum("europe" in places_of(each.country) for each in cases),
        "crisis": sum("crisis" in each.topics for each in cases),
        "business to business": sum(
            each.b2b in ("b2b", "both") or "b2b" in each.topics for each in cases
        ),
    }


def _bilingual(library: Library) -> dict[str, int]:
    """What exists in French and in English, by kind."""
    both = {id for id, lang in library.documents if lang == "fr"} & {
        id for id, lang in library.documents if lang == "en"
    }
    return _count(library.documents[id, "en"].kind for id in both)


def _references(library: Library) -> dict[str, Any]:
    known = library.references
    return {
        "total": len(known),
        "cited": len(known.keys() & _cited(library)),
        "dated": sum(each.year is not None for each in known.values()),
        "type": _count(each.type for each in known.values()),
    }


def _cited(library: Library) -> set[str]:
    """The keys that a passage, a quiz, a level or an objective's evidence cites."""
    sources = [source for level in library.levels.values() for source in level.sources]
    for objective in library.objectives.values():
        sources += [finding.source for finding in objective.evidence]
    quizzes = [question for lesson in library.lessons.values() for question in lesson.quiz]
    return {
        *(source.reference for source in sources),
        *(key for passage in library.passages() for key in passage.references),
        *(key for question in quizzes for key in question.references),
    }


def _statements(documents: list[Document]) -> dict[str, Any]:
    said = [p for each in documents for p in each.passages if p.role != "phrasing"]
    return {
        "total": len(said),
        "cited": sum(p.cited for p in said),
        "self-reported": sum(SELF_REPORTED in p.flags for p in said),
        "secondary": sum(SECONDARY in p.flags for p in said),
        "source type": _count(_source_type(p) for p in said if p.cited),
        "language": _count(p.lang for p in said),
        "role": _count(p.role for p in said),
    }


def _source_type(passage: Passage) -> str:
    """Who says it: the company itself, someone at second hand, both at once, or the source."""
    return " and ".join(passage.flags) or "as published by the source"


def _decade(document: Document) -> str:
    found = _YEAR.search(document.years)
    return f"{found[0][:3]}0s" if found else "undated"


def _count(names: Iterable[str]) -> dict[str, int]:
    """The commonest first; equals in alphabetical order."""
    counts = Counter(names)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
