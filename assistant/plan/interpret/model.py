"""Two linear readings of a text: is it an objective, and which of the catalogue's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.plan.interpret.essence import essence
from assistant.plan.interpret.features import Floats, QueryEncoder, features, form

FILE = Path(__file__).with_name("reading.npz")
OBJECTIVE = "objective"


@dataclass(frozen=True)
class Head:
    """A multinomial logistic model; `temperature` calibrates its chances."""

    classes: tuple[str, ...]
    weights: Floats
    bias: Floats
    temperature: float

    def chances(self, vector: Floats) -> dict[str, float]:
        """Class → probability."""
        scores = (self.weights @ vector + self.bias) / self.temperature
        scores = np.exp(scores - scores.max())
        return dict(zip(self.classes, (scores / scores.sum()).tolist(), strict=True))


@dataclass(frozen=True)
class ReadingModel:
    """The fitted heads, with the embedding model's vectors and, for any other, without.

    `kinds` tells objectives from what is none, `objectives` tells which one.
    """

    embedder: str
    mean: Floats
    kinds: Mapping[bool, Head]
    objectives: Mapping[bool, Head]

    def read(
        self, text: str, encoder: QueryEncoder | None, embedder: str
    ) -> tuple[dict[str, float], dict[str, float]]:
        """Chances of each kind of text, and of each objective should it be one."""
        dense = encoder is not None and embedder == self.embedder
        short = essence(text)
        vector = encoder.encode_query(short) if encoder and dense else None
        both = features(short, vector, self.mean)
        kinds = self.kinds[dense].chances(np.concatenate([both, form(text)]))
        which = self.objectives[dense].chances(both)
        return kinds, which

    def save(self, path: Path = FILE) -> None:
        """Write the model in half precision."""
        data: dict[str, object] = {"embedder": self.embedder, "mean": self.mean}
        for name, heads in (("kinds", self.kinds), ("objectives", self.objectives)):
            for dense, head in heads.items():
                key = f"{name}_{int(dense)}"
                data[f"{key}_classes"] = np.asarray(head.classes)
                data[f"{key}_weights"] = head.weights.astype(np.float16)
                data[f"{key}_bias"] = head.bias
                data[f"{key}_temperature"] = head.temperature
        np.savez_compressed(path, **data)  # type: ignore[arg-type]

    @classmethod
    def load(cls, path: Path = FILE) -> ReadingModel:
        """Read the fitted model that ships with the package."""
        with np.load(path, allow_pickle=False) as data:
            heads = {
                f"{name}_{int(dense)}": _head(data, f"{name}_{int(dense)}")
                for name in ("kinds", "objectives")
                for dense in (True, False)
            }
            return cls(
                embedder=str(data["embedder"]),
                mean=np.asarray(data["mean"], np.float32),
                kinds={True: heads["kinds_1"], False: heads["kinds_0"]},
                objectives={True: heads["objectives_1"], False: heads["objectives_0"]},
            )


def _head(data: Mapping[str, np.ndarray], key: str) -> Head:
    return Head(
        classes=tuple(str(each) for each in data[f"{key}_classes"]),
        weights=np.asarray(data[f"{key}_weights"], np.float32),
        bias=np.asarray(data[f"{key}_bias"], np.float32),
        temperature=float(data[f"{key}_temperature"]),
    )
