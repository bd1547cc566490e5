"""Texts encoded together: who waits for whom, and that nothing is mixed up."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from assistant.errors import ModelError
from assistant.models.embedder import BuiltInEmbedder
from assistant.models.folder import QUERY_PREFIX
from assistant.models.light import LightEncoder
from assistant.models.together import Together

QUESTIONS = (
    "Do social networks sell?",
    "Combien rapporte un euro de publicité sur les réseaux sociaux ?",
    "What did Maersk Line get out of Facebook?",
    "Pourquoi payer pour cela ?",
    "What is share of voice?",
)


class Passes:
    """Encodes a text as its length; the first pass ends when it is told to."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, ...]] = []
        self.begun, self.go = threading.Event(), threading.Event()

    def __call__(self, texts: Sequence[str]) -> list[int]:
        self.seen.append(tuple(texts))
        self.begun.set()
        assert self.go.wait(30)
        if "wrong" in texts:
            raise ModelError("The model cannot do it.", "Take another.")
        return [len(text) for text in texts]


def asked(together: Together[int], passes: Passes, others: Sequence[str]) -> list[object]:
    """What comes of texts that arrive while the pass for "first" is under way."""
    with ThreadPoolExecutor(len(others) + 1) as pool:
        first = pool.submit(together, "first")
        assert passes.begun.wait(30)
        rest = []
        for text in others:
            rest.append(pool.submit(together, text))
            # In the order in which they are listed.
            while len(together._waiting) < len(rest):
                time.sleep(0.001)
        passes.go.set()
        return [each.exception(30) or each.result() for each in (first, *rest)]


def test_what_comes_meanwhile_goes_into_the_next_pass() -> None:
    passes = Passes()
    found = asked(Together(passes), passes, ["a", "bb", "a", "ccc"])
    assert found == [5, 1, 2, 1, 3]
    assert passes.seen == [("first",), ("a", "bb", "ccc")]


def test_a_pass_takes_so_many_and_the_rest_follows() -> None:
    passes = Passes()
    assert asked(Together(passes, most=2), passes, ["a", "bb", "ccc"]) == [5, 1, 2, 3]
    assert passes.seen == [("first",), ("a", "bb"), ("ccc",)]


def test_a_fault_reaches_those_of_its_pass_only_and_the_next_one_works() -> None:
    passes = Passes()
    together = Together(passes, most=1)
    found = asked(together, passes, ["wrong", "bb"])
    assert isinstance(found[1], ModelError)
    assert [found[0], found[2], together("four")] == [5, 2, 4]


def test_questions_asked_at_once_have_the_vectors_that_they_have_alone(
    folder: Path, light: LightEncoder
) -> None:
    asked = BuiltInEmbedder(folder)
    with ThreadPoolExecutor(len(QUESTIONS)) as pool:
        found = list(pool.map(asked.encode_query, QUESTIONS))
    for question, vector in zip(QUESTIONS, found, strict=True):
        alone = light.states([question], QUERY_PREFIX)[0][0]
        np.testing.assert_allclose(vector, alone, atol=2e-6)
