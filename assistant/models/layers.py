"""The layers of a BERT encoder, written down as a graph over the weights in its folder."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from assistant.models.graph import Graph
from assistant.models.tensors import Floats, Tensors

WEIGHTS = "model.safetensors"
# Every fiftieth word tells what all of them share.
_EVERY = 50


class Embeddings:
    """What goes into the first layer: the vector of each token, and that of its place.

    Those of words stay memory-mapped, so that only the rows of the words at hand are touched.
    """

    def __init__(self, tensors: Tensors) -> None:
        """KeyError where a tensor is missing."""
        self._words = tensors.half("embeddings.word_embeddings.weight")
        positions = tensors.single("embeddings.position_embeddings.weight")
        # Every token is of type 0, so its vector is added to the positions once for all.
        self._positions = positions + tensors.half("embeddings.token_type_embeddings.weight")[0]

    def __call__(self, numbers: Sequence[int]) -> Floats:
        """A text's token numbers → (tokens, dimension)."""
        x: Floats = self._words[np.asarray(numbers)].astype(np.float32)
        x += self._positions[: len(numbers)]
        return x

    @cached_property
    def usual(self) -> Floats:
        """What the vectors of all words share, shape (dimension,): they point one way."""
        mean: Floats = self._words[::_EVERY].astype(np.float32).mean(axis=0)
        return mean

    def bare(self, numbers: Sequence[int]) -> Floats:
        """A word's token numbers → (dimension,): their mean, wherever the word may stand."""
        mean: Floats = self._words[np.asarray(numbers)].astype(np.float32).mean(axis=0)
        return mean - self.usual


def encoder(config: dict[str, Any], tensors: Tensors) -> bytes:
    """The graph from `tokens`, a text's embedded tokens (tokens, dimension), to its last hidden
    states of the same shape; KeyError where the configuration or a tensor is missing."""
    width = int(config["hidden_size"])
    writer = _Writer(tensors, float(config["layer_norm_eps"]), int(config["num_attention_heads"]))
    writer.graph.constant("first", np.zeros(1, np.int64))
    writer.graph.constant("thirds", np.full(3, width, np.int64))
    x = writer.embedded("embeddings.LayerNorm", "tokens")
    for number in range(config["num_hidden_layers"]):
        x = writer.layer(f"encoder.layer.{number}", x)
    return writer.graph.model("tokens", x, width)


class _Writer:
    """Writes layer after layer; each method returns the name of its result."""

    def __init__(self, tensors: Tensors, eps: float, heads: int) -> None:
        self.graph = Graph()
        self._tensors = tensors
        self._eps = eps
        self._heads = heads

    def embedded(self, name: str, x: str) -> str:
        inputs = [x, self._small(f"{name}.weight"), self._small(f"{name}.bias")]
        return self.graph.add("LayerNormalization", inputs, "embedded", epsilon=self._eps)

    def layer(self, at: str, x: str) -> str:
        mixed = self._attention(f"{at}.attention.self", x)
        mixed = self._product(f"{at}.attention.output.dense", mixed)
        x = self._added(f"{at}.attention.output", mixed, x)
        wide = self._product(f"{at}.intermediate.dense", x)
        bias = self._small(f"{at}.intermediate.dense.bias")
        active = self.graph.add("BiasGelu", [wide, bias], f"{at}.active")
        return self._added(f"{at}.output", self._product(f"{at}.output.dense", active), x)

    def _attention(self, at: str, x: str) -> str:
        """Each token's mixture of all tokens, before the product that follows."""
        parts = [f"{at}.{part}" for part in ("query", "key", "value")]
        weight = self.graph.add("Concat", [self._large(p) for p in parts], f"{at}.weight", axis=0)
        biases = np.concatenate([self._tensors.single(f"{part}.bias") for part in parts])
        bias = self.graph.constant(f"{at}.bias", biases)
        stacked = self.graph.add("Gemm", [x, weight, bias], f"{at}.stacked", transB=1)
        # Attention wants a dimension for the texts of a batch, of which there is one.
        lifted = self.graph.add("Unsqueeze", [stacked, "first"], f"{at}.lifted")
        names = [f"{part}.out" for part in parts]
        self.graph.add("Split", [lifted, "thirds"], *names, axis=2)
        mixed = self.graph.add("MultiHeadAttention", names, f"{at}.mixed", num_heads=self._heads)
        return self.graph.add("Squeeze", [mixed, "first"], f"{at}.flat")

    def _product(self, name: str, x: str) -> str:
        """Without its bias, which the operation that follows adds on its way."""
        return self.graph.add("Gemm", [x, self._large(name)], f"{name}.out", transB=1)

    def _added(self, at: str, x: str, before: str) -> str:
        """The sum of a product, its bias and what it was made of, normalised."""
        names = ("LayerNorm.weight", "LayerNorm.bias", "dense.bias")
        small = [self._small(f"{at}.{name}") for name in names]
        return self.graph.add(
            "SkipLayerNormalization", [x, before, *small], f"{at}.normed", epsilon=self._eps
        )

    def _small(self, name: str) -> str:
        return self.graph.constant(name, self._tensors.single(name))

    def _large(self, name: str) -> str:
        return self.graph.stored(name, WEIGHTS, self._tensors.place(f"{name}.weight"))
