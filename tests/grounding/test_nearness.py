"""Vectors of words in their places."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.answer.grounding.evidence import Pool, support
from assistant.answer.grounding.meaning import Meaning
from assistant.answer.grounding.nearness import Nearness, nearness
from assistant.answer.grounding.reading import read
from assistant.answer.grounding.records import Source


class Sentences:
    """A model that has one vector a text and none for its words."""

    def encode_documents(self, texts: Sequence[str]) -> np.ndarray:
        return np.eye(4, dtype=np.float32)[[len(text) % 4 for text in texts]]


class Pieces(Sentences):
    """A model whose pieces are letters, each with a direction of its own."""

    @property
    def light(self) -> Pieces:
        return self

    def numbers(self, text: str, prefix: str) -> list[int]:
        return [0, *(ord(c) % 97 for c in (prefix + text).replace(" ", "")), 0]

    def states(self, texts: Sequence[str], prefix: str) -> list[tuple[np.ndarray, np.ndarray]]:
        found = []
        for text in texts:
            pieces = np.eye(97, dtype=np.float32)[self.numbers(text, prefix)]
            found.append((pieces.mean(axis=0), pieces))
        return found


SOURCE = "Profit fell in March. Revenue rose by a third in April."


def told(text: str, model: Sentences | None) -> Nearness:
    pool = Pool([Source("1", SOURCE)], "en")
    sentence = read(text, "en")
    found = support(sentence, pool, None)
    assert found is not None
    return nearness(sentence, found, Meaning(model) if model else None)


def test_each_word_has_the_pieces_of_its_own_letters() -> None:
    words = Meaning(Pieces()).words(read("Profit fell, abba", "en"))
    assert words.shape == (3, 97)
    assert set(np.flatnonzero(words[2])) == {ord("a") % 97, ord("b") % 97}


def test_the_same_words_are_nearer_than_others() -> None:
    same, other = told("Revenue rose in April.", Pieces()), told("Zebras jump quickly.", Pieces())
    assert same.nearest > 0.99
    assert other.nearest < same.nearest
    assert same.opened == 1.0


def test_a_model_without_words_tells_nothing_of_them() -> None:
    assert told("Revenue rose in April.", Sentences()) == Nearness()
    assert told("Revenue rose in April.", None) == Nearness()
