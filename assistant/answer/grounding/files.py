"""Sources read from files: text or Markdown whole, JSON and JSONL as lists of sources."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import orjson

from assistant.answer.grounding.records import Source
from assistant.errors import AssistantError


def read_sources(paths: Iterable[Path]) -> tuple[Source, ...]:
    """Every source of some files: those of text are numbered in order, from 1.

    Raises AssistantError (sources-unreadable) naming the file that cannot be read.
    """
    found: list[Source] = []
    for path in paths:
        try:
            text = path.read_text("utf-8-sig")
            entries = _entries(text, path.suffix.lower())
        except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
            raise AssistantError(
                f"{path}: cannot be read as a source ({error}).",
                "Give text in UTF-8, or a JSON list of {id, text}.", "sources-unreadable",
                path=str(path),
            ) from error  # fmt: skip
        for entry in entries:
            id_ = str(entry.get("id") or len(found) + 1)
            title = str(entry.get("title") or "")
            found.append(Source(id_, str(entry["text"]), title))
    return tuple(found)


def _entries(text: str, suffix: str) -> list[dict[str, Any]]:
    if suffix == ".jsonl":
        return [_entry(orjson.loads(line)) for line in text.splitlines() if line.strip()]
    if suffix != ".json":
        return [{"text": text}]
    data = orjson.loads(text)
    if isinstance(data, dict) and "sources" in data:
        data = data["sources"]
    return [_entry(each) for each in (data if isinstance(data, list) else [data])]


def _entry(data: Any) -> dict[str, Any]:
    if isinstance(data, str):
        return {"text": data}
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise ValueError('an entry has no "text"')
    return data
