"""What reading gave, as a collection keeps it and tells it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from assistant.collections.records import FileReport, StoredFile
from assistant.ingest import Extract, Outcome


def stored_file(outcome: Outcome, extract: Extract) -> StoredFile:
    """The entry of a file that was read, as of now."""
    return StoredFile(
        sha256=extract.sha256,
        document=extract.document,
        name=outcome.name,
        title=extract.title,
        lang=extract.lang,
        format=extract.format,
        author=extract.author,
        date=extract.date,
        pages=extract.pages,
        size=outcome.size,
        passages=len(outcome.passages),
        added_at=datetime.now(UTC).isoformat(timespec="seconds"),
        like=outcome.like,
        sketch=extract.sketch,
        notices=tuple((notice.code, notice.details) for notice in extract.notices),
    )


def left_out(outcome: Outcome) -> FileReport:
    """What is told of a file that was not taken in."""
    if outcome.status == "duplicate":
        return FileReport(outcome.name, "already", like=outcome.like)
    fault = outcome.refusal
    details: dict[str, Any] = fault.details if fault else {}
    return FileReport(
        name=outcome.name,
        status="refused",
        code=fault.code if fault else "file-damaged",
        message=fault.message if fault else "",
        remedy=fault.remedy if fault else "",
        details=details,
    )
