"""The work of the confined process: one file in, its extract and passages out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.errors import DocumentError
from assistant.ingest.exchange import extract_record, refusal_record, write_result
from assistant.ingest.faults import fault
from assistant.ingest.finish import finished
from assistant.ingest.formats import read
from assistant.ingest.ocr import recognise
from assistant.ingest.records import Described, Limits
from assistant.ingest.sniff import format_of
from assistant.ingest.source import Reading, Source
from assistant.ingest.split import split


def do(job: dict[str, Any], limits: Limits, progress: Callable[[int, int], None]) -> None:
    """Do a job of the chamber and leave the result in its folder.

    "read": `path`, `name`, `sha256`, `collection`, `described`, and whether pages that are
    pictures are to be drawn (`ocr`). "recognise": `pages`, to be read by Tesseract.
    The result has `refusal`, or `extract` and `passages`, or `scans`; and `members`.
    """
    out = Path(job["out"])
    if job["task"] == "recognise":
        write_result(out, {"recognised": recognise(out, job["pages"], progress)})
        return
    source = Source(Path(job["path"]), job["name"], limits, out, progress, bool(job["ocr"]))
    try:
        result = _read(source, job)
    except DocumentError as error:
        result = {"refusal": refusal_record(error)}
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - whatever a spoilt file makes of a reader is one outcome
        result = {"refusal": refusal_record(fault("file-damaged", source.name))}
    write_result(out, result)


def _read(source: Source, job: dict[str, Any]) -> dict[str, Any]:
    format = format_of(source)
    reading = read(source, format)
    if reading.scans:
        return {"scans": reading.scans}
    members = [
        (name, each if isinstance(each, int) else refusal_record(each))
        for name, each in reading.members
    ]
    if format == "zip" or (members and not reading.blocks):
        return {"members": members, **_empty(source, reading)}
    extract = finished(reading, source, job["sha256"], Described(**job["described"]))
    passages = split(extract, job["collection"])
    return {"members": members, **extract_record(extract, passages)}


def _empty(source: Source, reading: Reading) -> dict[str, Any]:
    """An archive is what it holds; one that holds nothing is refused."""
    if reading.members:
        return {}
    return {"refusal": refusal_record(fault("file-no-text", source.name))}
