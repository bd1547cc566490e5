"""Form: file names, front matter, both languages, enough phrasings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from assistant.library.problems import Problem
from assistant.library.reading import Reading
from assistant.library.shelf import Library
from assistant.records import LANGS

_COMMON = ("id", "kind", "lang", "title", "summary", "topics", "kpis", "related")
_CASE = ("objectives", "organisation", "sector", "country", "b2b", "years", "date", "evidence")
# (needed, allowed besides) for each kind; `order` and `minutes` place a lesson.
_KEYS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "article": ((*_COMMON, "evidence"), (*_CASE, "variants")),
    "case-study": ((*_COMMON, "organisation", "evidence", "case_type"), (*_CASE, "variants")),
    "kpi-framework": ((*_COMMON, "evidence"), (*_CASE, "variants")),
    "question": ((*_COMMON, "variants", "evidence"), ("objectives",)),
    "lesson": ((*_COMMON, "order", "minutes", "goal"), ("objectives",)),
}
_VALUES: Mapping[str, tuple[str, ...]] = {
    "evidence": ("independent", "mixed", "self-reported", "opinion"),
    "case_type": ("success", "mixed", "cautionary"),
    "b2b": ("b2b", "b2c", "both", "n/a"),
}
# Keys that say the same whatever the language.
_NEUTRAL = ("kind", "topics", "objectives", "kpis", "related", "order", "minutes", *_VALUES)
# A list of these that is empty files the document nowhere.
_LISTED = ("topics", "variants")
# A board question is one question; a study or a case answers several.
_FEWEST, _MOST = 4, 12


def file_names(library: Library, reading: Reading) -> Iterator[Problem]:
    """A file is named after its id and language; a lesson may put its number first."""
    for page in reading.pages:
        id, lang = page.front["id"], page.front["lang"]
        name = PurePosixPath(page.path).name
        if not re.fullmatch(rf"(?:\d\d-)?{re.escape(id)}\.{lang}\.md", name):
            yield Problem(
                page.path,
                page.line_of("id:"),
                f"holds id {id!r} in language {lang!r}.",
                f"Name the file {id}.{lang}.md, or correct the front matter.",
                "file name",
            )


def front_matter(library: Library, reading: Reading) -> Iterator[Problem]:
    """Every key is known for the kind, every needed one is there, and values come from lists."""
    for page in reading.pages:
        needed, allowed = _KEYS[page.front["kind"]]
        for key in page.front.keys() - {*needed, *allowed}:
            remedy = f"Use {', '.join((*needed, *allowed))}."
            message = f"has an unknown key {key!r}."
            yield Problem(page.path, page.line_of(f"{key}:"), message, remedy, "unknown key")
        for key in needed:
            if page.front.get(key) in (None, "") or (key in _LISTED and not page.front[key]):
                message = f"has no {key!r} in its front matter."
                yield Problem(page.path, 1, message, f"Add `{key}: …`.", "missing key")
        for key, values in _VALUES.items():
            value = page.front.get(key)
            if value is not None and value not in values:
                message = f"has an unknown {key} {value!r}."
                remedy = f"Use one of {', '.join(values)}."
                yield Problem(page.path, page.line_of(f"{key}:"), message, remedy, "unknown value")


def sister_languages(library: Library, reading: Reading) -> Iterator[Problem]:
    """Every document exists in both languages, and both are filed alike."""
    pages = {(page.front["id"], page.front["lang"]): page for page in reading.pages}
    for (id, lang), page in pages.items():
        other = next(each for each in LANGS if each != lang)
        sister = pages.get((id, other))
        if sister is None:
            message = f"has no sister in {'French' if other == 'fr' else 'English'}."
            path = PurePosixPath(page.path)
            remedy = f"Write {path.name.replace(f'.{lang}.', f'.{other}.')}."
            yield Problem(page.path, 1, message, remedy, "missing sister")
        elif lang == "fr":
            for key in _NEUTRAL:
                if page.front.get(key) != sister.front.get(key):
                    message = f"and {sister.path} differ in {key!r}."
                    remedy = "Give both languages the same."
                    line = page.line_of(f"{key}:")
                    yield Problem(page.path, line, message, remedy, "sisters differ")


def phrasings(library: Library, reading: Reading) -> Iterator[Problem]:
    """A document lists four to twelve ways in which people ask what it answers."""
    for page in reading.pages:
        variants = page.front.get("variants")
        if not isinstance(variants, list):
            continue
        line = page.line_of("variants:")
        if not _FEWEST <= len(variants) <= _MOST:
            message = f"has {len(variants)} variants."
            remedy = f"Give between {_FEWEST} and {_MOST}."
            yield Problem(page.path, line, message, remedy, "phrasings")
        for variant in variants:
            if not isinstance(variant, str):
                message = f"has a variant that is not text: {variant!r}."
                yield Problem(page.path, line, message, "Put it in quotes.", "phrasings")


def written(library: Library, reading: Reading) -> Iterator[Problem]:
    """Something stands under every heading, and something in a document carries a source."""
    for page in reading.pages:
        for section in page.sections:
            if not section.blocks:
                message = f"has nothing under its heading {section.heading!r}."
                remedy = "Write what belongs there, or remove the heading."
                yield Problem(page.path, section.line, message, remedy, "empty section")
    for document in library.documents.values():
        if document.path.endswith(".md") and not any(each.cited for each in document.passages):
            message = "cites no source at all."
            remedy = "End each statement of fact in its source, as [@key]."
            yield Problem(document.path, 0, message, remedy, "no source")
