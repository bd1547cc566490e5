"""Texts of a program's own, in the place of files: each becomes a document of a collection."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.ingest import Extract, Outcome, split
from assistant.ingest.records import Block
from assistant.language.detect import told
from assistant.records import Lang

_PARAGRAPH = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Text:
    """A text and the id by which it is told again; its language is found where none is given.

    A name or a few figures tell none: they take that of most texts given with them. A title is
    searched with it and never quoted.
    """

    id: str
    text: str
    title: str = ""
    lang: Lang | None = None

    @property
    def sha256(self) -> str:
        """The hash that stands for that of a file."""
        return hashlib.sha256("\x1f".join((self.id, self.title, self.text)).encode()).hexdigest()


class TextReader:
    """Reads texts as `assistant.ingest.read_files` reads files."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self._texts = texts

    def __call__(self, paths: Sequence[Path], **given: Any) -> Iterator[Outcome]:
        """One outcome a text; one that the collection has already is told as a duplicate."""
        known = {each.sha256: each.name for each in given["known"]}
        for text, lang in zip(self._texts, _languages(self._texts), strict=True):
            digest, size = text.sha256, len(text.text.encode())
            if digest in known:
                yield Outcome(text.id, "duplicate", digest, size, like=known[digest], likeness=1.0)
                continue
            known[digest] = text.id
            parts = (part.strip() for part in _PARAGRAPH.split(text.text))
            blocks = tuple(Block("paragraph", part) for part in parts if part)
            extract = Extract(text.id, digest, "txt", text.title, lang, blocks=blocks)
            passages = split(extract, given["collection"])
            yield Outcome(text.id, "read", digest, size, extract, passages)


def _languages(texts: Sequence[Text]) -> list[Lang]:
    """The language of each text: as given, as its words tell it, or else that of most."""
    found = [text.lang or told(text.text) or told(text.title) for text in texts]
    most: Lang = "fr" if found.count("fr") > found.count("en") else "en"
    return [each or most for each in found]
