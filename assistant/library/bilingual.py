"""Reading bilingual fields: `name_en` and `name_fr`, `why` and `why_fr`, or `{en: …, fr: …}`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from assistant.language.typography import typeset
from assistant.records import LANGS, Lang

_BLANK = " \t\r\n\f\v"
_SPACES = re.compile(f"[{_BLANK}]+")
Texts = Mapping[Lang, str]
Lists = Mapping[Lang, tuple[str, ...]]


def raw(item: Mapping[str, Any], field: str, lang: Lang) -> Any:
    """The field in that language, else the undivided field, else the other language's twin."""
    value = item.get(f"{field}_{lang}", item.get(lang) if not field else None)
    if value is not None:
        return value
    value = item.get(field) if field else None
    if isinstance(value, dict) and (lang in value or set(value) <= set(LANGS)):
        return value.get(lang) or next(iter(value.values()), None)
    if value is not None:
        return value
    other: Lang = "en" if lang == "fr" else "fr"
    return item.get(f"{field}_{other}", item.get(other) if not field else None)


def texts(item: Mapping[str, Any], field: str = "") -> Texts:
    """Both languages of a text; empty where neither is given."""
    return MappingProxyType({lang: as_text(raw(item, field, lang)) for lang in LANGS})


def typeset_texts(item: Mapping[str, Any], field: str = "") -> Texts:
    """Both languages of a text that is shown as it stands, with the spaces that French wants."""
    found = texts(item, field)
    return MappingProxyType({lang: typeset(found[lang], lang) for lang in LANGS})


def lists(item: Mapping[str, Any], field: str) -> Lists:
    """Both languages of a list of texts, whether twin lists or a list of `{en, fr}`."""
    return MappingProxyType({lang: _list(raw(item, field, lang), lang) for lang in LANGS})


def as_text(value: object) -> str:
    """YAML gives numbers and dates as such; a reader wants text, and nothing for nothing.

    Lines and repeated spaces become one space; the no-break spaces of French stay.
    """
    return "" if value is None else _SPACES.sub(" ", str(value)).strip(_BLANK)


def _list(value: object, lang: Lang) -> tuple[str, ...]:
    if not isinstance(value, list):
        return (as_text(value),) if value else ()
    return tuple(
        as_text(raw(entry, "", lang) if isinstance(entry, dict) else entry) for entry in value
    )
