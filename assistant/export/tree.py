"""A Paper as pandoc's syntax tree: no text of ours or of users is ever read as markup."""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any, Literal

from assistant.export.paper import (
    Block,
    Bullets,
    Grid,
    Heading,
    Paper,
    Paragraph,
    Picture,
    Run,
    Runs,
    Slide,
)
from assistant.records import Lang

Node = dict[str, Any]
# Makes the block that shows a picture.
Draw = Callable[[Picture], Node]
# Who reads the tree: Word and its like know styles, typst our template's functions.
Dialect = Literal["plain", "html", "word", "open", "typst"]

_STYLED: frozenset[Dialect] = frozenset({"word", "open"})
# The version of the tree that pandoc 3.x reads.
_VERSION = [1, 23, 1]
_LOCALES: dict[Lang, str] = {"fr": "fr-FR", "en": "en-GB"}
_LINK = re.compile(r"https?://", re.IGNORECASE)
_KEPT = frozenset("\u200c\u200d")


def legible(text: str) -> str:
    """The text on one line, without characters that no document may hold or that disguise it."""
    kept = (c if unicodedata.category(c) not in ("Cc", "Cf", "Cs") else _plainer(c) for c in text)
    return " ".join("".join(kept).replace("\u2028", "\n").replace("\u2029", "\n").split("\n"))


def _plainer(character: str) -> str:
    if character in "\n\t\r":
        return " "
    return character if character in _KEPT else ""


class Tree:
    """Builds the tree of one paper in one dialect."""

    def __init__(self, paper: Paper, draw: Draw, dialect: Dialect = "plain") -> None:
        self._paper = paper
        self._draw = draw
        self._dialect = dialect

    def document(self) -> Node:
        """The paper as running text, its list of sources last."""
        blocks: list[Node] = []
        for framed, group in groupby(self._paper.blocks, _asks):
            made = [node for block in group for node in self.block(block, framed)]
            blocks += self._framed(made, "ask") if framed else made
        if self._paper.references:
            blocks.append(_header(1, self._paper.sources_heading))
            blocks += self._framed([_div([], "refs", ["references"])], "sources")
        return self._whole(blocks)

    def deck(self, slides: Sequence[Slide]) -> Node:
        """The slides, each with its notes."""
        blocks: list[Node] = []
        for slide in slides:
            blocks.append(_header(1, slide.title))
            blocks += [node for block in slide.blocks for node in self.block(block)]
            if slide.notes:
                said = [_para([_str(note)]) for note in slide.notes]
                blocks.append(_div(said, "", ["notes"]))
        return self._whole(blocks)

    def block(self, block: Block, bare: bool = False) -> list[Node]:
        """One block; a `bare` one gets no frame, for it shares that of its neighbours."""
        match block:
            case Heading(level=level, text=text):
                return [_header(level, text)]
            case Paragraph(runs=runs, look=look):
                node = _para(self.inlines(runs))
                return [node] if bare or look == "body" else self._framed([node], look)
            case Bullets(items=items, numbered=numbered):
                listed = [[_plain(self.inlines(item))] for item in items]
                if numbered:
                    start = [1, {"t": "Decimal"}, {"t": "Period"}]
                    return [{"t": "OrderedList", "c": [start, listed]}]
                return [{"t": "BulletList", "c": listed}]
            case Grid():
                return [self._table(block)]
            case Picture():
                return self._picture(block)

    def inlines(self, runs: Runs) -> list[Node]:
        """The runs of a line; a citation keeps to the word before it."""
        made: list[Node] = []
        for run in runs:
            made += self._inline(run)
        return made

    def _inline(self, run: Run) -> list[Node]:
        if run.keys:
            return [_str("\u00a0"), _cite(run.keys)]
        flat = legible(run.text)
        bare = flat.strip(" ")
        if run.look != "plain" and bare != flat and bare:
            # Emphasis that ends or begins with a space is none in most markup.
            before, after = flat.partition(bare)[0], flat.rpartition(bare)[2]
            inner = Run(bare, run.look, run.keys, run.url)
            return [*_spaces(before), *self._inline(inner), *_spaces(after)]
        text = [_str(flat)]
        if run.look == "strong":
            return [{"t": "Strong", "c": text}]
        if run.look == "quiet":
            if self._dialect == "typst":
                return [_raw_inline("#quiet["), *text, _raw_inline("]")]
            style = [["custom-style", "Quiet"]] if self._dialect in _STYLED else []
            return [{"t": "Span", "c": [["", ["quiet"], style], text]}]
        if run.look == "link" and _LINK.match(run.url):
            return [{"t": "Link", "c": [["", [], []], text, [run.url, ""]]}]
        return text

    def _table(self, grid: Grid) -> Node:
        columns = [[{"t": "AlignLeft"}, {"t": "ColWidth", "c": width}] for width in grid.widths]
        head = [_row([[_strong(text)] for text in grid.header])]
        body = [_row([self.inlines(cell) for cell in row]) for row in grid.rows]
        return {
            "t": "Table",
            "c": [
                ["", [], []],
                [None, []],
                columns,
                [["", [], []], head],
                [[["", [], []], 0, [], body]],
                [["", [], []], []],
            ],
        }

    def _picture(self, picture: Picture) -> list[Node]:
        caption = self.block(Paragraph(picture.caption, "caption")) if picture.caption else []
        return [*caption, self._draw(picture)]

    def _framed(self, blocks: list[Node], look: str) -> list[Node]:
        """Blocks of a look of their own: a style, a function of the template, or a class."""
        if self._dialect == "typst":
            return [raw_block(f"#{look}["), *blocks, raw_block("]")]
        if self._dialect in _STYLED and (look != "sources" or self._dialect == "open"):
            return [_div(blocks, "", [look], [["custom-style", look.capitalize()]])]
        if self._dialect == "plain" or look == "sources":
            return blocks
        return [_div(blocks, "", [look])]

    def _whole(self, blocks: list[Node]) -> Node:
        paper = self._paper
        meta: dict[str, Node] = {
            "title": _meta(paper.title),
            "lang": {"t": "MetaString", "c": _LOCALES[paper.lang]},
            "link-citations": {"t": "MetaBool", "c": True},
            "link-bibliography": {"t": "MetaBool", "c": True},
        }
        for name in ("byline", "mark"):
            value = getattr(paper, name)
            if value:
                meta[name] = _meta(value)
        meta["date"] = _meta(" · ".join(part for part in (paper.byline, paper.mark) if part))
        return {"pandoc-api-version": _VERSION, "meta": meta, "blocks": blocks}


