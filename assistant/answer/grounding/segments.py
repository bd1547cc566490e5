"""An answer cut into sentences, each with the citations that follow it, at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.library.sentences import split_sentences

# [1], [1, 3], [2-4], [^2]; a Markdown link's brackets are followed by "(" or ":".
_CITATION = re.compile(r"\s?\[\^?(?P<numbers>\d{1,3}(?:\s*[,;–-]\s*\^?\d{1,3})*)\](?![(:\w])")
_KEYED = re.compile(r"\s?\[(?P<keys>@[^\]]{1,200})\]")
_KEY = re.compile(r"@([A-Za-z0-9][\w:.#-]*)")
_RANGE = re.compile(r"(\d+)\s*[–-]\s*\^?(\d+)")
_WIDEST_RANGE = 50
_INSERTED = "\ue000"

_FENCE = re.compile(r"^\s*(?:```|~~~)")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s")
_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$|^\s*\|?[\s:|-]+\|[\s:|-]*$")
_DEFINITION = re.compile(r"^\s{0,3}\[\^?[^\]]+\]:\s")
_PREFIX = re.compile(r"^\s*(?:>\s*)*(?:(?:[-*+•–]|\d{1,3}[.)])\s+)?(?:\[[ xX]\]\s+)?")
_LINK = re.compile(r"!?\[([^\]\[]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s\"[^\"]*\")?\)")
_MARKS = re.compile(r"\*\*|__|``?|~~|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|<[^<>]{1,200}>")
_CONTROL = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence of an answer: its words without marks, the ids it cites, its place.

    `heading` is True for a title, which claims nothing by itself.
    """

    text: str
    start: int
    end: int
    citations: tuple[str, ...] = ()
    heading: bool = False


def segments(text: str) -> tuple[Segment, ...]:
    """Every sentence of a Markdown or plain text, in order; code and link targets are left out."""
    found: list[Segment] = []
    for start, end, heading in _blocks(text):
        found += _sentences(text, start, end, heading)
    return tuple(found)


def _blocks(text: str) -> Iterator[tuple[int, int, bool]]:
    """Paragraphs, list items and table rows as (start, end, heading)."""
    position, begun, fenced = 0, -1, False
    for line in text.splitlines(keepends=True):
        start, position = position, position + len(line)
        fence = bool(_FENCE.match(line))
        apart = fence or fenced or not line.strip() or bool(_RULE.match(line.rstrip()))
        apart = apart or bool(_DEFINITION.match(line)) or bool(_HEADING.match(line))
        item = _PREFIX.match(line)
        opens = bool(item and item[0].strip()) or line.lstrip().startswith("|")
        if begun >= 0 and (apart or opens):
            yield begun, start, False
            begun = -1
        if _HEADING.match(line) and not fenced:
            yield start, position, True
        elif begun < 0 and not apart:
            begun = start
        fenced ^= fence
    if begun >= 0:
        yield begun, position, False


def _sentences(text: str, start: int, end: int, heading: bool) -> Iterator[Segment]:
    block = text[start:end]
    if block.lstrip().startswith("|"):
        yield _segment(block, start, end, heading)
        return
    prefix = _PREFIX.match(block)
    cursor = start + (prefix.end() if prefix else 0)
    # A marker such as " [2]" after the full stop belongs to the sentence before it, which the
    # splitter knows of keys only: it is shown as one, with two signs more than it has.
    keyed = _CITATION.sub(lambda m: m[0].replace("[", f"[@{_INSERTED}", 1), text[cursor:end])
    for sentence in split_sentences(keyed):
        length = _extent(text, cursor, end, sentence)
        yield _segment(text[cursor : cursor + length], cursor, cursor + length, heading)
        cursor += length


def _extent(text: str, cursor: int, end: int, sentence: str) -> int:
    """How far a sentence reaches in the text, whose spaces may differ."""
    wanted = sum(1 for c in sentence if not c.isspace()) - 2 * sentence.count(_INSERTED)
    seen, place = 0, cursor
    while place < end and seen < wanted:
        seen += not text[place].isspace()
        place += 1
    return place - cursor


def _segment(raw: str, start: int, end: int, heading: bool) -> Segment:
    lead = len(raw) - len(raw.lstrip())
    tail = len(raw.rstrip())
    return Segment(plain(raw), start + lead, start + max(lead, tail), cited(raw), heading)


def cited(raw: str) -> tuple[str, ...]:
    """The ids that a sentence cites, each once, in order."""
    ids: dict[str, None] = {}
    for found in _CITATION.finditer(raw):
        numbers = found["numbers"].replace("^", "")
        for first, last in _RANGE.findall(numbers):
            if 0 <= int(last) - int(first) <= _WIDEST_RANGE:
                ids.update(dict.fromkeys(map(str, range(int(first), int(last) + 1))))
        ids.update(dict.fromkeys(re.findall(r"\d+", numbers)))
    for keyed in _KEYED.finditer(raw):
        ids.update(dict.fromkeys(_KEY.findall(keyed["keys"])))
    return tuple(ids)


def plain(raw: str) -> str:
    """The words of a sentence: no citation, emphasis, tag, link target or list mark."""
    text = _KEYED.sub("", _CITATION.sub("", raw))
    text = _LINK.sub(lambda m: m[1], _CONTROL.sub("", text))
    text = _HEADING.sub("", text)
    text = _MARKS.sub("", text)
    if text.lstrip().startswith("|"):
        text = text.replace("|", " ; ").strip(" ;\n")
    text = re.sub(r"\s+([.,])", r"\1", text)
    return " ".join(text.split(" ")).replace("\n", " ").strip()
