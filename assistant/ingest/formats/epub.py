"""EPUB books: the chapters in the order of the spine, each read as a page of HTML."""

from __future__ import annotations

import posixpath
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

from assistant.ingest.faults import fault
from assistant.ingest.formats.html import parsed, write_html
from assistant.ingest.outline import Outline
from assistant.ingest.package import opened, part, xml
from assistant.ingest.source import Reading, Source

_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
# Fonts may be scrambled in a book that anyone can read.
_FONT_SCRAMBLING = (b"http://www.idpf.org/2008/embedding", b"http://ns.adobe.com/pdf/enc#RC")


def read(source: Source, format: str) -> Reading:
    """Read the spine; raises DocumentError for a locked book or one without a table of parts."""
    reading = Reading(format)
    with opened(source, reading) as package:
        _refuse_locked(package, source.name)
        container = part(package, "META-INF/container.xml")
        if container is None:
            raise fault("file-damaged", source.name)
        root = next(xml(container, source.name).iter(f"{_CONTAINER}rootfile"), None)
        place = "" if root is None else str(root.get("full-path", ""))
        data = part(package, place)
        if data is None:
            raise fault("file-damaged", source.name)
        book = xml(data, source.name)
        reading.title = book.findtext(f".//{_DC}title") or ""
        reading.author = ", ".join(each.text or "" for each in book.iter(f"{_DC}creator"))
        reading.date = book.findtext(f".//{_DC}date") or ""
        outline = Outline()
        chapters = list(_chapters(book, posixpath.dirname(place)))
        for number, chapter in enumerate(chapters, 1):
            source.progress(number, len(chapters))
            _write_chapter(outline, package, chapter)
    reading.blocks = outline.blocks
    return reading


def _refuse_locked(package: ZipFile, name: str) -> None:
    locks = part(package, "META-INF/encryption.xml")
    if locks is None:
        return
    scrambled = sum(locks.count(method) for method in _FONT_SCRAMBLING)
    if locks.count(b"EncryptionMethod") > scrambled:
        raise fault("file-encrypted", name)


def _chapters(book: Any, folder: str) -> list[str]:
    """The names of the spine's parts inside the archive; they are looked up there only."""
    listed = {
        item.get("id"): item.get("href", "")
        for item in book.iter(f"{_OPF}item")
        if "nav" not in (item.get("properties") or "").split()
    }
    order = (each.get("idref") for each in book.iter(f"{_OPF}itemref"))
    return [
        posixpath.normpath(posixpath.join(folder, unquote(listed[key].partition("#")[0])))
        for key in order
        if key in listed
    ]


def _write_chapter(outline: Outline, package: ZipFile, name: str) -> None:
    data = part(package, name)
    root = parsed(data) if data else None
    if root is not None:
        outline.forget()
        write_html(outline, root)
