"""Markdown, with tables and YAML front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from assistant.ingest.encoding import decoded
from assistant.ingest.outline import Outline
from assistant.ingest.raised import raised
from assistant.ingest.source import Reading, Source
from assistant.records import Lang

_FRONT = re.compile(r"\A---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_MOST_AUTHORS = 20
LANGUAGES: dict[str, Lang] = {"fr": "fr", "en": "en"}


def read(source: Source, format: str) -> Reading:
    """Read the headings, paragraphs, items, quotes, code and tables in order."""
    from markdown_it import MarkdownIt

    reading = Reading(format)
    text = (decoded(source.data, cut=False) or "").replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    if front:
        text = text[front.end() :]
        _take_front(reading, front[1])
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 40}).enable("table")
    outline = Outline()
    _write(outline, parser.parse(text))
    reading.blocks = outline.blocks
    return reading


def _take_front(reading: Reading, text: str) -> None:
    try:
        front = yaml.load(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return
    if not isinstance(front, dict):
        return
    # Only plain values: an alias in YAML can stand for very much.
    plain = {k: str(v) for k, v in front.items() if isinstance(v, str | int | float) or _day(v)}
    reading.title = plain.get("title", "")
    several = front.get("author") or front.get("authors")
    if isinstance(several, list):
        plain["author"] = ", ".join(
            each for each in several[:_MOST_AUTHORS] if isinstance(each, str)
        )
    reading.author = plain.get("author", "")
    reading.date = plain.get("date", "")


def _day(value: object) -> bool:
    return hasattr(value, "isoformat")


def _write(outline: Outline, tokens: Sequence[Any]) -> None:
    """Blocks follow from the innermost container that a text stands in."""
    item = 0
    stream: Iterator[Any] = iter(tokens)
    for token in stream:
        if token.type == "heading_open":
            outline.heading(_inline(next(stream)), int(token.tag[1]))
        elif token.type == "table_open":
            outline.table(_rows(stream))
        elif token.type == "list_item_open":
            item += 1
        elif token.type == "list_item_close":
            item -= 1
        elif token.type == "inline":
            outline.add("list" if item else "paragraph", _inline(token))
        elif token.type in ("fence", "code_block"):
            outline.add("paragraph", token.content)


def _rows(stream: Iterator[Any]) -> list[list[str]]:
    rows: list[list[str]] = []
    for token in stream:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows:
            rows[-1].append(_inline(token))
    return rows


def _inline(token: Any) -> str:
    """The words of an inline token: links by their text, pictures by theirs, tags not at all."""
    parts = []
    above = False
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(raised(child.content) if above else child.content)
        elif child.type == "html_inline" and child.content in ("<sup>", "</sup>"):
            above = child.content == "<sup>"
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "image":
            parts.append(child.content)
    return "".join(parts)
