"""A document laid out for reading: sections, paragraphs and lists, numbered sources, ages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.library.browse import is_historical, span_of
from assistant.library.shelf import Library
from assistant.records import Document, Passage, Reference

# Where a single statement stands alone, these roles still write it as a list.
_LISTED = frozenset(
    {"evidence", "evidence-against", "limits", "board", "recommendations", "how-to", "meeting"}
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Line:
    """A statement as it is read: its text, its note numbers, its flags, whether it is old."""

    text: str
    notes: tuple[int, ...] = ()
    flags: tuple[str, ...] = ()
    historical: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of lines that follow one another, or a list of them."""

    lines: tuple[Line, ...]
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """All that stands under one role."""

    role: str
    blocks: tuple[Block, ...]


class Notebook:
    """Numbers publications in the order in which they are first cited."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._numbers: dict[str, int] = {}

    def numbers(self, keys: Iterable[str]) -> tuple[int, ...]:
        """The note numbers of reference keys; a key that the shelf does not have is left out."""
        known = [key for key in keys if key in self._library.references]
        return tuple(self._numbers.setdefault(key, len(self._numbers) + 1) for key in known)

    def notes(self) -> tuple[tuple[int, Reference], ...]:
        """Every publication cited so far with its number, in order."""
        return tuple(
            (number, self._library.references[key]) for key, number in self._numbers.items()
        )


def lay_out(document: Document, notebook: Notebook, library: Library, today: int) -> list[Section]:
    """The sections of a document in their order; `today` is the present year.

    A statement is historical where it holds a figure older than eight years, by the latest
    year that it names, else that of its latest publication. In a document that is historical
    as a whole no statement is marked: the document is.
    """
    said = [passage for passage in document.passages if passage.role != "phrasing"]
    whole = is_historical(latest_year(document), today)
    return [
        Section(role, tuple(_blocks(list(group), role, notebook, library, today, whole)))
        for role, group in groupby(said, key=lambda passage: passage.role)
    ]


def latest_year(document: Document) -> int | None:
    """The last year that the document's evidence covers, None where it bears none."""
    span = span_of(document.years)
    return span[1] if span else None


def year_of_figure(text: str, references: Sequence[Reference]) -> int | None:
    """The year of the figures in a statement, None where it holds no figure or no year.

    A year in the text is a date, not a figure.
    """
    if not any(character.isdigit() for character in _YEAR.sub("", text)):
        return None
    named = [int(year) for year in _YEAR.findall(text)]
    published = [reference.year for reference in references if reference.year]
    return max(named or published, default=None)


def _blocks(
    passages: list[Passage],
    role: str,
    notebook: Notebook,
    library: Library,
    today: int,
    whole: bool,
) -> list[Block]:
    """Sentences of one source line are a paragraph; lines one below the other are a list."""
    blocks: list[Block] = []
    above = 0
    for place, group in groupby(passages, key=lambda passage: passage.line):
        lines = tuple(_line(each, notebook, library, today, whole) for each in group)
        last = blocks[-1] if blocks else None
        listable = len(lines) == 1 and (role in _LISTED or place == above + 1)
        if listable and last and (last.listed or (len(last.lines) == 1 and place == above + 1)):
            blocks[-1] = Block((*last.lines, *lines), listed=True)
        else:
            blocks.append(Block(lines, listed=len(lines) == 1 and role in _LISTED))
        above = place
    return blocks


def _line(passage: Passage, notebook: Notebook, library: Library, today: int, whole: bool) -> Line:
    cited = [library.references[key] for key in passage.references if key in library.references]
    old = not whole and is_historical(year_of_figure(passage.text, cited), today)
    return Line(passage.text, notebook.numbers(passage.references), passage.flags, old)
