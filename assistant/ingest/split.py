"""Blocks become passages: 80 to 180 words under one heading, a table whole, nothing torn apart."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from assistant.ingest.places import SEPARATOR, locator
from assistant.ingest.records import KIND, ROLE, Block, Extract, Place
from assistant.ingest.tables import table_parts
from assistant.language.documents import language_of_passage
from assistant.library.sentences import split_sentences
from assistant.records import Passage

ENOUGH, MOST = 80, 180
# A page's last lines this short travel with the next page, and say so.
_SCRAP = 25
_LONGEST_WORD = 400


@dataclass
class _Open:
    """The passage being filled."""

    lines: list[str] = field(default_factory=list)
    words: int = 0
    first: Place | None = None
    last: Place | None = None
    kind: str = ""


def split(extract: Extract, collection: str = "") -> tuple[Passage, ...]:
    """The passages of an extract in order; a text that is repeated word for word is kept once.

    Ids follow from the document's bytes and the passage's text, so they are the same each time.
    """
    passages: dict[str, Passage] = {}
    for text, first, last in _pieces(extract):
        lang = language_of_passage(text, extract.lang)
        digest = hashlib.sha256("\x1f".join((*first.headings, text)).encode()).hexdigest()[:16]
        id = f"{extract.document}:{lang}:{digest}"
        if id in passages:
            continue
        passages[id] = Passage(
            id=id,
            document=extract.document,
            collection=collection,
            kind=KIND,
            lang=lang,
            role=ROLE,
            text=text,
            context=_context(extract, first),
            order=len(passages),
            page=first.page,
            locator=locator(_below(first, extract.title), last),
        )
    return tuple(passages.values())


def _below(place: Place, title: str) -> Place:
    """The place without the heading that is the document's title, which is told anyway."""
    if place.headings[:1] == (title,) and len(place.headings) > 1:
        return replace(place, headings=place.headings[1:])
    return place


def _context(extract: Extract, place: Place) -> str:
    """Title, sheet and headings, each once."""
    steps = dict.fromkeys((extract.title, place.sheet, *place.headings))
    return SEPARATOR.join(step for step in steps if step)


def _pieces(extract: Extract) -> Iterator[tuple[str, Place, Place]]:
    """Texts with the places of their first and last words."""
    open_ = _Open()
    for block in extract.blocks:
        if block.kind == "heading":
            yield from _closed(open_)
            continue
        if _apart(open_, block):
            yield from _closed(open_)
        if block.kind == "table":
            # The sentence that announces a table stays with it.
            lead = "\n".join(open_.lines) if 0 < open_.words <= _SCRAP else ""
            if not lead:
                yield from _closed(open_)
            yield from table_parts(block, lead, MOST)
            _empty(open_)
            continue
        for text in _bites(block):
            words = len(text.split())
            full = open_.words >= ENOUGH and not _belongs(open_, block)
            if open_.words and (full or open_.words + words > MOST):
                yield from _closed(open_)
            _put(open_, text, words, block)
    yield from _closed(open_)


def _apart(open_: _Open, block: Block) -> bool:
    """True where a block must not share a passage with what is open."""
    last = open_.last
    if last is None:
        return False
    here = block.place
    if here.headings != last.headings or (here.slide, here.sheet) != (last.slide, last.sheet):
        return True
    return here.page != (last.page_to or last.page) and open_.words >= _SCRAP


def _belongs(open_: _Open, block: Block) -> bool:
    """True for a list item after another, or after the sentence that announces the list."""
    announced = bool(open_.lines) and open_.lines[-1].rstrip().endswith(":")
    return announced or block.kind == open_.kind == "list"


def _bites(block: Block) -> Iterator[str]:
    """A block's text whole, or by groups of sentences where it is too long."""
    text = f"- {block.text}" if block.kind == "list" else block.text
    if len(text.split()) <= MOST and len(text) <= MOST * _LONGEST_WORD // 10:
        yield text
        return
    held: list[str] = []
    for sentence in split_sentences(text):
        words = [word[:_LONGEST_WORD] for word in sentence.split()]
        if held and len(held) + len(words) > MOST:
            yield " ".join(held)
            held = []
        for start in range(0, len(words), MOST):
            if held and len(held) + len(words[start : start + MOST]) > MOST:
                yield " ".join(held)
                held = []
            held += words[start : start + MOST]
        if len(held) >= ENOUGH:
            yield " ".join(held)
            held = []
    if held:
        yield " ".join(held)


def _put(open_: _Open, text: str, words: int, block: Block) -> None:
    open_.lines.append(text)
    open_.words += words
    open_.first = open_.first or block.place
    open_.last = block.place
    open_.kind = block.kind


def _closed(open_: _Open) -> Iterator[tuple[str, Place, Place]]:
    if open_.first is not None and open_.last is not None:
        yield "\n".join(open_.lines), open_.first, open_.last
    _empty(open_)


def _empty(open_: _Open) -> None:
    open_.lines, open_.words, open_.first, open_.last = [], 0, None, None
