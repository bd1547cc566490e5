"""The catalogues speak both languages: every text of an entry has its French and its English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assistant.library.entries import GLOSSARY, KPIS, OBJECTIVES
from assistant.library.problems import Problem
from assistant.library.reading import Reading
from assistant.library.shelf import Library
from assistant.records import LANGS, Lang

# Per file: the bilingual texts of an entry, then those of the entries nested in it. Units and
# data sources are not here: "leads" and "CRM" are the same in both languages.
_TEXTS: Mapping[str, tuple[str, ...]] = {
    KPIS + "kpis": (
        "name",
        "definition",
        "formula",
        "pitfalls",
        "board_worthy_why",
    ),
    KPIS + "levels": ("definition",),
    OBJECTIVES + "objectives": (
        "name",
        "aliases",
        "board_rationale",
        "baseline_questions",
        "risks",
        "evidence_gaps",
        "anti_patterns",
    ),
    GLOSSARY: ("", "definition"),
}
_NESTED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    KPIS + "kpis": {"benchmarks": ("value", "segment", "note")},
    OBJECTIVES + "objectives": {
        "actions": ("",),
        "kpis": ("why",),
        "evidence": ("finding", "strength"),
    },
}


def catalogue_languages(library: Library, reading: Reading) -> Iterator[Problem]:
    """A text given in one language is given in the other."""
    for source, fields in _TEXTS.items():
        path = source[: source.index(".yaml") + 5]
        for line, item in reading.entries.get(source, ()):
            for field, lang in _missing(item, fields):
                yield _problem(path, line, item, field, lang)
            for key, nested in _NESTED.get(source, {}).items():
                for each in item.get(key) or ():
                    for field, lang in _missing(each if isinstance(each, Mapping) else {}, nested):
                        yield _problem(path, line, item, f"{key}.{field}".rstrip("."), lang)


def _missing(item: Mapping[str, Any], fields: tuple[str, ...]) -> Iterator[tuple[str, Lang]]:
    """The fields that speak one language only; `field` without a suffix is English."""
    for field in fields:
        present: dict[Lang, bool] = {
            lang: bool(item.get(f"{field}_{lang}" if field else lang)) for lang in LANGS
        }
        present["en"] = present["en"] or bool(field and item.get(field))
        for lang in LANGS:
            if any(present.values()) and not present[lang]:
                yield field, lang


def _problem(path: str, line: int, item: Mapping[str, Any], field: str, lang: Lang) -> Problem:
    language = "French" if lang == "fr" else "English"
    message = f"entry {item['id']!r} has no {language} {field or 'name'}."
    return Problem(path, line, message, f"Add it beside its twin ({lang}).", "missing sister")
