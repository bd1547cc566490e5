"""Late interaction over the best passages of collections, which orders them.

Of two passages the one comes first whose words meet more of the question's, less what it is
near to any question (some passages are near to all). That is standardised per language over
passages taken evenly from the collections, so that neither language crowds out the other.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from assistant.index import Index
from assistant.index.vectors import embedded_text
from assistant.models.embedder import BuiltInEmbedder
from assistant.records import Lang, Passage
from assistant.retrieve.own_index import OpenCollection
from assistant.retrieve.token_reader import PassageTokens

_SAMPLE, _FEWEST = 96, 24
# Passages whose token vectors were not kept: so many are worked out for a question.
_FRESH = 16
_REMEMBERED = 1024
_FIELDS = 8


class LateRanking:
    """Scores passages of collections against a question."""

    def __init__(self, shelf: Index, embedder: BuiltInEmbedder) -> None:
        self._shelf = shelf
        self._embedder = embedder
        self._fresh: OrderedDict[str, PassageTokens] = OrderedDict()
        self._fields: OrderedDict[tuple[str, ...], _Block] = OrderedDict()
        self._lock = threading.Lock()

    def scores(
        self,
        readings: Sequence[str],
        lang: Lang,
        found: Sequence[tuple[OpenCollection, Passage]],
        opened: Sequence[OpenCollection],
        usual: float,
    ) -> np.ndarray:
        """One score a passage, all of them of one language, best candidates first, shape (n,):
        0 is an ordinary passage; NaN for those that were not looked at.

        `readings` are the question as it was typed and as it was mended: the mean over them
        counts. `usual` is the share of the nearness to any question that is taken off.
        """
        asked = [tokens for each in readings if len(tokens := self._embedder.question_tokens(each))]
        scores = np.full(len(found), np.nan)
        held = self._tokens(found)
        places = [place for place, each in enumerate(held) if each is not None]
        if not places or not asked:
            return scores
        field = self._field(lang, opened)
        block = _Block([each for each in held if each is not None])
        met = np.zeros(len(places))
        for tokens in asked:
            level = field.met(tokens, usual)
            met += (block.met(tokens, usual) - level.mean()) / max(float(level.std()), 1e-4)
        scores[places] = met / len(asked)
        return scores

    def _tokens(
        self, found: Sequence[tuple[OpenCollection, Passage]]
    ) -> list[PassageTokens | None]:
        """Token vectors as ingestion kept them; worked out for the first where it did not."""
        held = _kept(found)
        missing = [place for place, each in enumerate(held) if each is None][:_FRESH]
        for place, states in zip(missing, self._anew([found[p][1] for p in missing]), strict=True):
            held[place] = states
        return held

    def _anew(self, passages: Sequence[Passage]) -> list[PassageTokens]:
        texts = [embedded_text(passage) for passage in passages]
        with self._lock:
            held = {text: self._fresh[text] for text in texts if text in self._fresh}
        missing = [text for text in dict.fromkeys(texts) if text not in held]
        for text, states in zip(missing, self._embedder.encode_tokens(missing), strict=True):
            ones = np.ones(len(states.tokens), np.float16)
            held[text] = PassageTokens(states.tokens.astype(np.float16), ones, states.usual)
        with self._lock:
            self._fresh.update(held)
            while len(self._fresh) > _REMEMBERED:
                self._fresh.popitem(last=False)
        return [held[text] for text in texts]

    def _field(self, lang: Lang, opened: Sequence[OpenCollection]) -> _Block:
        """Passages taken evenly, the library's statements with them where they are few.

        Of a text that stands several times one counts: among its own copies none would stand out.
        """
        key = (lang, *(each.index.folder.name for each in opened))
        with self._lock:
            if key in self._fields:
                return self._fields[key]
        every = ((each, p) for each in opened for p in each.index.partitions[lang].passages)
        own = list({passage.text: (each, passage) for each, passage in every}.values())
        some = own[:: max(1, len(own) // _SAMPLE)][:_SAMPLE]
        sample = [each for each in _kept(some) if each is not None]
        if len(sample) < _FEWEST:
            statements = [p for p in self._shelf.partitions[lang].passages if p.cited]
            step = max(1, len(statements) // _SAMPLE)
            sample += self._anew(statements[::step][: _SAMPLE - len(sample)])
        block = _Block(sample or self._anew([own[0][1]]))
        with self._lock:
            self._fields[key] = block
            while len(self._fields) > _FIELDS:
                self._fields.popitem(last=False)
        return block


def _kept(found: Sequence[tuple[OpenCollection, Passage]]) -> list[PassageTokens | None]:
    return [each.tokens(passage) if each.tokens else None for each, passage in found]


class _Block:
    """Token vectors of several passages side by side."""

    def __init__(self, passages: Sequence[PassageTokens]) -> None:
        sizes = [len(each.codes) for each in passages]
        self._starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
        self._vectors = np.concatenate([each.codes for each in passages]).astype(np.float32)
        self._scales = np.concatenate([each.scales for each in passages]).astype(np.float32)
        self._usual = np.asarray([each.usual for each in passages], np.float32)

    def met(self, asked: np.ndarray, usual: float) -> np.ndarray:
        """How well the words of a question, shape (tokens, dimension), are met by each passage."""
        near = (self._vectors @ asked.T) * self._scales[:, None]
        best = np.maximum.reduceat(near, self._starts, axis=0).mean(axis=1)
        less: np.ndarray = best - np.float32(usual) * self._usual
        return less
