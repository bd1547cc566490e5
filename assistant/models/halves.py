"""The BERT encoder with its products in bfloat16, by PyTorch, for much text at a time.

Weights are brought to bfloat16 once; what layers add up stays in float32, as under PyTorch's
autocast, which would bring weights and activations to it anew at every product.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.models.layers import WEIGHTS, Embeddings
from assistant.models.pytorch import pytorch
from assistant.models.tensors import Floats, Tensors


@dataclass(frozen=True, slots=True)
class _Layer:
    """Pairs of a weight and a bias: products in bfloat16, norms in float32."""

    stacked: tuple[Any, Any]
    mixed: tuple[Any, Any]
    first_norm: tuple[Any, Any]
    wide: tuple[Any, Any]
    narrow: tuple[Any, Any]
    last_norm: tuple[Any, Any]


class HalvesBert:
    """The encoder's weights and its forward pass; keeps no state, so threads may share it."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """Read `config.json` and `model.safetensors` (float16); OSError, ValueError, KeyError,
        ImportError without PyTorch."""
        self._torch = pytorch(threads)
        config = json.loads((folder / "config.json").read_text("utf-8"))
        tensors = Tensors(folder / WEIGHTS)
        self._eps = float(config["layer_norm_eps"])
        self._heads = int(config["num_attention_heads"])
        self._embedded = Embeddings(tensors)
        self._norm = self._pair(tensors, "embeddings.LayerNorm", halves=False)
        # PyTorch's own optimiser uses these two operators; a weight laid out for the processor
        # and GELU within the product take an eighth off a pass.
        mkldnn = self._torch.ops.mkldnn
        self._fuses = self._torch.backends.mkldnn.is_available() and all(
            hasattr(mkldnn, name) for name in ("_linear_pointwise", "_reorder_linear_weight")
        )
        self._layers = [
            self._layer(tensors, f"encoder.layer.{number}")
            for number in range(config["num_hidden_layers"])
        ]

    def forward(self, batch: Sequence[Sequence[int]]) -> list[Floats]:
        """Token numbers of several texts → last hidden states of each (tokens, dimension).

        The texts lie side by side, without padding.
        """
        x = np.concatenate([self._embedded(numbers) for numbers in batch])
        sizes = [len(numbers) for numbers in batch]
        torch = self._torch
        with torch.inference_mode():
            states = self._normed(torch.from_numpy(x), self._norm)
            for layer in self._layers:
                states = self._through(layer, states, sizes)
            return [each.numpy().copy() for each in states.split(sizes)]

    def _through(self, layer: _Layer, x: Any, sizes: Sequence[int]) -> Any:
        """One layer over (tokens of all texts, dimension), float32."""
        functional = self._torch.nn.functional
        stacked = functional.linear(x.bfloat16(), *layer.stacked)
        mixed = self._torch.cat([self._attended(own) for own in stacked.split(sizes)])
        x = self._normed(functional.linear(mixed, *layer.mixed).float().add_(x), layer.first_norm)
        wide = self._widened(layer, x.bfloat16())
        return self._normed(functional.linear(wide, *layer.narrow).float().add_(x), layer.last_norm)

    def _widened(self, layer: _Layer, x: Any) -> Any:
        """The wide product and its GELU, (tokens, intermediate) in bfloat16."""
        if self._fuses:
            return self._torch.ops.mkldnn._linear_pointwise(x, *layer.wide, "gelu", [], "none")
        functional = self._torch.nn.functional
        return functional.gelu(functional.linear(x, *layer.wide))

    def _attended(self, stacked: Any) -> Any:
        """One text's queries, keys and values (tokens, 3 dimension) → (tokens, dimension)."""
        tokens = len(stacked)
        parts = stacked.view(1, tokens, 3, self._heads, -1).permute(2, 0, 3, 1, 4)
        mixed = self._torch.nn.functional.scaled_dot_product_attention(*parts)
        return mixed[0].transpose(0, 1).reshape(tokens, -1)

    def _normed(self, x: Any, norm: tuple[Any, Any]) -> Any:
        return self._torch.nn.functional.layer_norm(x, x.shape[-1:], *norm, self._eps)

    def _layer(self, tensors: Tensors, at: str) -> _Layer:
        parts = [
            self._pair(tensors, f"{at}.attention.self.{part}") for part in ("query", "key", "value")
        ]
        weights, biases = zip(*parts, strict=True)
        wide, bias = self._pair(tensors, f"{at}.intermediate.dense")
        if self._fuses:
            wide = self._torch.ops.mkldnn._reorder_linear_weight(wide)
        return _Layer(
            stacked=(self._torch.cat(weights), self._torch.cat(biases)),
            mixed=self._pair(tensors, f"{at}.attention.output.dense"),
            first_norm=self._pair(tensors, f"{at}.attention.output.LayerNorm", halves=False),
            wide=(wide, bias),
            narrow=self._pair(tensors, f"{at}.output.dense"),
            last_norm=self._pair(tensors, f"{at}.output.LayerNorm", halves=False),
        )

    def _pair(self, tensors: Tensors, name: str, *, halves: bool = True) -> tuple[Any, Any]:
        kind = self._torch.bfloat16 if halves else self._torch.float32
        weight, bias = (
            self._torch.from_numpy(tensors.single(f"{name}.{part}")).to(kind)
            for part in ("weight", "bias")
        )
        return weight, bias
