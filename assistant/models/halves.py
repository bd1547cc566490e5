"""The BERT encoder with its products in bfloat16, by PyTorch, for much text at a time.

Weights are brought to bfloat16 once; what layers add up stays in float32, as under PyTorch's
autocast, which would bring weights and activations to it anew at every product. Biases are a
row of the weights, met by a one in what is multiplied: PyTorch else writes the bias over the
whole result first and adds the product to it, which takes half as long again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.models.layers import WEIGHTS, Embeddings
from assistant.models.pytorch import pytorch
from assistant.models.tensors import Floats, Tensors

# Columns after the activations: a one, then zeros up to the row's next 64 bytes.
_AFTER = 32


@dataclass(frozen=True, slots=True)
class _Layer:
    """Weights (in + `_AFTER`, out) in bfloat16, that of `narrow` (in, out) with its bias apart;
    pairs of weight and bias of the norms in float32."""

    stacked: Any
    mixed: Any
    first_norm: tuple[Any, Any]
    wide: Any
    narrow: Any
    narrow_bias: Any
    last_norm: tuple[Any, Any]


class HalvesBert:
    """The encoder's weights and its forward pass; keeps no state, so threads may share it."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """Read `config.json` and `model.safetensors` (float16); OSError, ValueError, KeyError,
        ImportError without PyTorch."""
        self._torch = pytorch(threads)
        self.threads: int = self._torch.get_num_threads()
        config = json.loads((folder / "config.json").read_text("utf-8"))
        tensors = Tensors(folder / WEIGHTS)
        self._eps = float(config["layer_norm_eps"])
        self._heads = int(config["num_attention_heads"])
        self._embedded = Embeddings(tensors)
        self._norm = self._pair(tensors, "embeddings.LayerNorm")
        self._layers = [
            self._layer(tensors, f"encoder.layer.{number}")
            for number in range(config["num_hidden_layers"])
        ]

    @contextmanager
    def workers(self) -> Iterator[Executor]:
        """As many threads as PyTorch would use in each product, for one pass each.

        Cores are seldom equally free: threads that share every product wait for the slowest of
        them dozens of times a pass, passes side by side do not.
        """
        torch = self._torch
        workers = ThreadPoolExecutor(
            self.threads, "bulk-pass", initializer=torch.set_num_threads, initargs=(1,)
        )
        try:
            yield workers
        finally:
            workers.shutdown(cancel_futures=True)
            # The number is also that of threads that start later, whatever they use PyTorch for.
            torch.set_num_threads(self.threads)

    def forward(self, batch: Sequence[Sequence[int]]) -> list[Floats]:
        """Token numbers of several texts → last hidden states of each (tokens, dimension).

        The texts lie side by side, without padding.
        """
        x = np.concatenate([self._embedded(numbers) for numbers in batch])
        sizes = [len(numbers) for numbers in batch]
        torch = self._torch
        with torch.inference_mode():
            states = self._normed(torch.from_numpy(x), self._norm)
            halves, mixed = self._with_ones(states), self._with_ones(states)
            for layer in self._layers:
                states = self._through(layer, states, sizes, halves, mixed)
            return [each.numpy().copy() for each in states.split(sizes)]

    def _through(self, layer: _Layer, x: Any, sizes: Sequence[int], halves: Any, mixed: Any) -> Any:
        """One layer over (tokens of all texts, dimension), float32, which it overwrites; `halves`
        and `mixed` are room for bfloat16, ones included."""
        torch, width = self._torch, x.shape[-1]
        halves[:, :width] = x
        stacked = torch.mm(halves, layer.stacked)
        places = mixed[:, :width].split(sizes)
        for own, place in zip(stacked.split(sizes), places, strict=True):
            self._attend(own, place)
        x = self._normed(x.add_(torch.mm(mixed, layer.mixed)), layer.first_norm)
        halves[:, :width] = x
        wide = torch.nn.functional.gelu(torch.mm(halves, layer.wide))
        x.add_(torch.mm(wide, layer.narrow)).add_(layer.narrow_bias)
        return self._normed(x, layer.last_norm)

    def _attend(self, stacked: Any, place: Any) -> None:
        """One text's queries, keys and values (tokens, 3 dimension) → `place` (tokens,
        dimension)."""
        tokens = len(stacked)
        parts = stacked.view(1, tokens, 3, self._heads, -1).permute(2, 0, 3, 1, 4)
        attended = self._torch.nn.functional.scaled_dot_product_attention(*parts)
        place.view(tokens, self._heads, -1).copy_(attended[0].transpose(0, 1))

    def _with_ones(self, x: Any) -> Any:
        """Room for (tokens, dimension) in bfloat16, with a column of ones after it."""
        tokens, width = x.shape
        room = self._torch.zeros(tokens, width + _AFTER, dtype=self._torch.bfloat16)
        room[:, width] = 1
        return room

    def _normed(self, x: Any, norm: tuple[Any, Any]) -> Any:
        return self._torch.nn.functional.layer_norm(x, x.shape[-1:], *norm, self._eps)

    def _layer(self, tensors: Tensors, at: str) -> _Layer:
        halves = self._torch.bfloat16
        parts = [
            self._pair(tensors, f"{at}.attention.self.{part}") for part in ("query", "key", "value")
        ]
        weights, biases = zip(*parts, strict=True)
        narrow, narrow_bias = self._pair(tensors, f"{at}.output.dense")
        return _Layer(
            stacked=self._product(self._torch.cat(weights), self._torch.cat(biases)),
            mixed=self._product(*self._pair(tensors, f"{at}.attention.output.dense")),
            first_norm=self._pair(tensors, f"{at}.attention.output.LayerNorm"),
            wide=self._product(*self._pair(tensors, f"{at}.intermediate.dense")),
            narrow=narrow.t().to(halves).contiguous(),
            narrow_bias=narrow_bias,
            last_norm=self._pair(tensors, f"{at}.output.LayerNorm"),
        )

    def _product(self, weight: Any, bias: Any) -> Any:
        """A weight (out, in) and its bias → (in + `_AFTER`, out) in bfloat16."""
        out, width = weight.shape
        whole = self._torch.zeros(width + _AFTER, out)
        whole[:width] = weight.t()
        whole[width] = bias
        return whole.to(self._torch.bfloat16)

    def _pair(self, tensors: Tensors, name: str) -> tuple[Any, Any]:
        weight, bias = (
            self._torch.from_numpy(tensors.single(f"{name}.{part}")) for part in ("weight", "bias")
        )
        return weight, bias
