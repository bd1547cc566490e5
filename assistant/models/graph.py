"""A computation as ONNX describes it, in the bytes that ONNX Runtime reads.

A model file is a protocol buffer: fields of a number, a type and a value. The few that a plain
graph needs are written here (field numbers: onnx.proto3, IR version 9), which spares the `onnx`
package and a second copy of the weights: large ones stay in the file that they are in.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy as np

from assistant.models.tensors import Place

_IR_VERSION, _OPERATORS = 9, 17
_FUSED = "com.microsoft"
_FLOAT32, _FLOAT16 = 1, 10
_TYPES = {np.dtype(np.float32): _FLOAT32, np.dtype(np.int64): 7}
_EXTERNAL = 1

# All others here are fused ones that ONNX Runtime adds.
_STANDARD = frozenset(
    {"Cast", "Concat", "Gemm", "LayerNormalization", "Split", "Squeeze", "Unsqueeze"}
)

Value = int | float | str | bytes


class Graph:
    """Collects tensors and operations; every name stands for one tensor."""

    def __init__(self) -> None:
        self._nodes: list[bytes] = []
        self._tensors: list[bytes] = []

    def constant(self, name: str, values: np.ndarray) -> str:
        """A small tensor of float32 or int64, held in the graph itself; returns its name."""
        dimensions = b"".join(_field(1, size) for size in values.shape)
        self._tensors.append(
            dimensions
            + _field(2, _TYPES[values.dtype])
            + _field(8, name)
            + _field(9, np.ascontiguousarray(values).tobytes())
        )
        return name

    def stored(self, name: str, file: str, at: Place) -> str:
        """A float16 tensor that stays in a file, named from the model's folder; returns the name
        of its float32 copy, which is made once, when the graph is loaded."""
        entries = {"location": file, "offset": str(at.offset), "length": str(at.length)}
        self._tensors.append(
            b"".join(_field(1, size) for size in at.shape)
            + _field(2, _FLOAT16)
            + _field(8, f"{name}.half")
            + b"".join(_field(13, _field(1, k) + _field(2, v)) for k, v in entries.items())
            + _field(14, _EXTERNAL)
        )
        return self.add("Cast", [f"{name}.half"], name, to=_FLOAT32)

    def add(self, operator: str, inputs: Sequence[str], *outputs: str, **settings: Value) -> str:
        """One operation over tensors named before; returns the name of its first output."""
        self._nodes.append(
            b"".join(_field(1, each) for each in inputs)
            + b"".join(_field(2, each) for each in outputs)
            + _field(4, operator)
            + b"".join(_field(5, _setting(name, value)) for name, value in settings.items())
            + _field(7, "" if operator in _STANDARD else _FUSED)
        )
        return outputs[0]

    def model(self, given: str, result: str, width: int) -> bytes:
        """The whole model, from one float32 tensor to another, both (tokens, width)."""
        graph = (
            b"".join(_field(1, node) for node in self._nodes)
            + _field(2, "encoder")
            + b"".join(_field(5, tensor) for tensor in self._tensors)
            + _field(11, _described(given, width))
            + _field(12, _described(result, width))
        )
        versions = {"": _OPERATORS, _FUSED: 1}
        return (
            _field(1, _IR_VERSION)
            + _field(7, graph)
            + b"".join(_field(8, _field(1, name) + _field(2, n)) for name, n in versions.items())
        )


def _setting(name: str, value: Value) -> bytes:
    if isinstance(value, float):
        return _field(1, name) + _field(2, value) + _field(20, 1)
    if isinstance(value, int):
        return _field(1, name) + _field(3, value) + _field(20, 2)
    return _field(1, name) + _field(4, value) + _field(20, 3)


def _described(name: str, width: int) -> bytes:
    sizes = _field(1, _field(2, "tokens")) + _field(1, _field(1, width))
    return _field(1, name) + _field(2, _field(1, _field(1, _FLOAT32) + _field(2, sizes)))


def _field(number: int, value: Value) -> bytes:
    if isinstance(value, float):
        return _varint(number << 3 | 5) + struct.pack("<f", value)
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    content = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    """Seven bits a byte, the lowest first; the high bit says that more follow."""
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    return bytes([*found, number])
