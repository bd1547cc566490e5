"""Whether the shelf can answer a question at all: a calibrated probability.

Cosine alone does not tell with E5: "capital of Australia" scores as high as a good
question. A logistic model over several signals does; it is fitted by
`assistant evaluate --fit-refusal` on questions with and without an answer.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import orjson
from pydantic import TypeAdapter

_FILE = Path(__file__).with_name("refusal.json")


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known about a question before answering it.

    dense_z        mean standardised similarity of the first three passages
    cosine         their mean cosine
    score          the best fused score
    match          how near the nearest vetted question is
    covered        share of the question's rarity mass found in the first eight passages
    covered_best   the same in the best single one of them
    known          share of it found anywhere on the shelf
    terms          share of it that names glossary terms
    corrected      words mended
    domain         how much the question reads like one of the field, by a linear probe on its
                   vector; 0 where the probe was fitted for another embedding model
    document       the best document's score
    """

    dense_z: float
    cosine: float
    score: float
    match: float
    covered: float
    covered_best: float
    known: float
    terms: float
    corrected: float
    domain: float
    document: float

    def vector(self) -> list[float]:
        """The features of the model, in a fixed order."""
        return [float(getattr(self, f.name)) for f in fields(self)]


@dataclass(frozen=True, slots=True)
class Probe:
    """A linear reading of a question's vector: above 0 it sounds like the field."""

    embedder: str
    weights: tuple[float, ...]
    bias: float

    def read(self, vector: np.ndarray, embedder: str) -> float:
        """The logit for a vector of shape (dimension,); 0 for another embedding model."""
        if embedder != self.embedder:
            return 0.0
        return float(np.asarray(self.weights, dtype=np.float32) @ vector) + self.bias


# A question that is little but a term of the field is answered from the glossary at least.
_TERM_SHARE, _TERM_CONFIDENCE = 0.85, 0.9


@dataclass(frozen=True, slots=True)
class Refusal:
    """A logistic model: mean and scale of each signal, weights, bias, and the threshold."""

    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float
    threshold: float
    probe: Probe

    @classmethod
    def load(cls, path: Path = _FILE) -> Refusal:
        """Read the fitted model that ships with the package."""
        return cls.from_dict(orjson.loads(path.read_bytes()))

    @classmethod
    def from_dict(cls, data: Mapping[str, object]) -> Refusal:
        """The model from its JSON form."""
        model = TypeAdapter(cls)
        return model.validate_python(dict(data))

    def confidence(self, signals: Signals) -> float:
        """Estimated probability, 0 to 1, that the shelf answers the question."""
        total = self.bias
        for value, mean, scale, weight in zip(
            signals.vector(), self.mean, self.scale, self.weights, strict=True
        ):
            total += weight * (value - mean) / scale
        confidence = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
        if signals.terms >= _TERM_SHARE:
            return max(confidence, _TERM_CONFIDENCE)
        return confidence
