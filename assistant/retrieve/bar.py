"""Whether a quote from the company's own documents belongs in an answer: a calibrated chance.

Fitted on documents of invented companies (`tests/evaluation/own_documents.yaml`): questions that
they answer, questions on their subject that they do not answer, and questions about other things;
on the same beside a long report, and on general passages (`assistant evaluate documents --fit`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson
from pydantic import TypeAdapter

from assistant.retrieve.collections import OwnSearch
from assistant.retrieve.quotes import Quote

FILE = Path(__file__).with_name("own_bar.json")


def signals(quote: Quote, search: OwnSearch) -> list[float]:
    """What tells a quote that answers, in a fixed order: how near it is (late interaction, one
    vector), how near its passage is, words shared by each, whether it is in the other language,
    and the words shared across languages, where few can be; what it meets of the question; how
    far its passage stands above what chance gives among so many; whether it lacks the sort of thing
    that is asked for; and the share of the names asked about that it lacks. NaN for what is
    unknown."""
    foreign = float(quote.hit.passage.lang != search.query.lang)
    own = 1.0 - foreign
    return [
        quote.near.late,
        quote.near.dense,
        quote.hit.dense_z,
        quote.covered * own,
        quote.hit.covered * own,
        foreign,
        quote.covered * foreign,
        quote.hit.covered * foreign,
        quote.near.met,
        quote.hit.rank - search.by_chance,
        float(quote.given < 0),
        quote.lacking,
    ]


@dataclass(frozen=True, slots=True)
class Bar:
    """A logistic model: mean and scale of each signal, weights, bias; and the chance below which
    a quote is left out, lower where the reader asked for a collection by name."""

    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float
    threshold: float
    asked_for: float

    @classmethod
    def load(cls, path: Path = FILE) -> Bar:
        """The fitted model that ships with the package."""
        return TypeAdapter(cls).validate_python(orjson.loads(path.read_bytes()))

    def confidence(self, quote: Quote, search: OwnSearch) -> float:
        """The chance, 0 to 1, that this quote answers the question."""
        return self.chance(signals(quote, search))

    def chance(self, values: Sequence[float]) -> float:
        """The chance, 0 to 1, for the signals of a quote."""
        total = self.bias
        for value, mean, scale, weight in zip(
            values, self.mean, self.scale, self.weights, strict=True
        ):
            # What is not known counts as ordinary.
            total += 0.0 if math.isnan(value) else weight * (value - mean) / scale
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
