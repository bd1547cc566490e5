"""Files as the reader would give them, made by hand, and an embedder of known geometry."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.ingest import KIND, ROLE, Extract, Outcome, Progress, document_id
from assistant.records import Lang, Passage

DIMENSION = 16


class Geometry:
    """A text's vector follows from its letters alone."""

    def __init__(self, identity: str = "geometry@1") -> None:
        self.identity = identity
        self.dimension = DIMENSION
        self.seen: list[str] = []

    def encode_documents(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> np.ndarray:
        self.seen += texts
        return np.stack([vector(text) for text in texts])


def vector(text: str) -> np.ndarray:
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
    values = np.random.default_rng(seed).normal(size=DIMENSION).astype(np.float32)
    found: np.ndarray = values / np.linalg.norm(values)
    return found


def outcome(name: str, paragraphs: Sequence[str], collection: str, lang: Lang = "en") -> Outcome:
    """A file of these paragraphs, one a page."""
    sha256 = hashlib.sha256("\n".join((name, *paragraphs)).encode()).hexdigest()
    passages = tuple(
        Passage(
            id=f"{document_id(sha256)}:{place}",
            document=document_id(sha256),
            collection=collection,
            kind=KIND,
            lang=lang,
            role=ROLE,
            text=text,
            context=Path(name).stem,
            order=place,
            page=place + 1,
        )
        for place, text in enumerate(paragraphs)
    )
    extract = Extract(name, sha256, "txt", Path(name).stem, lang, pages=len(paragraphs))
    return Outcome(name, "read", sha256, 10, extract, passages)


class Pile:
    """Stands in the reader's place: gives these files, known ones as duplicates."""

    def __init__(self, files: dict[str, Sequence[str]], lang: Lang = "en") -> None:
        self.files = files
        self.lang: Lang = lang

    def __call__(self, paths: Sequence[Path], **given: Any) -> Iterator[Outcome]:
        known = {each.sha256: each.name for each in given["known"]}
        for place, path in enumerate(paths):
            if given["cancelled"] and given["cancelled"]():
                return
            name = str(path)
            if given["progress"]:
                given["progress"](Progress(name, place + 1, len(paths)))
            read = outcome(name, self.files[name], given["collection"], self.lang)
            if read.sha256 in known:
                yield Outcome(name, "duplicate", read.sha256, like=known[read.sha256])
            else:
                yield read
