"""An opened index: read-only, one partition a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import orjson

from assistant.errors import AssistantError, IndexFault
from assistant.index.chroma import ChromaVectors
from assistant.index.dense import DenseIndex
from assistant.index.lexical import LexicalIndex
from assistant.index.sums import altered
from assistant.index.vectors import Vectors
from assistant.records import LANGS, Lang, Passage

PASSAGES = "passages-"
_TUPLES = ("references", "flags")


class Partition:
    """The passages of one language, in row order, with both ways to search them."""

    def __init__(self, folder: Path, lang: Lang, vectors: Vectors) -> None:
        self.lang = lang
        self.passages = load_passages(folder, lang)
        self.rows: dict[str, int] = {p.id: row for row, p in enumerate(self.passages)}
        ids = [p.id for p in self.passages]
        self.dense = DenseIndex(folder, lang, ids, vectors.open(folder, lang, ids))
        self.lexical = LexicalIndex.load(folder / f"lexical-{lang}", lang)

    @cached_property
    def documents(self) -> tuple[tuple[str, ...], np.ndarray]:
        """The documents, and the number of each row's document among them, shape (rows,)."""
        numbers: dict[str, int] = {}
        of_rows = [numbers.setdefault(p.document, len(numbers)) for p in self.passages]
        return tuple(numbers), np.asarray(of_rows, dtype=np.int64)

    @cached_property
    def roles(self) -> np.ndarray:
        """The role of each row, shape (rows,)."""
        return np.asarray([passage.role for passage in self.passages])

    @cached_property
    def rows_of_document(self) -> Mapping[str, np.ndarray]:
        """Document id to its rows, ascending."""
        grouped: dict[str, list[int]] = {}
        for row, passage in enumerate(self.passages):
            grouped.setdefault(passage.document, []).append(row)
        return {document: np.asarray(rows) for document, rows in grouped.items()}


@dataclass(frozen=True)
class Index:
    """What `open_index` returns."""

    folder: Path
    embedder: str
    partitions: Mapping[Lang, Partition]
    leanings: Mapping[str, float]

    @classmethod
    def open(cls, folder: Path, embedder: str, vectors: Vectors | None = None) -> Index:
        """Read a sealed generation; IndexFault where a part of it is damaged.

        `vectors` is where its vectors are searched: Chroma in its folder without.
        """
        try:
            leanings = orjson.loads((folder / "leanings.json").read_bytes())
            partitions = {
                lang: Partition(folder, lang, vectors or ChromaVectors()) for lang in LANGS
            }
        except (OSError, ValueError, KeyError, TypeError, BadZipFile) as error:
            raise damaged(folder, _altered(folder) or error) from error
        return cls(folder, embedder, partitions, leanings)

    def __len__(self) -> int:
        return sum(len(part.passages) for part in self.partitions.values())

    def verify(self) -> None:
        """Compare the files with their checksums, and what the store holds with the rows.

        Raises IndexFault, which names the files that were altered.
        """
        # First: what a store makes of altered files is not to be foreseen.
        if told := _altered(self.folder):
            raise damaged(self.folder, told)
        for lang, part in self.partitions.items():
            try:
                count = part.dense.neighbours.held()
            except AssistantError:
                # A store that is away, or on a full disk, says nothing about what it holds.
                raise
            except Exception as error:
                raise damaged(self.folder, error) from error
            if count != len(part.passages):
                raise damaged(
                    self.folder, f"{lang}: {count} vectors for {len(part.passages)} passages"
                )


def _altered(folder: Path) -> str:
    """Which files are no longer what was sealed, in words; "" where none is."""
    names = altered(folder)
    return f"altered: {', '.join(names)}" if names else ""


def damaged(folder: Path, cause: object) -> IndexFault:
    """The fault to raise for a generation that cannot be read."""
    return IndexFault(
        f"{folder.name}: the index is damaged ({cause}).",
        "It is rebuilt from the library at the next start.",
        code="index_damaged",
    )


def save_passages(folder: Path, lang: Lang, passages: list[Passage]) -> None:
    """Write a partition's passages in row order."""
    names = [f.name for f in fields(Passage)]
    rows: list[list[Any]] = [[getattr(p, name) for name in names] for p in passages]
    (folder / f"{PASSAGES}{lang}.json").write_bytes(orjson.dumps({"fields": names, "rows": rows}))


def load_passages(folder: Path, lang: Lang) -> list[Passage]:
    """Read what `save_passages` wrote."""
    state = orjson.loads((folder / f"{PASSAGES}{lang}.json").read_bytes())
    names: list[str] = state["fields"]
    loaded = []
    for row in state["rows"]:
        values = dict(zip(names, row, strict=True))
        for name in _TUPLES:
            values[name] = tuple(values[name])
        loaded.append(Passage(**values))
    return loaded
