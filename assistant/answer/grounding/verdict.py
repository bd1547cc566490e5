"""Whether the sources carry a sentence, where no hard rule decides: a calibrated probability.

The mean of two: a logistic model over the signals, which holds what is known of them beforehand,
and small decision trees, which see how signals go together. Both are fitted for the same
language or two, with vectors of words or without, by `assistant evaluate grounding --fit`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import orjson

from assistant.answer.grounding.signals import Signals

FILE = Path(__file__).with_name("verdict.json")
# The trees are told whether the sentence and its evidence are in two languages.
CROSSED = "crossed-languages"

# A node: a signal's place in the list of names, the value up to which the left one is taken, and
# the places of the two next nodes; or a leaf, what it adds to the logit.
Node = tuple[int, float, int, int] | tuple[float]


@dataclass(frozen=True, slots=True)
class Line:
    """Mean, scale and weight of each signal by name, and the bias."""

    mean: Mapping[str, float]
    scale: Mapping[str, float]
    weights: Mapping[str, float]
    bias: float

    def logit(self, values: Mapping[str, float]) -> float:
        """The logistic model's log odds."""
        total = self.bias
        for name, weight in self.weights.items():
            total += weight * (values[name] - self.mean[name]) / self.scale[name]
        return total


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted decision trees: the signals that they ask for, the logit to start from, and each
    tree as its nodes."""

    names: Sequence[str]
    start: float
    trees: Sequence[Sequence[Node]]

    def logit(self, values: Mapping[str, float]) -> float:
        """The trees' log odds."""
        told = [values[name] for name in self.names]
        return self.start + sum(_leaf(tree, told) for tree in self.trees)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What decides, and the chance below which a sentence is withheld."""

    line: Line
    trees: Trees
    crossed: bool
    threshold: float

    def confidence(self, signals: Signals) -> float:
        """Estimated probability, 0 to 1, that the evidence carries the sentence."""
        values = {**signals.values(), CROSSED: float(self.crossed)}
        total = (self.line.logit(values) + self.trees.logit(values)) / 2
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def _leaf(tree: Sequence[Node], told: Sequence[float]) -> float:
    node = tree[0]
    while len(node) > 1:
        place, limit, left, right = node
        node = tree[left if told[place] <= limit else right]
    return node[0]


def variant(crossed: bool, embedded: bool) -> str:
    """The name of the model for a pair: across languages or not, with vectors or not."""
    return f"{'cross' if crossed else 'same'}-{'dense' if embedded else 'plain'}"


@lru_cache(maxsize=1)
def load_verdicts() -> Mapping[str, Verdict]:
    """Read the fitted models that ship with the package."""
    data = orjson.loads(FILE.read_bytes())
    trees = {name: Trees(**each) for name, each in data["trees"].items()}
    found = {}
    for dense in (False, True):
        kind = "dense" if dense else "plain"
        for crossed in (False, True):
            name = variant(crossed, dense)
            line = Line(**data["lines"][name])
            found[name] = Verdict(line, trees[kind], crossed, data["thresholds"][kind])
    return found
