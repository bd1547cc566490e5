"""How much of what a question asks about a document is about.

Two questions can be near in form and far apart in matter: "does it pay to answer complaints?" and
"does it pay to have a known chief executive?". So each word of the question is looked for in
what the document lists and says: by its stem, or by a word whose vector in the model is near,
which its forms are, and often its translation or a word that means the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

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


class Affinity:
    """Compares the words of questions with those of documents."""

    def __init__(self, word: WordVector | None = None) -> None:
        self._vector = lru_cache(maxsize=_WORDS)(word) if word else None

    def share(self, query: Query, texts: Sequence[str], lexical: LexicalIndex) -> float:
        """Share, 0 to 1, of the question's words that these texts of its language have, by the
        rarity of the words; a word that means nearly the same counts for as much as it is near."""
        asked = [(word, stem(word, query.lang)) for word in dict.fromkeys(query.words)]
        weights = {word: lexical.stem_rarity(root) for word, root in asked}
        total = sum(weights.values())
        if not total:
            return 0.0
        there = dict.fromkeys(word for text in texts for word in _words(text, query.lang))
        roots = {stem(word, query.lang) for word in there}
        met = 0.0
        rest = []
        for word, root in asked:
            if root in roots:
                met += weights[word]
            else:
                rest.append(word)
        near = self._near(rest, list(there))
        return (met + sum(weights[word] * near[word] for word in rest)) / total

    def _near(self, words: Sequence[str], there: Sequence[str]) -> dict[str, float]:
        """For each word how near the nearest of those that are there comes, 0 to 1."""
        mine, theirs = self._vectors(words), self._vectors(there)
        if not len(mine) or not len(theirs):
            return dict.fromkeys(words, 0.0)
        best = (mine @ theirs.T).max(axis=1)
        nearness = np.clip((best - _UNLIKE) / (_LIKE - _UNLIKE), 0.0, 1.0)
        return {word: float(each) for word, each in zip(words, nearness, strict=True)}

    def _vectors(self, words: Sequence[str]) -> np.ndarray:
        """Shape (words, dimension), or (0, 0) where the model has no vectors of words."""
        found = [self._vector(word) for word in words] if self._vector else []
        rows = [each for each in found if each is not None]
        return np.stack(rows) if rows and len(rows) == len(words) else np.empty((0, 0))


@lru_cache(maxsize=_TEXTS)
def _words(text: str, lang: Lang) -> tuple[str, ...]:
    return tuple(content_words(text, lang))
