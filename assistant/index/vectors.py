"""What ranking needs of a store of vectors, whichever holds them: Chroma or PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.records import Lang, Passage

Tick = Callable[[int], None]
"""Hears how many more passages were written."""

# Passages written at once.
BATCH = 2000


class Neighbours(Protocol):
    """The vectors of one language of a generation."""

    def nearest(self, query: np.ndarray, count: int) -> Sequence[str] | None:
        """Ids of the nearest passages, best first, perhaps those of other generations among them;
        None where the store cannot be asked just now."""

    def held(self) -> int:
        """How many of the generation's passages the store holds."""

    def close(self) -> None:
        """Let go of the store; a later search opens it again."""


class Vectors(Protocol):
    """Writes the vectors of a generation, and opens them."""

    def begin(self, draft: Path, base: Path | None) -> None:
        """Start a draft from the vectors of `base`, a sealed generation."""

    def write(
        self,
        draft: Path,
        lang: Lang,
        rows: Sequence[Passage],
        before: set[str],
        vectors: Mapping[str, np.ndarray],
        tick: Tick,
    ) -> None:
        """Make the draft hold these passages of a language.

        `before` are the ids in the base; `vectors` has shape (dimension,) by passage id.
        """

    def open(self, folder: Path, lang: Lang, ids: Sequence[str]) -> Neighbours:
        """The vectors of a language of a sealed generation."""


class KnownVectors(Embeddings):
    """A LangChain embedding that answers from vectors already computed."""

    def __init__(self, vectors: Mapping[str, np.ndarray]) -> None:
        self._vectors = vectors

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The stored vectors of these texts; KeyError where one was not computed."""
        return [self._vectors[text].tolist() for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """The stored vector of this text."""
        result: list[float] = self._vectors[text].tolist()
        return result


def metadata(passage: Passage) -> dict[str, str | int]:
    """What a store keeps beside the text, for filters and for reading the store by hand."""
    return {
        "document": passage.document,
        "kind": passage.kind,
        "role": passage.role,
        "lang": passage.lang,
        "collection": passage.collection,
        "order": passage.order,
    }


def embedded_text(passage: Passage) -> str:
    """What the model reads: the document's context, then the passage."""
    return f"{passage.context}. {passage.text}" if passage.context else passage.text
