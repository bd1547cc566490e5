"""What sentences and their words mean, as vectors of an embedding model, each computed once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np

from assistant.answer.grounding.reading import Reading

_CACHED = 4000
_PREFIX = "passage: "


class Encoder(Protocol):
    """What the check needs of an embedding model."""

    def encode_documents(self, texts: Sequence[str]) -> np.ndarray:
        """Texts → (n, dimension), float32, L2-normalised."""


@runtime_checkable
class WordEncoder(Protocol):
    """A model that also tells the vectors of the pieces that it cuts a text into."""

    def states(self, texts: Sequence[str], prefix: str) -> list[tuple[np.ndarray, np.ndarray]]:
        """Texts → for each its vector (dimension,) and those of its pieces (pieces, dimension)."""

    def numbers(self, text: str, prefix: str) -> list[int]:
        """The pieces of a text, between a mark for its beginning and one for its end."""


class Meaning:
    """Vectors of sentences, and of words where the model tells them; kept while the sources are."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        light = getattr(encoder, "light", None)
        self._light = light if isinstance(light, WordEncoder) else None
        self._sentences: dict[str, np.ndarray] = {}
        self._words: dict[str, np.ndarray] = {}

    @property
    def tells_words(self) -> bool:
        """True where the model has a vector for every word of a sentence."""
        return self._light is not None

    def sentences(self, texts: Sequence[str]) -> np.ndarray:
        """Texts → (n, dimension), L2-normalised."""
        new = [text for text in dict.fromkeys(texts) if text not in self._sentences]
        if len(self._sentences) > _CACHED:
            self._sentences.clear()
            new = list(dict.fromkeys(texts))
        if new:
            for text, vector in zip(new, self._encoder.encode_documents(new), strict=True):
                self._sentences[text] = vector
        return np.stack([self._sentences[text] for text in texts])

    def words(self, reading: Reading) -> np.ndarray:
        """A sentence → (words, dimension): the mean of the pieces of each word, L2-normalised.

        Words that no space parts have one vector together. Only where `tells_words`.
        """
        held = self._words.get(reading.text)
        if held is None:
            if len(self._words) > _CACHED:
                self._words.clear()
            held = self._words[reading.text] = self._read(reading)
        return held

    def _read(self, reading: Reading) -> np.ndarray:
        assert self._light is not None
        ((vector, pieces),) = self._light.states([reading.text], _PREFIX)
        self._sentences.setdefault(reading.text, vector)
        place = len(self._light.numbers("", _PREFIX)) - 1
        found = np.zeros((len(reading.tokens), pieces.shape[1]), np.float32)
        at = 0
        for start, end in _chunks(reading.text):
            length = len(self._light.numbers(reading.text[start:end], "")) - 2
            # What stands past the model's longest text has the vector of the whole.
            part = pieces[place : min(place + length, len(pieces) - 1)]
            mean = part.mean(axis=0) if len(part) else vector
            while at < len(reading.tokens) and reading.tokens[at].start < end:
                found[at] = mean
                at += 1
            place += length
        norms = np.linalg.norm(found, axis=1, keepdims=True)
        unit: np.ndarray = found / np.maximum(norms, 1e-9)
        return unit


def _chunks(text: str) -> list[tuple[int, int]]:
    """Where the stretches between spaces begin and end."""
    return [m.span() for m in re.finditer(r"\S+", text)]
