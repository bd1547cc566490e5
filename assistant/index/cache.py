"""Vectors that ship with the shelf, so that a first start need not embed it.

One byte a dimension with one scale a vector: the cosine with the full vector stays above
0.9999. An entry counts only for the exact model that it was made from and for the text as the
model reads it: the no-break spaces of French are spaces to its tokenizer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

FILE = "vectors.npz"


class VectorCache:
    """Vectors by text, for one model; empty where there is no file for that model."""

    def __init__(self, path: Path | None, identity: str) -> None:
        self._rows: dict[int, int] = {}
        if path is None or not path.is_file():
            return
        try:
            # Opened here, since NumPy leaves a file that it cannot read open.
            with path.open("rb") as handle, np.load(handle, allow_pickle=False) as data:
                if str(data["identity"]) != identity:
                    return
                self._codes, self._scales = data["codes"], data["scales"]
                keys = data["keys"]
        except (OSError, EOFError, ValueError, KeyError, BadZipFile):
            # A damaged cache costs time, nothing else: the texts are embedded.
            return
        if len(keys) == len(self._codes) == len(self._scales):
            self._rows = {int(key): row for row, key in enumerate(keys)}

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, text: str) -> np.ndarray | None:
        """The vector of a text, float32 and L2-normalised, None where it is not held."""
        row = self._rows.get(_key(text), self._rows.get(_key(_plain(text))))
        if row is None:
            return None
        vector = self._codes[row].astype(np.float32) * np.float32(self._scales[row])
        unit: np.ndarray = vector / (np.linalg.norm(vector) or 1.0)
        return unit


def write_cache(path: Path, identity: str, texts: Sequence[str], vectors: np.ndarray) -> None:
    """Write the cache of these texts; `vectors` has shape (n, dimension)."""
    # Sorted by key, so that the file depends on the content alone.
    keys = np.asarray([_key(text) for text in texts], dtype=np.uint64)
    order = np.argsort(keys)
    scales = np.abs(vectors).max(axis=1) / 127.0
    codes = np.rint(vectors / scales[:, None]).astype(np.int8)
    temporary = path.with_suffix(".tmp.npz")
    np.savez(
        temporary,
        identity=np.asarray(identity),
        keys=keys[order],
        scales=scales[order].astype(np.float32),
        codes=codes[order],
    )
    temporary.replace(path)


def _plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def _key(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
