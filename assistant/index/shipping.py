"""Writes the vectors that ship with the shelf, from an index that holds them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from assistant.errors import IndexFault
from assistant.index.cache import write_cache
from assistant.index.opened import Index
from assistant.index.vectors import embedded_text


def ship_vectors(index: Index, path: Path) -> int:
    """Write every vector of the index to `path` and return their number.

    Raises IndexFault where the file cannot be written.
    """
    known: dict[str, np.ndarray] = {}
    for lang, part in index.partitions.items():
        vectors = np.load(index.folder / f"vectors-{lang}.npy", mmap_mode="r")
        known |= {embedded_text(p): v for p, v in zip(part.passages, vectors, strict=True)}
    try:
        write_cache(path, index.embedder, list(known), np.stack(list(known.values())))
    except OSError as error:
        raise IndexFault(
            f"{path}: cannot be written ({error.strerror}).",
            "Make the folder of the library writable.",
        ) from error
    return len(known)
