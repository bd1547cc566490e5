"""An Answer as plain data, ready for JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from assistant.records import Answer


def to_dict(answer: Answer) -> dict[str, Any]:
    """Return the answer as lists, dictionaries, strings and numbers, every field kept.

    `refused` is added, and to each publication its `year` (None where it is undated).
    """
    plain: dict[str, Any] = _listed(asdict(answer))
    plain["refused"] = answer.refused
    for citation, record in zip(plain["citations"], answer.citations, strict=True):
        for publication, reference in zip(citation["references"], record.references, strict=True):
            publication["year"] = reference.year
    return plain


def _listed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _listed(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_listed(item) for item in value]
    return value
