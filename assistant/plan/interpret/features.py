"""A text as numbers: its meaning from the embedder, its letters, and its form."""

from __future__ import annotations

import re
import zlib
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.language.words import fold
from assistant.plan.interpret.signs import NAMES, signs

Floats = NDArray[np.float32]

BUCKETS = 4096
SIGNS = len(NAMES) + 1
# Letters weigh as much as the meaning: they carry jargon, names of indicators, and slips.
_LETTERS, _FORM = 1.0, 0.7


class QueryEncoder(Protocol):
    """What reading an objective needs of an embedding model."""

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """The vector of a text, shape (dimension,), L2-normalised."""


def letters(text: str) -> Floats:
    """Hashed runs of 3 to 5 letters, square-rooted counts, L2-normalised (BUCKETS,)."""
    run = f" {' '.join(re.findall(r'[a-z0-9&]+', fold(text)))} "
    counts = np.zeros(BUCKETS, np.float32)
    for size in (3, 4, 5):
        for start in range(len(run) - size + 1):
            counts[zlib.crc32(run[start : start + size].encode()) % BUCKETS] += 1
    counts = np.sqrt(counts)
    length = float(np.linalg.norm(counts))
    return counts / np.float32(length) if length else counts


def form(text: str) -> Floats:
    """The signs of a text's form (SIGNS,)."""
    return np.asarray(signs(text), np.float32) * np.float32(_FORM)


def features(text: str, meaning: Floats | None, mean: Floats) -> Floats:
    """Meaning (where there is one, centred on `mean`, the first part), then letters."""
    parts = [letters(text) * np.float32(_LETTERS)]
    if meaning is not None:
        centred = meaning - mean
        parts.insert(0, centred / np.float32(max(float(np.linalg.norm(centred)), 1e-9)))
    return np.concatenate(parts)
