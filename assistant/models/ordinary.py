"""How near a text is to just any question: some texts are near to all of them.

Taken off what a question at hand finds, that lets the text that answers it come first.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np

from assistant.models.tensors import Floats

FILE = Path(__file__).with_name("ordinary.json")

Tokens = Callable[[str], Floats]
"""A question → its token vectors (tokens, dimension), the model's own tokens left out."""


class OrdinaryQuestions:
    """Questions on everything and nothing, in both languages."""

    def __init__(self, tokens: Tokens, path: Path = FILE) -> None:
        """Encodes them all: a third of a second."""
        asked = [tokens(question) for question in json.loads(path.read_text("utf-8"))]
        self._tokens = np.concatenate(asked)
        sizes = np.asarray([len(each) for each in asked])
        self._starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        self._sizes = sizes

    def nearness(self, tokens: Floats) -> float:
        """The mean over the questions of how well their words are met by these token vectors,
        shape (tokens, dimension)."""
        met = (self._tokens @ tokens.T).max(axis=1)
        return float((np.add.reduceat(met, self._starts) / self._sizes).mean())
