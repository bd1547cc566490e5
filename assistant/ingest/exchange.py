"""Extracts and refusals on their way out of the confined process, as JSON.

What comes out is not trusted to have the right shape: whatever does not fit is "file-damaged".
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.errors import DocumentError
from assistant.ingest.faults import codes, fault
from assistant.ingest.records import Block, Extract, Notice, Place
from assistant.records import Passage

RESULT = "result.json"
_LARGEST = 256 * 2**20


def write_result(out: Path, result: dict[str, Any]) -> None:
    """Leave the result in the folder."""
    (out / RESULT).write_text(json.dumps(result), "utf-8")


def read_result(out: Path, name: str) -> dict[str, Any]:
    """The result left in the folder; raises DocumentError where there is none to speak of."""
    path = out / RESULT
    try:
        if path.is_symlink() or path.stat().st_size > _LARGEST:
            raise fault("file-damaged", name)
        result = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        raise fault("file-damaged", name) from None
    if not isinstance(result, dict):
        raise fault("file-damaged", name)
    return result


def refusal_record(error: DocumentError) -> dict[str, Any]:
    """A refusal for the way out."""
    details = {key: value for key, value in error.details.items() if key != "name"}
    return {"code": error.code, "details": details}


def refusal(record: Any, name: str) -> DocumentError:
    """The refusal that came out."""
    try:
        if record["code"] in codes():
            return fault(record["code"], name, **record["details"])
    except (KeyError, TypeError, ValueError, IndexError):
        pass
    return fault("file-damaged", name)


def extract_record(extract: Extract, passages: tuple[Passage, ...]) -> dict[str, Any]:
    """An extract with its passages for the way out."""
    return {"extract": asdict(extract), "passages": [asdict(each) for each in passages]}


def extract(result: dict[str, Any], name: str) -> tuple[Extract, tuple[Passage, ...]]:
    """The extract and passages that came out; raises DocumentError where they do not fit."""
    try:
        values = dict(result["extract"])
        values["blocks"] = tuple(_block(each) for each in values["blocks"])
        values["notices"] = tuple(Notice(**each) for each in values["notices"])
        values["sketch"] = tuple(int(each) for each in values["sketch"])
        passages = tuple(_passage(each) for each in result["passages"])
        return Extract(**values), passages
    except (KeyError, TypeError, ValueError):
        raise fault("file-damaged", name) from None


def _block(values: dict[str, Any]) -> Block:
    place = {**values["place"], "headings": tuple(values["place"]["headings"])}
    rows = tuple(tuple(str(cell) for cell in row) for row in values["rows"])
    return Block(**{**values, "place": Place(**place), "rows": rows})


def _passage(values: dict[str, Any]) -> Passage:
    lists = {key: tuple(values[key]) for key in ("references", "flags")}
    return Passage(**{**values, **lists})
