"""Late interaction: how well each word of a question is met by some word of a sentence.

The mean over the question's tokens of the best cosine with a token of the sentence, from the
same model as everything else. Its level depends on the question, so it is standardised over a
sample of the library's statements. On questions about documents of invented companies it told
answers from near misses, above all across languages, far better than one vector a sentence.
"""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.index import Index
from assistant.models import Embedder
from assistant.models.embedder import BuiltInEmbedder
from assistant.models.folder import PASSAGE_PREFIX
from assistant.records import LANGS, Lang

_SAMPLE = 40
_REMEMBERED = 1024


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a sentence is to a question, standardised over the library: 0 is an ordinary
    statement. `late` by token vectors, `dense` by one vector each.

    `met` is the share, 1 at most, of what ordinary statements leave unmet of the question that
    this one meets; NaN where that is not known.
    """

    late: float
    dense: float
    met: float = math.nan

    @classmethod
    def mean(cls, several: Sequence[Nearness]) -> Nearness:
        """That of a sentence to each of several readings of a question, taken together."""
        values = [(each.late, each.dense, each.met) for each in several]
        late, dense, met = np.asarray(values, dtype=float).mean(axis=0).tolist()
        return cls(late, dense, met)


@dataclass(frozen=True, slots=True)
class _Field:
    """How ordinary statements meet a question: mean and spread over them of the mean over its
    tokens, mean and spread of the cosine, and the mean for each token, shape (tokens,)."""

    mean: float
    spread: float
    dense: tuple[float, float]
    usual: np.ndarray


class LateInteraction:
    """Scores sentences against a question; remembers the vectors of those seen lately."""

    def __init__(self, shelf: Index, embedder: BuiltInEmbedder) -> None:
        self._shelf = shelf
        self._embedder = embedder
        self._seen: OrderedDict[str, tuple[np.ndarray, np.ndarray]] = OrderedDict()
        self._samples: dict[Lang, list[np.ndarray]] = {}
        self._lock = threading.Lock()

    def score(
        self, question: str, vector: np.ndarray, texts: Sequence[tuple[Lang, str]]
    ) -> list[Nearness]:
        """One nearness a text, which comes with its language; `vector` is the question's."""
        asked = self._embedder.question_tokens(question)
        if not len(asked):
            return [Nearness(0.0, 0.0) for _ in texts]
        fields = {lang: self._field(asked, vector, lang) for lang in {lang for lang, _ in texts}}
        scored = []
        for (lang, _), (own, tokens) in zip(
            texts, self._states([text for _, text in texts]), strict=True
        ):
            field = fields[lang]
            best = _best(asked, tokens)
            late = (float(best.mean()) - field.mean) / field.spread
            dense = (float(own @ vector) - field.dense[0]) / field.dense[1]
            scored.append(Nearness(late, dense, _met(best, field.usual)))
        return scored

    def _field(self, asked: np.ndarray, vector: np.ndarray, lang: Lang) -> _Field:
        levels = np.asarray([_best(asked, tokens) for tokens in self._sample(lang)])
        means = levels.mean(axis=1)
        dense = self._shelf.partitions[lang].dense.scale(vector)
        spread = max(float(means.std()), 1e-4)
        return _Field(float(means.mean()), spread, dense, levels.mean(axis=0))

    def _sample(self, lang: Lang) -> list[np.ndarray]:
        """Token vectors of statements taken evenly from the library, made at first use."""
        with self._lock:
            if lang not in self._samples:
                statements = [p for p in self._shelf.partitions[lang].passages if p.cited]
                step = max(1, len(statements) // _SAMPLE)
                texts = [p.text for p in statements[::step][:_SAMPLE]] or [lang]
                states = self._embedder.light.states(texts, PASSAGE_PREFIX)
                self._samples[lang] = [tokens for _, tokens in states]
            return self._samples[lang]

    def warm(self) -> None:
        """Make the samples ready, so that the first question need not wait for them."""
        for lang in LANGS:
            self._sample(lang)

    def _states(self, texts: Sequence[str]) -> list[tuple[np.ndarray, np.ndarray]]:
        with self._lock:
            held = {text: self._seen[text] for text in texts if text in self._seen}
        missing = [text for text in dict.fromkeys(texts) if text not in held]
        if missing:
            fresh = self._embedder.light.states(missing, PASSAGE_PREFIX)
            for text, (own, tokens) in zip(missing, fresh, strict=True):
                held[text] = own, tokens.astype(np.float16)
        with self._lock:
            self._seen.update(held)
            while len(self._seen) > _REMEMBERED:
                self._seen.popitem(last=False)
        return [held[text] for text in texts]


def _best(asked: np.ndarray, tokens: np.ndarray) -> np.ndarray:
    """The best cosine of each token of a question with those of a sentence, shape (tokens,)."""
    best: np.ndarray = (asked @ tokens.astype(np.float32).T).max(axis=1)
    return best


def _met(best: np.ndarray, usual: np.ndarray) -> float:
    """`met` of a sentence: `best` as it meets each token, `usual` as ordinary statements do."""
    room = np.maximum(1.0 - usual, 1e-3)
    return float((best - usual).sum() / room.sum())


class OneVector:
    """Stands in for late interaction where a model gives one vector a text only."""

    def __init__(self, shelf: Index, encoder: Embedder) -> None:
        self._shelf = shelf
        self._encoder = encoder

    def score(
        self, question: str, vector: np.ndarray, texts: Sequence[tuple[Lang, str]]
    ) -> list[Nearness]:
        """One nearness a text, as `LateInteraction.score`."""
        vectors = self._encoder.encode_documents([text for _, text in texts])
        scored = []
        for (lang, _), own in zip(texts, vectors, strict=True):
            mean, spread = self._shelf.partitions[lang].dense.scale(vector)
            near = (float(own @ vector) - mean) / spread
            scored.append(Nearness(near, near))
        return scored
