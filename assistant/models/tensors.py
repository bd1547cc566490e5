"""A safetensors file of float16 numbers, read by name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tensor lies in its file: bytes, and its shape."""

    offset: int
    length: int
    shape: tuple[int, ...]


class Tensors:
    """The tensors of a file, memory-mapped: only what is touched is ever read."""

    def __init__(self, path: Path) -> None:
        """Read the header; OSError where the file is missing, ValueError where it is cut off."""
        self.path = path
        with path.open("rb") as file:
            size = int.from_bytes(file.read(8), "little")
            header: dict[str, Any] = json.loads(file.read(size))
        header.pop("__metadata__", None)
        self._places: dict[str, Place] = {}
        for name, tensor in header.items():
            start, stop = tensor["data_offsets"]
            self._places[name] = Place(8 + size + start, stop - start, tuple(tensor["shape"]))
        self._data = np.memmap(path, np.uint8, "r")
        if any(at.offset + at.length > len(self._data) for at in self._places.values()):
            raise ValueError(f"{path.name} is cut off")

    def place(self, name: str) -> Place:
        """Where a tensor lies; KeyError where there is none of this name."""
        return self._places[name]

    def half(self, name: str) -> NDArray[Any]:
        """The tensor itself, float16, not copied."""
        at = self._places[name]
        return self._data[at.offset : at.offset + at.length].view(np.float16).reshape(at.shape)

    def single(self, name: str) -> Floats:
        """A copy in float32."""
        return np.asarray(self.half(name), np.float32)
