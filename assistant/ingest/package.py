"""Office, OpenDocument and EPUB files are ZIP archives of XML: both are checked before use."""

from __future__ import annotations

import zipfile
from typing import Any
from xml.parsers import expat

from assistant.ingest.faults import fault
from assistant.ingest.source import Reading, Source

_MOST_PARTS = 20_000
# Small parts compress extremely well for honest reasons.
_HONEST = 32 * 2**20
_PROLOG = 1 << 16
_XML = (".xml", ".rels", ".opf", ".ncx", ".xhtml", ".vml")
_HTML_DOCTYPE = ("html",)
_ENCRYPTED = 0x1
_MACROS = ("vbaproject.bin", "/basic/", "/scripts/")


class _Prolog(Exception):
    """The root element was reached."""


def opened(source: Source, reading: Reading) -> zipfile.ZipFile:
    """The archive, once it is known to be neither protected, nor a bomb, nor full of entities.

    Raises DocumentError; notes macros, which are never run.
    """
    package = zipfile.ZipFile(source.path)
    entries = package.infolist()
    if len(entries) > _MOST_PARTS:
        raise fault("archive-bomb", source.name)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise fault("file-encrypted", source.name)
    size = sum(entry.file_size for entry in entries)
    packed = max(1, source.path.stat().st_size)
    if size > source.limits.archive_bytes or (
        size > _HONEST and size / packed > source.limits.archive_ratio
    ):
        raise fault("archive-bomb", source.name)
    for entry in entries:
        name = "/" + entry.filename.casefold()
        if any(mark in name for mark in _MACROS):
            reading.notice("macros")
        if name.endswith(_XML):
            with package.open(entry) as part:
                check_prolog(part.read(_PROLOG), source.name)
    return package


def check_prolog(start: bytes, name: str) -> None:
    """Refuse XML that declares entities: stops at the root element, whatever the encoding."""
    parser = expat.ParserCreate()

    def doctype(root: str, system: str | None, public: str | None, internal: int) -> None:
        if internal or root.casefold() not in (*_HTML_DOCTYPE, "ncx", "package"):
            raise fault("xml-unsafe", name)

    def element(tag: str, attributes: dict[str, str]) -> None:
        raise _Prolog

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = element
    try:
        parser.Parse(start, False)
    except (_Prolog, expat.ExpatError):
        # What is not well formed is left to the reader, who parses without entities anyway.
        return


def xml(data: bytes, name: str) -> Any:
    """The root of an XML part, read without entities, network or endless depth.

    Raises DocumentError for a document that declares entities, lxml's XMLSyntaxError for none.
    """
    from lxml import etree

    check_prolog(data[:_PROLOG], name)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(data, parser)


def part(package: zipfile.ZipFile, name: str) -> bytes | None:
    """A part's bytes, None where there is no such part."""
    try:
        return package.read(name)
    except KeyError:
        return None
