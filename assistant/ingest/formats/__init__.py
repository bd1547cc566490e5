"""One reader for each format; `read` finds it. All of them run in the confined process only."""

from __future__ import annotations

from importlib import import_module

from assistant.ingest.source import Reading, Source

_READERS = {
    "pdf": "assistant.ingest.formats.pdf",
    "docx": "assistant.ingest.formats.docx",
    "pptx": "assistant.ingest.formats.pptx",
    "xlsx": "assistant.ingest.formats.xlsx",
    "odt": "assistant.ingest.formats.opendocument",
    "ods": "assistant.ingest.formats.opendocument",
    "odp": "assistant.ingest.formats.opendocument",
    "epub": "assistant.ingest.formats.epub",
    "zip": "assistant.ingest.formats.archive",
    "eml": "assistant.ingest.formats.eml",
    "html": "assistant.ingest.formats.html",
    "xml": "assistant.ingest.formats.plain",
    "markdown": "assistant.ingest.formats.markdown",
    "csv": "assistant.ingest.formats.csv",
    "json": "assistant.ingest.formats.json_records",
    "text": "assistant.ingest.formats.plain",
}


def read(source: Source, format: str) -> Reading:
    """Read a file of this format; raises DocumentError, or whatever a spoilt file makes of it."""
    reading: Reading = import_module(_READERS[format]).read(source, format)
    return reading
