"""Whether the sources carry a sentence, where no hard rule decides: a calibrated probability.

A logistic model over the signals, one for each of: same language or two, with an embedding
model or without. `assistant evaluate grounding --fit` fits it on statements of the shelf.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import orjson

from assistant.answer.grounding.signals import Signals

FILE = Path(__file__).with_name("verdict.json")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Mean and scale of each signal by name, weights, bias, and the chance below which is withheld.

    A signal that the model was not fitted with weighs nothing.
    """

    mean: Mapping[str, float]
    scale: Mapping[str, float]
    weights: Mapping[str, float]
    bias: float
    threshold: float

    def confidence(self, signals: Signals) -> float:
        """Estimated probability, 0 to 1, that the evidence carries the sentence."""
        total = self.bias
        values = signals.values()
        for name, weight in self.weights.items():
            total += weight * (values[name] - self.mean[name]) / self.scale[name]
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def variant(crossed: bool, embedded: bool) -> str:
    """The name of the model for a pair: across languages or not, with vectors or not."""
    return f"{'cross' if crossed else 'same'}-{'dense' if embedded else 'plain'}"


@lru_cache(maxsize=1)
def load_verdicts() -> Mapping[str, Verdict]:
    """Read the fitted models that ship with the package."""
    data = orjson.loads(FILE.read_bytes())
    return {name: Verdict(**each) for name, each in data.items()}
