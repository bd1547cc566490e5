"""The field's terms, paired French and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.library.bilingual import Lists, Texts, as_text, lists, texts


@dataclass(frozen=True, slots=True)
class Term:
    """A term: its head in each language, what people type for it, and one sentence on it."""

    id: str
    names: Texts
    abbreviations: tuple[str, ...]
    synonyms: Lists
    definitions: Texts
    kpi: str
    topic: str


def read_term(item: Mapping[str, Any]) -> Term:
    """One entry of `glossary.yaml`; raises KeyError or TypeError where it is malformed."""
    return Term(
        id=str(item["id"]),
        names=texts({"en": item["en"], "fr": item["fr"]}),
        abbreviations=tuple(str(each) for each in item.get("abbreviations") or ()),
        synonyms=lists(item, "synonyms"),
        definitions=texts(item, "definition"),
        kpi=as_text(item.get("kpi")),
        topic=as_text(item.get("topic")),
    )
