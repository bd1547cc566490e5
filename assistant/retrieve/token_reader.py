"""The token vectors of a collection's passages, file by file, those used lately kept open."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from assistant.collections import StoredFile
from assistant.collections.tokens import FileTokens, TokenFolder
from assistant.records import Passage

# Small files are held in memory (some 50 kB a page); large ones stay on disk, each an open file.
_SMALL, _LARGE = 2000, 100


@dataclass(frozen=True, slots=True)
class PassageTokens:
    """A passage's token vectors: `codes` (tokens, dimension) int8 times `scales` (tokens,);
    `usual` is how near it is to just any question."""

    codes: np.ndarray
    scales: np.ndarray
    usual: float


class TokenReader:
    """Reads what ingestion kept; None for what it did not."""

    def __init__(self, folder: TokenFolder, embedder: str, files: Mapping[str, StoredFile]) -> None:
        """`embedder` is the identity of the model, `files` those of the collection by document."""
        self._folder = folder
        self._embedder = embedder
        self._files = files
        self._small: OrderedDict[str, FileTokens | None] = OrderedDict()
        self._large: OrderedDict[str, FileTokens] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, passage: Passage) -> PassageTokens | None:
        """The token vectors of a passage of the collection."""
        held = self._of(passage.document)
        if held is None or passage.order >= len(held.ends):
            return None
        start, stop = held.span(passage.order)
        if start == stop:
            return None
        usual = float(held.usual[passage.order])
        return PassageTokens(held.codes[start:stop], held.scales[start:stop], usual)

    def _of(self, document: str) -> FileTokens | None:
        with self._lock:
            if document in self._large:
                self._large.move_to_end(document)
                return self._large[document]
            if document in self._small:
                self._small.move_to_end(document)
                return self._small[document]
            file = self._files.get(document)
            found = None
            if file is not None:
                found = self._folder.read(file.sha256, self._embedder, file.passages)
            if found and isinstance(found.codes, np.memmap):
                self._large[document] = found
            else:
                self._small[document] = found
            for held, most in ((self._small, _SMALL), (self._large, _LARGE)):
                while len(held) > most:
                    held.popitem(last=False)
            return found
