"""What a reader found becomes an Extract: title, author, date, language, sketch, notices."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from assistant.ingest.faults import fault
from assistant.ingest.outline import clean
from assistant.ingest.properties import told_author, told_date, told_title
from assistant.ingest.records import Block, Described, Extract, Notice
from assistant.ingest.sketch import sketch
from assistant.ingest.sniff import CLAIMS
from assistant.ingest.source import Reading, Source
from assistant.language.documents import language_of_document

_LONGEST_TITLE = 160
# A title may start a little below the top, after a logo's words or a date.
_TITLE_WITHIN = 8
# Texts that speak to the assistant are evidence like any other; the user is told of them.
_ADDRESSED = re.compile(
    r"\b(?:ignore|disregard|forget|override)\s+(?:\w+\s+){0,3}(?:previous|prior|above|earlier|your)"
    r"\s+(?:\w+\s+){0,2}(?:instructions?|prompts?|rules|directions)"
    r"|\b(?:ignore[zr]?|oublie[zr]?|négligez)\s+(?:\w+\s+){0,3}(?:instructions?|consignes|règles)"
    r"|\b(?:system|developer)\s+(?:prompt|message)\s*:|<\|im_start\||\[/?INST\]"
    r"|\byou\s+are\s+now\s+(?:an?|in|the)\b|\b(?:as|if\s+you\s+are)\s+an\s+AI\s+(?:assistant|model)"
    r"|\b(?:en\s+tant\s+qu['’]|si\s+vous\s+êtes\s+un\s+)(?:assistant|IA|intelligence)\b"
    r"|\b(?:reply|respond|answer)\s+only\s+with\b|\bne\s+réponds?(?:ez)?\s+que\s+par\b",
    re.I,
)


def finished(reading: Reading, source: Source, sha256: str, described: Described) -> Extract:
    """The extract of a file; raises DocumentError where it holds no text."""
    blocks = _within(reading, source)
    if not any(block.kind != "heading" for block in blocks):
        if not blocks:
            raise fault("file-no-text", source.name)
        # A page of headings only, such as a cover, is still text.
        blocks = tuple(Block("paragraph", each.text, each.place) for each in blocks)
    texts = [text_of(block) for block in blocks]
    lang, ours = language_of_document(texts)
    if not ours and not described.lang:
        reading.notice("other-language")
    _notice_name(reading, source)
    if any(_ADDRESSED.search(text) for text in texts):
        reading.notice("addresses-assistant")
    return Extract(
        name=source.name,
        sha256=sha256,
        format=reading.format,
        title=described.title or _title(reading, blocks, source),
        lang=described.lang or lang,
        author=described.author or told_author(reading.author),
        date=described.date or told_date(reading.date),
        pages=reading.pages,
        blocks=blocks,
        notices=tuple(reading.notices),
        sketch=sketch(texts),
    )


def text_of(block: Block) -> str:
    """A block's words, those of a table row by row."""
    return block.text or "\n".join(" | ".join(row) for row in block.rows)


def _within(reading: Reading, source: Source) -> tuple[Block, ...]:
    """The blocks up to the most characters that are taken, and a notice where there are more."""
    left = source.limits.characters
    for count, block in enumerate(reading.blocks):
        left -= len(text_of(block))
        if left < 0:
            reading.notices.append(Notice("text-left-out", {"limit": source.limits.characters}))
            return tuple(reading.blocks[:count])
    return tuple(reading.blocks)


def _title(reading: Reading, blocks: tuple[Block, ...], source: Source) -> str:
    """What the file says its title is, its first heading of the highest level, or its name."""
    told = told_title(reading.title)
    if told and len(told) <= _LONGEST_TITLE:
        return told
    headings = [each for each in blocks[:_TITLE_WITHIN] if each.kind == "heading"]
    if headings:
        highest = min(headings, key=lambda each: each.level)
        if told_title(highest.text) and len(highest.text) <= _LONGEST_TITLE:
            return highest.text
    stem = PurePosixPath(source.name.replace("\\", "/").rpartition(" › ")[2]).stem
    return clean(re.sub(r"[_]+|(?<=\w)-(?=\w)", " ", stem)) or source.name


def _notice_name(reading: Reading, source: Source) -> None:
    claimed = CLAIMS.get(source.ending)
    if claimed and reading.format not in claimed:
        reading.notice("mislabelled", ending=source.ending, format=reading.format)
