"""A Markdown file of the shelf, taken apart: front matter, sections, blocks, with line numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from assistant.library.problems import Problem

LARGEST = 1_000_000

_ITEM = re.compile(r"(?:[-*+]|\d{1,2}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or one list item, as written; `line` is where it starts."""

    text: str
    line: int
    item: bool


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one `## ` heading; `lines` keeps the raw lines for the quiz."""

    heading: str
    line: int
    blocks: tuple[Block, ...]
    lines: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown file; `path` is relative to the knowledge folder."""

    path: str
    front: Mapping[str, Any]
    sections: tuple[Section, ...]
    text: str

    def line_of(self, needle: str) -> int:
        """The first line that contains the text, 1 where none does."""
        return line_of(self.text, needle)


class Unreadable(Exception):
    """Carries the Problem that keeps one file off the shelf."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def line_of(text: str, needle: str) -> int:
    """The first line of the text that contains the needle, 1 where none does."""
    position = text.find(needle)
    return text.count("\n", 0, position) + 1 if position >= 0 else 1


def read_text(path: Path, name: str) -> str:
    """Read a file of the shelf; raises Unreadable where it is too large or not UTF-8."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(
            Problem(
                name, 0, f"cannot be read ({error.strerror}).", "Check its permissions.", "read"
            )
        ) from error
    if len(data) > LARGEST:
        raise Unreadable(
            Problem(name, 0, f"is {len(data):,} bytes, over 1 MB.", "Split the file.", "size")
        )
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            Problem(name, line, "is not UTF-8.", "Save the file as UTF-8.", "encoding")
        ) from error


def read_yaml(text: str, name: str, offset: int = 0) -> Any:
    """Parse YAML; raises Unreadable with the line. `offset`: lines before it in the file."""
    try:
        return yaml.load(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = (mark.line + 1 if mark else 1) + offset
        what = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise Unreadable(
            Problem(
                name, line, f"is not valid YAML: {what}.", "Check quotes and indentation.", "yaml"
            )
        ) from error


def read_page(path: Path, name: str) -> Page:
    """Read one Markdown file; raises Unreadable naming the line at fault."""
    text = read_text(path, name)
    lines = text.split("\n")
    closing = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    if lines[0].rstrip() != "---" or not closing:
        raise Unreadable(
            Problem(name, 1, "has no front matter.", "Start with a block between two --- lines.")
        )
    front = read_yaml("\n".join(lines[1:closing]), name, offset=1)
    if not isinstance(front, dict):
        raise Unreadable(
            Problem(name, 2, "has front matter that is not a list of keys.", "Write `key: value`.")
        )
    body = list(enumerate(lines[closing + 1 :], closing + 2))
    return Page(name, MappingProxyType(front), tuple(_sections(body)), text)


def _sections(body: list[tuple[int, str]]) -> list[Section]:
    """Cut the body at its `## ` headings; text before the first has an empty heading."""
    found: list[Section] = []
    heading, start = "", body[0][0] if body else 0
    lines: list[tuple[int, str]] = []
    for number, line in [*body, (0, "## ")]:
        if line.startswith("## "):
            if heading or any(text.strip() for _, text in lines):
                found.append(Section(heading, start, _blocks(lines), tuple(lines)))
            heading, start, lines = line[3:].strip(), number, []
        else:
            lines.append((number, line))
    return found


def _blocks(lines: list[tuple[int, str]]) -> tuple[Block, ...]:
    """Paragraphs and list items; a line that neither opens nor follows a gap continues one."""
    blocks: list[Block] = []
    open_block = False
    for number, line in lines:
        stripped = line.strip()
        marker = _ITEM.match(stripped)
        if not stripped:
            open_block = False
        elif marker:
            blocks.append(Block(stripped[marker.end() :], number, True))
            open_block = True
        elif open_block:
            last = blocks[-1]
            blocks[-1] = Block(f"{last.text} {stripped}", last.line, last.item)
        else:
            blocks.append(Block(stripped, number, False))
            open_block = True
    return tuple(blocks)