def _asks(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.look == "ask"


def embedded(picture: Picture, media: str, data: bytes) -> Node:
    """The block of a picture that travels inside the document."""
    address = f"data:{media};base64,{base64.b64encode(data).decode()}"
    alt = legible(picture.alt)
    size = [["width", f"{picture.width:.0%}"], ["alt", alt]]
    return _para([{"t": "Image", "c": [["", [], size], [_str(alt)], [address, ""]]}])


def raw_block(text: str) -> Node:
    """A block that typst reads as its own language."""
    return {"t": "RawBlock", "c": ["typst", text]}


def _raw_inline(text: str) -> Node:
    return {"t": "RawInline", "c": ["typst", text]}


def _spaces(text: str) -> list[Node]:
    return [{"t": "Space"}] if text else []


def _str(text: str) -> Node:
    return {"t": "Str", "c": text}


def _strong(text: str) -> Node:
    return {"t": "Strong", "c": [_str(legible(text))]}


def _para(inlines: list[Node]) -> Node:
    return {"t": "Para", "c": inlines}


def _plain(inlines: list[Node]) -> Node:
    return {"t": "Plain", "c": inlines}


def _header(level: int, text: str) -> Node:
    return {"t": "Header", "c": [level, ["", [], []], [_str(legible(text))]]}


def _div(
    blocks: list[Node], id: str, classes: list[str], attributes: list[list[str]] | None = None
) -> Node:
    return {"t": "Div", "c": [[id, classes, attributes or []], blocks]}


def _row(cells: Sequence[list[Node]]) -> list[Any]:
    empty = ["", [], []]
    made = [[empty, {"t": "AlignDefault"}, 1, 1, [_plain(cell)]] for cell in cells]
    return [empty, made]


def _meta(text: str) -> Node:
    return {"t": "MetaInlines", "c": [_str(legible(text))]}


def _cite(keys: Sequence[str]) -> Node:
    listed = [
        {
            "citationId": key,
            "citationPrefix": [],
            "citationSuffix": [],
            "citationMode": {"t": "NormalCitation"},
            "citationNoteNum": 0,
            "citationHash": 0,
        }
        for key in keys
    ]
    return {"t": "Cite", "c": [listed, [_str(f"[{'; '.join('@' + key for key in keys)}]")]]}
