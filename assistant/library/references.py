"""The bibliography: CSL YAML entries become References."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.library.bilingual import as_text
from assistant.records import Reference


def read_reference(item: Mapping[str, Any]) -> Reference:
    """One entry of `references.yaml`; raises KeyError, TypeError or ValueError if malformed."""
    return Reference(
        key=str(item["id"]),
        type=as_text(item.get("type")) or "webpage",
        title=as_text(item["title"]),
        publisher=as_text(item.get("publisher")),
        authors=tuple(_author(each) for each in item.get("author") or ()),
        issued=_issued(item.get("issued")),
        url=as_text(item.get("URL")),
        note=as_text(item.get("note")),
    )


def _author(item: Mapping[str, Any]) -> str:
    if "literal" in item:
        return as_text(item["literal"])
    return f"{as_text(item.get('given'))} {as_text(item.get('family'))}".strip()


def _issued(item: Mapping[str, Any] | None) -> tuple[int, ...]:
    """(year), (year, month) or (year, month, day); () where the source bears no date."""
    parts = (item or {}).get("date-parts")
    return tuple(int(each) for each in parts[0]) if parts else ()
