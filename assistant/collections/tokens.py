"""Token vectors of a collection's files, for late interaction: a file of bytes beside each copy.

One byte a dimension with one scale a token. They are this machine's own: where they are missing
(another replica read the file), ranking works the vectors of the best passages out anew.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np
import orjson

from assistant.durable import write_whole
from assistant.models.embedder import TokenStates

# A file's tokens beyond this many (some 2,500 pages) are not kept: 380 bytes each.
MOST_TOKENS = 1_000_000
_NAME, _SUFFIX = "tokens", ".tok"
# What is not in the collection yet may be on its way into it.
_YOUNG_SECONDS = 3600.0
_TOLD_EVERY = 8
_SMALL_BYTES = 256_000


@runtime_checkable
class TokenEmbedder(Protocol):
    """An embedding model that tells its token vectors too."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode_tokens(self, texts: Sequence[str]) -> Iterator[TokenStates]:
        """Each text with its token vectors."""


@dataclass(frozen=True, slots=True)
class FileTokens:
    """The tokens of a file: `codes` (tokens, dimension) int8, `scales` (tokens,) float16; those
    of passage n end at `ends[n]`; `usual` (passages,) is how near each is to any question."""

    codes: np.ndarray
    scales: np.ndarray
    ends: np.ndarray
    usual: np.ndarray

    def span(self, place: int) -> tuple[int, int]:
        """Where the tokens of the passage at a place of its file start and stop."""
        return (int(self.ends[place - 1]) if place else 0), int(self.ends[place])


class Packer:
    """Collects the token vectors of a file as they come."""

    def __init__(self) -> None:
        self._codes: list[np.ndarray] = []
        self._scales: list[np.ndarray] = []
        self._ends: list[int] = []
        self._usual: list[float] = []
        self._held = 0

    def add(self, states: TokenStates) -> None:
        """Take the next passage; beyond `MOST_TOKENS` its tokens are left out."""
        if self._held + len(states.tokens) <= MOST_TOKENS:
            scales = np.abs(states.tokens).max(axis=1, keepdims=True) / 127.0
            self._codes.append(np.rint(states.tokens / scales).astype(np.int8))
            self._scales.append(scales[:, 0].astype(np.float16))
            self._held += len(states.tokens)
        self._ends.append(self._held)
        self._usual.append(round(states.usual, 5))

    def packed(self, identity: str) -> bytes:
        """The bytes of the file, read back by `TokenFolder.read`."""
        codes = np.concatenate(self._codes or [np.zeros((0, 1), np.int8)])
        scales = np.concatenate(self._scales or [np.zeros(0, np.float16)])
        head = {
            "identity": identity,
            "dimension": codes.shape[1],
            "ends": self._ends,
            "usual": self._usual,
        }
        start = orjson.dumps(head)
        size = len(start).to_bytes(8, "little")
        return b"".join((size, start, codes.tobytes(), scales.tobytes()))


class TokenFolder:
    """The folder `tokens` of a collection."""

    def __init__(self, root: Path) -> None:
        self._folder = root / _NAME

    def embed(
        self,
        sha256: str,
        identity: str,
        texts: Sequence[str],
        embedder: TokenEmbedder,
        told: Callable[[int], None],
    ) -> np.ndarray:
        """The vectors of a file's texts, shape (texts, dimension); their token vectors are kept
        on the way, since both are one work. `told` hears how many texts are done."""
        packer, rows = Packer(), list[np.ndarray]()
        for states in embedder.encode_tokens(texts):
            packer.add(states)
            rows.append(states.vector)
            if not len(rows) % _TOLD_EVERY:
                told(len(rows))
        self.write(sha256, identity, packer)
        return np.stack(rows) if rows else np.zeros((0, embedder.dimension), np.float32)

    def write(self, sha256: str, identity: str, packer: Packer) -> None:
        """Keep the tokens of a file."""
        self._folder.mkdir(parents=True, exist_ok=True)
        write_whole(self._path(sha256), packer.packed(identity))

    def read(self, sha256: str, identity: str, passages: int) -> FileTokens | None:
        """The tokens of a file, on disk until they are used; None where they are missing,
        damaged, or those of another model."""
        path = self._path(sha256)
        try:
            with path.open("rb") as file:
                size = int.from_bytes(file.read(8), "little")
                head = orjson.loads(file.read(size))
            ends, width = head["ends"], int(head["dimension"])
            if head["identity"] != identity or len(ends) != passages or not passages:
                return None
            data = _bytes(path, 8 + size)
            if not ends[-1] or data.size != ends[-1] * (width + 2):
                return None
            return FileTokens(
                codes=data[: ends[-1] * width].view(np.int8).reshape(-1, width),
                scales=np.frombuffer(data[ends[-1] * width :].tobytes(), np.float16),
                ends=np.asarray(ends),
                usual=np.asarray(head["usual"], np.float32),
            )
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            return None

    def delete(self, sha256: str) -> None:
        """Forget a file; nothing happens where it is not there."""
        self._path(sha256).unlink(missing_ok=True)

    def sweep(self, kept: Collection[str]) -> None:
        """Delete those of files that have left the collection, on whichever machine that was."""
        for path in self._old(self._folder.glob(f"*{_SUFFIX}")):
            if path.stem not in kept:
                path.unlink(missing_ok=True)

    def _old(self, paths: Iterable[Path]) -> Iterator[Path]:
        for path in paths:
            try:
                if time.time() - path.stat().st_mtime > _YOUNG_SECONDS:
                    yield path
            except OSError:
                continue

    def _path(self, sha256: str) -> Path:
        return self._folder / f"{sha256}{_SUFFIX}"


def _bytes(path: Path, start: int) -> np.ndarray:
    """A file from a place on: read where it is small, else left on disk until it is used."""
    if path.stat().st_size <= _SMALL_BYTES:
        return np.frombuffer(path.read_bytes(), np.uint8, offset=start)
    return np.memmap(path, np.uint8, "r", offset=start)
