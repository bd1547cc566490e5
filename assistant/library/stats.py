"""Counts what the shelf holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from assistant.library.shelf import Library
from assistant.records import LANGS, SECONDARY, SELF_REPORTED, Document

_YEAR = re.compile(r"(?:19|20)\d\d")
# Catalogue entries are documents too, for the reader; here they are counted on their own.
_ENTRIES = frozenset({"kpi", "objective", "term"})


def stats(library: Library) -> dict[str, Any]:
    """Nested counts, by name; a document counts once, in whatever languages it exists.

    A statement is a sentence or bullet of a document; `cited` ones carry a reference.
    `decade` is that of the first year a document is about.
    """
    written = [each for each in library.documents.values() if each.kind not in _ENTRIES]
    once = list(
        {each.id: each for each in sorted(written, key=lambda each: each.lang == "en")}.values()
    )
    return {
        "documents": {
            "total": len(once),
            "kind": _count(each.kind for each in once),
            "language": _count(each.lang for each in written),
            "topic": _count(topic for each in once for topic in each.topics),
            "sector": _count(each.sector for each in once if each.sector),
            "country": _count(each.country for each in once if each.country),
            "decade": _count(_decade(each) for each in once if each.kind != "question"),
            "evidence": _count(each.evidence for each in once if each.evidence),
            "case type": _count(each.case_type for each in once if each.case_type),
        },
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
        "references": {
            "total": len(library.references),
            "dated": sum(each.year is not None for each in library.references.values()),
        },
        "indexed passages": len(library.passages()),
    }


def _statements(documents: list[Document]) -> dict[str, Any]:
    said = [p for each in documents for p in each.passages if p.role != "phrasing"]
    return {
        "total": len(said),
        "cited": sum(p.cited for p in said),
        "self-reported": sum(SELF_REPORTED in p.flags for p in said),
        "secondary": sum(SECONDARY in p.flags for p in said),
        "language": _count(p.lang for p in said),
        "role": _count(p.role for p in said),
    }


def _decade(document: Document) -> str:
    found = _YEAR.search(document.years)
    return f"{found[0][:3]}0s" if found else "undated"


def _count(names: Iterable[str]) -> dict[str, int]:
    """The commonest first; equals in alphabetical order."""
    counts = Counter(names)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
