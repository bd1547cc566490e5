"""How much of what a question asks about a document is about.

Two questions can be near in form and far apart in matter: "does it pay to answer complaints?" and
"does it pay to have a known chief executive?". So each word of the question is looked for in
what the document lists and says: by its stem, or by a word whose vector in the model is near,
which its forms are, and often its translation or a word that means the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from assistant.index.lexical import LexicalIndex
from assistant.language.words import content_words, stem
from assistant.records import Lang
from assistant.retrieve.query import Query

# A word by itself → (dimension,), L2-normalised; None where the model has no such vectors.
WordVector = Callable[[str], "np.ndarray | None"]

# The cosine of two words that have nothing to do with each other, and of two that say the same.
_UNLIKE, _LIKE = 0.2, 0.6
# Words whose vectors are kept, 1.5 kB each, and texts whose words are.
_WORDS, _TEXTS = 12_000, 6_000
# Questions whose words stay compared.
_QUESTIONS = 64


class Affinity:
    """Compares the words of questions with those of documents."""

    def __init__(self, word: WordVector | None = None) -> None:
        vector = lru_cache(maxsize=_WORDS)(word) if word else _unknown
        self._near = lru_cache(maxsize=_QUESTIONS)(lambda words: _Nearness(words, vector))

    def share(self, query: Query, texts: Sequence[str], lexical: LexicalIndex) -> float:
        """Share, 0 to 1, of the question's words that these texts of its language have, by the
        rarity of the words; a word that means nearly the same counts for as much as it is near."""
        words = tuple(dict.fromkeys(query.words))
        weights = [lexical.stem_rarity(stem(word, query.lang)) for word in words]
        total = sum(weights)
        if not total:
            return 0.0
        told = [_told(text, query.lang) for text in texts]
        there = dict.fromkeys(word for each in told for word in each.words)
        near = self._near(words).to(tuple(there))
        met = 0.0
        for place, (word, weight) in enumerate(zip(words, weights, strict=True)):
            root = stem(word, query.lang)
            same = any(root in each.stems for each in told)
            met += weight * (1.0 if same else float(near[place]))
        return met / total


class _Nearness:
    """How near the words of one question come to others, each compared once: what is found for a
    question says much the same in other orders."""

    def __init__(self, words: Sequence[str], vector: WordVector) -> None:
        self._vector = vector
        self._asked = _stacked([vector(word) for word in words])
        self._known: dict[str, np.ndarray] = {}
        self._none = np.zeros(len(words), np.float32)

    def to(self, there: Sequence[str]) -> np.ndarray:
        """For each of the question's words how near the nearest of these comes, 0 to 1; 0 for all
        where the model has no vectors of words."""
        known = self._known
        new = [word for word in there if word not in known]
        vectors = _stacked([self._vector(word) for word in new])
        if self._asked is None or not there or (new and vectors is None):
            return self._none
        if vectors is not None:
            known.update(zip(new, vectors @ self._asked.T, strict=True))
        best = np.max([known[word] for word in there], axis=0)
        near: np.ndarray = np.clip((best - _UNLIKE) / (_LIKE - _UNLIKE), 0.0, 1.0)
        return near


class _Told(NamedTuple):
    words: tuple[str, ...]
    stems: frozenset[str]


@lru_cache(maxsize=_TEXTS)
def _told(text: str, lang: Lang) -> _Told:
    words = tuple(content_words(text, lang))
    return _Told(words, frozenset(stem(word, lang) for word in words))


def _stacked(vectors: Sequence[np.ndarray | None]) -> np.ndarray | None:
    """Shape (words, dimension); None without words or where a word has no vector."""
    rows = [each for each in vectors if each is not None]
    return np.stack(rows) if rows and len(rows) == len(vectors) else None


def _unknown(_: str) -> None:
    """The vector of a word in a model that has none."""
