"""For markup that people paste into a wiki: citations resolved, frames and anchors gone."""

from __future__ import annotations

import json
from typing import Any

from assistant.export.pandoc import convert
from assistant.export.paper import Paper
from assistant.export.tree import Node


def flattened(tree: Node, paper: Paper) -> Node:
    """The tree with its citations written out, its sources as a numbered list, no frames.

    Sections go one level down, below the title that stands as text.
    """
    resolved: Node = json.loads(convert(tree, "json", paper.references))
    resolved["meta"] = {}
    resolved["blocks"] = _blocks(resolved["blocks"])
    return resolved


def _blocks(blocks: list[Node]) -> list[Node]:
    made: list[Node] = []
    for block in blocks:
        if block["t"] == "Div":
            attributes, inner = block["c"]
            made += [_sources(inner)] if attributes[0] == "refs" else _blocks(inner)
        else:
            made.append(_block(block))
    return made


def _block(block: Node) -> Node:
    if block["t"] == "Header":
        level, _, inlines = block["c"]
        return {"t": "Header", "c": [level + 1, ["", [], []], _inlines(inlines)]}
    made: Node = _plain(block)
    return made


def _sources(entries: list[Node]) -> Node:
    """The entries as a numbered list; the numbers that the style wrote are dropped."""
    items = []
    for entry in entries:
        inlines = [each for block in entry["c"][1] for each in block["c"]]
        kept = [each for each in inlines if not _classed(each, "csl-left-margin")]
        items.append([{"t": "Plain", "c": _inlines(kept)}])
    return {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], items]}


def _classed(node: Node, name: str) -> bool:
    return node["t"] == "Span" and name in node["c"][0][1]


def _inlines(inlines: list[Node]) -> list[Node]:
    made: list[Node] = []
    for each in inlines:
        if each["t"] in ("Span", "Cite") or _inner_link(each):
            made += _inlines(each["c"][1])
        else:
            made.append(_plain(each))
    return made


def _inner_link(node: Node) -> bool:
    """True for a link to an anchor that a pasted text no longer has."""
    return node["t"] == "Link" and str(node["c"][2][0]).startswith("#")


def _plain(value: Any) -> Any:
    """The same for everything below a node: lists of inlines wherever they stand."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        if value and all(isinstance(item, dict) and "t" in item for item in value):
            inline = not any(item["t"] in _BLOCKS for item in value)
            return _inlines(value) if inline else [_plain(item) for item in value]
        return [_plain(item) for item in value]
    return value


_BLOCKS = frozenset(
    {"Para", "Plain", "BulletList", "OrderedList", "Table", "Header", "Div", "RawBlock"}
)
