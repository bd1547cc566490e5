"""What a file is, by its bytes; its name only decides between kinds of plain text."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from assistant.ingest.encoding import decoded
from assistant.ingest.faults import fault
from assistant.ingest.source import Source

_HEAD = 4096
# First bytes to the name a person knows the format by: none of these holds text to read.
_OTHER = {
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"RIFF": "RIFF",
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"7z\xbc\xaf": "7-Zip",
    b"Rar!": "RAR",
    b"MZ": "program",
    b"\x7fELF": "program",
    b"\xca\xfe\xba\xbe": "program",
    b"SQLite": "SQLite",
    b"OggS": "Ogg",
    b"ID3": "MP3",
    b"PAR1": "Parquet",
    b"%!PS": "PostScript",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_HTML = re.compile(
    r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:div|p|h1|table|script)[\s>]", re.I
)
_MAIL_FIELD = re.compile(
    r"^(?:from|to|subject|date|message-id|mime-version|received|return-path|delivered-to"
    r"|content-type|x-[\w-]+):",
    re.I | re.M,
)
_BY_ENDING = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".eml": "eml",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
}
# What the ending of a name claims, where it claims anything; the rest is never "mislabelled".
CLAIMS = {
    ".pdf": {"pdf"},
    ".docx": {"docx"},
    ".docm": {"docx"},
    ".pptx": {"pptx"},
    ".pptm": {"pptx"},
    ".xlsx": {"xlsx"},
    ".xlsm": {"xlsx"},
    ".odt": {"odt"},
    ".ods": {"ods"},
    ".odp": {"odp"},
    ".epub": {"epub"},
    ".zip": {"zip"},
    ".html": {"html"},
    ".htm": {"html"},
    ".xhtml": {"html"},
    ".eml": {"eml"},
    ".csv": {"csv"},
    ".tsv": {"csv"},
    ".md": {"markdown"},
    ".txt": {"text", "markdown"},
    ".xml": {"xml", "html"},
}


def format_of(source: Source) -> str:
    """The format: pdf, docx, pptx, xlsx, odt, ods, odp, epub, zip, eml, html, xml, markdown,
    csv, json or text.

    Raises DocumentError for a kind that is not read, and for a protected Office file.
    """
    with source.path.open("rb") as file:
        head = file.read(_HEAD)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _package(source)
    if head.startswith(_OLE):
        raise _old_office(source)
    for start, kind in _OTHER.items():
        if head.startswith(start) and _binary(head):
            raise fault("file-unsupported", source.name, kind=kind)
    if head.startswith(b"{\\rtf"):
        raise fault("file-unsupported", source.name, kind="RTF")
    return _plain(source, head)


def _binary(head: bytes) -> bool:
    """True where bytes stand that no text has; UTF-16 has zeros, but says so or has them evenly."""
    control = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head)
    return control > len(head) / 50


def _package(source: Source) -> str:
    try:
        with zipfile.ZipFile(source.path) as package:
            names = set(package.namelist())
            declared = ""
            if "mimetype" in names and package.getinfo("mimetype").file_size < 200:
                declared = package.read("mimetype").decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError):
        raise fault("file-damaged", source.name) from None
    if declared == "application/epub+zip" or "META-INF/container.xml" in names:
        return "epub"
    if declared.startswith(_OPEN_DOCUMENT):
        kind = declared.removeprefix(_OPEN_DOCUMENT)
        known = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}
        for start, format in known.items():
            if kind.startswith(start):
                return format
    if "[Content_Types].xml" in names:
        for part, format in (("word/", "docx"), ("ppt/", "pptx"), ("xl/", "xlsx")):
            if any(name.startswith(part) for name in names):
                return format
    return "zip"


def _old_office(source: Source) -> Exception:
    """A protected new Office file is wrapped in the old container, its streams in UTF-16."""
    data = source.data
    if "EncryptedPackage".encode("utf-16-le") in data:
        return fault("file-encrypted", source.name)
    if "__substg1.0_".encode("utf-16-le") in data:
        return fault("file-unsupported", source.name, kind="Outlook MSG")
    return fault("file-old-office", source.name)


def _plain(source: Source, head: bytes) -> str:
    text = decoded(head)
    if text is None:
        raise fault("file-unsupported", source.name, kind=Path(source.name).suffix or "?")
    start = text.lstrip("\ufeff \t\r\n")
    ending = _BY_ENDING.get(source.ending, "")
    if start.startswith("<"):
        # A Markdown page may open with a tag; anything else that does is what it looks like.
        if ending == "markdown" and not re.match(r"<!doctype|<html", start, re.I):
            return ending
        if _HTML.search(start):
            return "html"
        if start.startswith(("<?xml", "<!DOCTYPE")):
            return "xml"
    if len(_MAIL_FIELD.findall(start.partition("\n\n")[0])) >= 3 and _MAIL_FIELD.match(start):
        return "eml"
    if ending == "json" and not start.startswith(("{", "[")):
        return "text"
    return "text" if ending == "eml" else ending or "text"
