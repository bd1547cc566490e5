"""Records as JSON lines, or as a JSON list: a table, one row a record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from assistant.ingest.encoding import decoded
from assistant.ingest.formats.plain import write_text
from assistant.ingest.outline import Outline
from assistant.ingest.source import Reading, Source

_MOST_FIELDS = 100
# Fields within fields; what lies deeper stands as it is written.
_DEEPEST = 20


def read(source: Source, format: str) -> Reading:
    """Read the records, each with its number; what holds none is read as the text it is."""
    reading = Reading(format)
    text = decoded(source.data, cut=False) or ""
    outline = Outline()
    records = [dict(_fields(each)) for each in _records(text)[: source.limits.rows + 1]]
    if len(records) > source.limits.rows:
        reading.notice("rows-left-out", limit=source.limits.rows)
        records.pop()
    names = list(dict.fromkeys(name for each in records for name in each))[:_MOST_FIELDS]
    if len(names) == 1:
        for number, each in enumerate(records, 1):
            outline.add("paragraph", each.get(names[0], ""), row=number, row_to=number)
    elif names:
        rows = [names, *([each.get(name, "") for name in names] for each in records)]
        # The names of the fields stand in no line of the file: the first record is row 1.
        outline.table(rows, header=1, row=0, row_to=len(records))
    else:
        write_text(outline, text)
    reading.blocks = outline.blocks
    return reading


def _records(text: str) -> list[dict[str, Any]]:
    """The records of a list, of a list under some name, or of one a line; none where a part of
    the text is something else, or nested so deeply that it is no record."""
    try:
        found = _exact(text)
    except RecursionError:
        return []
    except ValueError:
        try:
            found = [_exact(line) for line in text.split("\n") if line.strip()]
        except (RecursionError, ValueError):
            return []
    if isinstance(found, dict):
        lists = [each for each in found.values() if isinstance(each, list) and each]
        found = lists[0] if len(lists) == 1 and len(found) == 1 else [found]
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        return []
    return found


def _exact(text: str) -> Any:
    """The value that a text holds; its numbers stay as they are written, for they are quoted."""
    return json.loads(text, parse_float=str, parse_int=str, parse_constant=str)


def _fields(value: Any, name: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """The fields of a record with their names, those inside others too."""
    if depth == _DEEPEST:
        yield name, json.dumps(value, ensure_ascii=False)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _fields(each, f"{name}.{key}" if name else str(key), depth + 1)
    elif isinstance(value, list):
        if any(isinstance(each, dict | list) for each in value):
            for place, each in enumerate(value, 1):
                yield from _fields(each, f"{name}.{place}", depth + 1)
        else:
            yield name, "; ".join(_told(each) for each in value if each is not None)
    elif value is not None:
        yield name, _told(value)


def _told(value: Any) -> str:
    """A single value as it stands in the file."""
    return value if isinstance(value, str) else json.dumps(value)
