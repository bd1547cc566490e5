"""Writes everything of a generation but its seal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import orjson

from assistant.index.chroma import ChromaVectors
from assistant.index.dense import save_rows
from assistant.index.lexical import LexicalIndex
from assistant.index.opened import load_passages, save_passages
from assistant.index.vectors import Tick, Vectors, embedded_text
from assistant.language.detect import word_leanings
from assistant.records import LANGS, Lang, Passage


def _unheard(count: int) -> None:
    """No one is listening."""


def write_index(
    draft: Path,
    base: Path | None,
    passages: Sequence[Passage],
    vectors: Mapping[str, np.ndarray],
    dimension: int,
    tick: Tick = _unheard,
    store: Vectors | None = None,
) -> None:
    """Write the vectors, rows and word indexes of these passages into an empty folder.

    `vectors` has shape (dimension,) by passage id. The store (Chroma in the folder, unless
    another is given) starts from `base`, a sealed generation, so that only new passages are
    added; `tick(n)` hears of them.
    """
    store = store or ChromaVectors()
    store.begin(draft, base)
    for lang in LANGS:
        rows = [p for p in passages if p.lang == lang]
        before = {p.id for p in load_passages(base, lang)} if base else set()
        store.write(draft, lang, rows, before, vectors, tick)
        _write_partition(draft, lang, rows, vectors, dimension)
    texts: dict[Lang, list[str]] = {
        lang: [p.text for p in passages if p.lang == lang] for lang in LANGS
    }
    (draft / "leanings.json").write_bytes(orjson.dumps(word_leanings(texts)))


def _write_partition(
    draft: Path,
    lang: Lang,
    rows: list[Passage],
    vectors: Mapping[str, np.ndarray],
    dimension: int,
) -> None:
    matrix = np.zeros((len(rows), dimension), dtype=np.float32)
    for row, passage in enumerate(rows):
        matrix[row] = vectors[passage.id]
    save_rows(draft, lang, matrix)
    save_passages(draft, lang, rows)
    LexicalIndex.build([embedded_text(p) for p in rows], lang).save(draft / f"lexical-{lang}")
