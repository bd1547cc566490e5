"""A document before it has a format: blocks of runs, and slides of blocks with their notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from assistant.records import Lang, Reference


@dataclass(frozen=True, slots=True)
class Run:
    """Some text: plain, strong, a quiet remark, or a link; or a citation of publications.

    A citation has keys and no text.
    """

    text: str = ""
    look: Literal["plain", "strong", "quiet", "link"] = "plain"
    keys: tuple[str, ...] = ()
    url: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1, 2 or 3 below the title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `look` "ask" is the framed one that opens a note."""

    runs: Runs
    look: Literal["body", "ask", "caption"] = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points, numbered or not."""

    items: tuple[Runs, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: `widths` are shares of the line that add up to 1."""

    header: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG, what it shows in words, and its caption; `width` a share of the line.

    `bars` are (label, length, value as written) where slides can draw it as a live chart.
    """

    svg: str
    alt: str
    caption: Runs = ()
    width: float = 1.0
    bars: tuple[tuple[str, float, str], ...] = ()


Block = Heading | Paragraph | Bullets | Grid | Picture


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: its message, what it shows, what the speaker says, what stands at its foot.

    `aside` fills a second column beside the blocks.
    """

    title: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    foot: str = ""
    aside: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document. `most` is the most pages it may fill, None where it may run on.

    `slides` are its short form for a screen; without them, its headings of level 1 make slides.
    """

    title: str
    lang: Lang
    blocks: tuple[Block, ...]
    subtitle: str = ""
    byline: str = ""
    mark: str = ""
    references: tuple[Reference, ...] = ()
    sources_heading: str = ""
    slides: tuple[Slide, ...] = field(default=())
    most: int | None = None
    dense: bool = False

    def runs(self) -> Iterator[Run]:
        """Every run of the text, in reading order."""
        for block in self.blocks:
            yield from runs_of(block)


def runs_of(block: Block) -> Iterator[Run]:
    """The runs of one block, in reading order; the header of a table has none."""
    match block:
        case Paragraph(runs=runs):
            yield from runs
        case Bullets(items=items):
            for item in items:
                yield from item
        case Grid(rows=rows):
            for row in rows:
                for cell in row:
                    yield from cell
        case Picture(caption=caption):
            yield from caption
        case Heading():
            return
