"""Plain text, and XML of no known kind: paragraphs, lists, underlined or numbered headings."""

from __future__ import annotations

import re

from assistant.ingest.encoding import decoded
from assistant.ingest.outline import Outline, bulleted, clean
from assistant.ingest.package import xml
from assistant.ingest.source import Reading, Source

_UNDERLINE = re.compile(r"^\s*(?:={3,}|-{3,}|~{3,}|\*{3,})\s*$")
_NUMBERED = re.compile(r"^(?:(?:[IVX]{1,5}|\d{1,2}|[A-H])[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)\s+\S")
_CAPITALS = re.compile(r"^[^a-zà-ÿ]*[A-ZÀ-Þ]{2}[^a-zà-ÿ]*$")
_ITEM = re.compile(r"^\s*(?:[•●▪◦‣*+\-–—]|\d{1,3}[.)]|[a-z]\))\s+\S")
_SHORT = 80


def read(source: Source, format: str) -> Reading:
    """Read text in any encoding; form feeds are page ends."""
    reading = Reading(format)
    outline = Outline()
    if format == "xml":
        root = xml(source.data, source.name)
        for text in root.itertext():
            outline.add("paragraph", text)
    else:
        text = decoded(source.data, cut=False) or ""
        pages = re.split(r"\f", text.replace("\r\n", "\n").replace("\r", "\n"))
        for number, page in enumerate(pages, 1):
            write_text(outline, page, page=number if len(pages) > 1 else None)
        reading.pages = len(pages) if len(pages) > 1 else 0
    reading.blocks = outline.blocks
    return reading


def write_text(outline: Outline, text: str, page: int | None = None) -> None:
    """Cut text into blocks: empty lines part paragraphs, marks and underlines tell the rest."""
    for chunk in re.split(r"\n[ \t]*\n", text):
        lines = [line for line in chunk.split("\n") if line.strip()]
        if len(lines) >= 2 and _UNDERLINE.match(lines[1]) and len(lines[0]) < _SHORT:
            outline.heading(lines[0], 1 if "=" in lines[1] else 2, page=page)
            lines = lines[2:]
        elif len(lines) == 1 and _is_heading(lines[0].strip()):
            outline.heading(lines[0], 2, page=page)
            continue
        _write_lines(outline, lines, page)


def _is_heading(line: str) -> bool:
    """A short line of its own, numbered or in capitals, that does not end as a sentence does."""
    if len(line) > _SHORT or line.endswith((".", ",", ";", ":")):
        return False
    return bool(_NUMBERED.match(line) or (_CAPITALS.match(line) and len(line) > 3))


def _write_lines(outline: Outline, lines: list[str], page: int | None) -> None:
    """Lines of one paragraph are joined, a word cut at a line's end with them; items stay apart."""
    held, kind = "", "paragraph"
    for line in lines:
        if _UNDERLINE.match(line):
            continue
        if _ITEM.match(line):
            _flush(outline, held, kind, page)
            held, kind = bulleted(line.strip())[0], "list"
        else:
            held = join_lines(held, line.strip())
    _flush(outline, held, kind, page)


def _flush(outline: Outline, text: str, kind: str, page: int | None) -> None:
    outline.add("list" if kind == "list" else "paragraph", clean(text), page=page)


_CUT = re.compile(r"(?P<start>[^\W\d_]{2,})[-\u00ad\u2010]$")


def join_lines(first: str, second: str) -> str:
    """Two lines of a paragraph as one; "measure-" and "ment" are one word again."""
    cut = _CUT.search(first)
    if cut and second[:1].islower():
        return first[:-1] + second
    return f"{first} {second}" if first else second
