"""Starts a new knowledge document: both language files, with everything but the content."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.errors import KnowledgeError
from assistant.library.headings import headings
from assistant.records import LANGS, Lang

# What each kind of document holds: its folder, its own front matter, its headings.
_FRONT = {
    "article": ("organisation", "sector", "country", "b2b", "years", "evidence"),
    "case-study": ("organisation", "sector", "country", "b2b", "years", "evidence", "case_type"),
    "kpi-framework": ("organisation", "b2b", "years", "evidence"),
    "question": ("evidence",),
}
_SECTIONS = {
    "article": ("In brief", "Argument", "Evidence", "What it does not prove", "For the board"),
    "case-study": ("In brief", "Context", "Evidence", "What it does not prove", "For the board"),
    "kpi-framework": (
        "In brief",
        "Structure",
        "When to use it",
        "Evidence",
        "Worked example",
        "What it does not prove",
        "For the board",
    ),
    "question": ("Answer", "Evidence for", "Evidence against or missing", "For the board"),
}
_FOLDERS = {
    "article": "articles",
    "case-study": "case-studies",
    "kpi-framework": "kpi-frameworks",
    "question": "questions",
}
_BLANKS = {
    "b2b": "both  # b2b, b2c, both, n/a",
    "evidence": "mixed  # independent, self-reported, mixed, opinion",
    "case_type": "mixed  # success, mixed, cautionary",
}
_EMPTY = '""'
SCAFFOLDS = tuple(_FOLDERS)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def scaffold(knowledge: Path, kind: str, id: str) -> tuple[Path, ...]:
    """Write `<id>.en.md` and `<id>.fr.md` and return their paths.

    The title is left empty, so that the unfinished document is not served. Raises
    KnowledgeError for an unknown kind, an unfit id, a file that exists or a folder that
    cannot be written.
    """
    if kind not in _FOLDERS:
        raise KnowledgeError(f"Unknown kind {kind!r}.", f"Use one of {', '.join(SCAFFOLDS)}.")
    if not _ID.fullmatch(id):
        raise KnowledgeError(
            f"{id!r} cannot be an id.", "Use lower-case letters, digits and single hyphens."
        )
    paths = {lang: knowledge / _FOLDERS[kind] / f"{id}.{lang}.md" for lang in LANGS}
    taken = [*(path for path in paths.values() if path.exists()), *knowledge.rglob(f"{id}.??.md")]
    if taken:
        raise KnowledgeError(f"{taken[0]} exists.", "Choose another id, or edit that file.")
    try:
        for lang, path in paths.items():
            path.parent.mkdir(exist_ok=True)
            path.write_text(_page(kind, id, lang), encoding="utf-8")
    except OSError as error:
        raise KnowledgeError(
            f"{knowledge}: cannot write here ({error.strerror}).",
            "Make the folder writable or point ASSISTANT_KNOWLEDGE to another one.",
        ) from error
    return tuple(paths.values())


def _page(kind: str, id: str, lang: Lang) -> str:
    lines = ["---", f"id: {id}", f"kind: {kind}", f"lang: {lang}", 'title: ""']
    if kind == "question":
        lines.append("variants: []")
    lines += ['summary: ""', "topics: []", "objectives: []", "kpis: []"]
    lines += [f"{key}: {_BLANKS.get(key, _EMPTY)}" for key in _FRONT[kind]]
    lines += ["related: []", "---"]
    named = dict(zip(headings("en"), headings(lang), strict=True))
    for section in _SECTIONS[kind]:
        lines += [f"## {named[section]}", ""]
    return "\n".join(lines)
