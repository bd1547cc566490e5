"""What the settings allow a user's files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.ingest.records import Limits

if TYPE_CHECKING:
    # Importing it takes as long as all the rest that the confined process needs.
    from assistant.settings import Settings

# Of the time that reading may take, as much is the processor's at most.
_PROCESSOR_SHARE = 0.5


def limits_of(settings: Settings) -> Limits:
    """The limits of these settings; archives may unpack to four times the largest file."""
    largest = settings.upload_megabytes << 20
    return Limits(
        file_bytes=largest,
        archive_bytes=4 * largest,
        pages=settings.upload_pages,
        seconds=settings.upload_seconds,
        processor_seconds=max(1, int(settings.upload_seconds * _PROCESSOR_SHARE)),
    )
