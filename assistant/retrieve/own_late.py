"""Late interaction over the best passages of collections, which orders them.

Of two passages the one comes first whose words meet more of the question's, less what it is
near to any question (some passages are near to all). That is standardised per language over
passages taken evenly from the collections, so that neither language crowds out the other. What
is ordinary in a language of few passages is told by those of the other as well: against
statements on something else a single page would come first whatever is asked.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.index import Index
from assistant.index.vectors import embedded_text
from assistant.models.embedder import BuiltInEmbedder
from assistant.records import LANGS, Lang, Passage
from assistant.retrieve.own_index import OpenCollection
from assistant.retrieve.token_reader import PassageTokens

_SAMPLE, _FEWEST = 96, 24
# So many of the library's statements, which stand in both, tell how far two languages lie apart.
_STATEMENTS = 48
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
        self._fields: OrderedDict[tuple[str, ...], _Block | _Together] = OrderedDict()
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
            mean, spread = field.level(tokens, usual)
            met += (block.met(tokens, usual) - mean) / max(spread, 1e-4)
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

    def _field(self, lang: Lang, opened: Sequence[OpenCollection]) -> _Block | _Together:
        """What is ordinary in a language: see `_own`; where they are few, those of the other
        language or else the library's statements tell it with them."""
        key = (lang, *(each.index.folder.name for each in opened))
        with self._lock:
            if key in self._fields:
                return self._fields[key]
        own = {each: self._own(each, opened) for each in LANGS}
        shelf: dict[Lang, list[PassageTokens]] = {}
        if 0 < min(map(len, own.values())) < _FEWEST:
            shelf = {each: self._statements(each, _STATEMENTS) for each in LANGS}
        field: _Block | _Together
        if shelf and all(shelf.values()):
            field = _Together(lang, _blocks(own), _blocks(shelf))
        else:
            sample = own[lang]
            if len(sample) < _FEWEST:
                sample += self._statements(lang, _SAMPLE - len(sample))
            field = _Block(sample or self._anew([self._passages(lang, opened)[0][1]]))
        with self._lock:
            self._fields[key] = field
            while len(self._fields) > _FIELDS:
                self._fields.popitem(last=False)
        return field

    def _passages(
        self, lang: Lang, opened: Sequence[OpenCollection]
    ) -> list[tuple[OpenCollection, Passage]]:
        """Passages of one language. Of a text that stands several times one counts: among its own
        copies none would stand out."""
        every = ((each, p) for each in opened for p in each.index.partitions[lang].passages)
        return list({passage.text: (each, passage) for each, passage in every}.values())

    def _own(self, lang: Lang, opened: Sequence[OpenCollection]) -> list[PassageTokens]:
        """Token vectors of passages taken evenly, of those whose vectors were kept."""
        own = self._passages(lang, opened)
        some = own[:: max(1, len(own) // _SAMPLE)][:_SAMPLE]
        return [each for each in _kept(some) if each is not None]

    def _statements(self, lang: Lang, count: int) -> list[PassageTokens]:
        """Token vectors of the library's statements, taken evenly."""
        statements = [p for p in self._shelf.partitions[lang].passages if p.cited]
        step = max(1, len(statements) // _SAMPLE)
        return self._anew(statements[::step][:count])


def _kept(found: Sequence[tuple[OpenCollection, Passage]]) -> list[PassageTokens | None]:
    return [each.tokens(passage) if each.tokens else None for each, passage in found]


def _blocks(samples: Mapping[Lang, Sequence[PassageTokens]]) -> dict[Lang, _Block]:
    return {lang: _Block(sample) for lang, sample in samples.items()}


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

    def level(self, asked: np.ndarray, usual: float) -> tuple[float, float]:
        """Mean and spread over the passages of how well they meet a question."""
        met = self.met(asked, usual)
        return float(met.mean()), float(met.std())

    def __len__(self) -> int:
        return len(self._usual)


@dataclass(frozen=True, slots=True)
class _Together:
    """What is ordinary in one language of a collection that has few passages of one of them.

    The library says the same things in both: how much further from it than its statements the
    passages of one language lie tells where ordinary ones of the other would.
    """

    lang: Lang
    own: Mapping[Lang, _Block]
    shelf: Mapping[Lang, _Block]

    def level(self, asked: np.ndarray, usual: float) -> tuple[float, float]:
        """Mean and spread of how well ordinary passages meet a question."""
        shelf = {each: block.level(asked, usual) for each, block in self.shelf.items()}
        # Of each language how its passages differ from the statements: shift, ratio of spreads.
        differs = {}
        for each, block in self.own.items():
            (mean, spread), (least, least_spread) = block.level(asked, usual), shelf[each]
            differs[each] = np.asarray([mean - least, spread / max(least_spread, 1e-4)])
        sizes = {each: len(block) for each, block in self.own.items()}
        both = sum(sizes[each] * differs[each] for each in sizes) / sum(sizes.values())
        trust = min(1.0, sizes[self.lang] / _FEWEST)
        shift, ratio = trust * differs[self.lang] + (1.0 - trust) * both
        mean, spread = shelf[self.lang]
        most = max(sizes.values())
        share = 1.0 if most >= _FEWEST else most / _SAMPLE
        # A mixture of passages and statements, which lie `shift` apart.
        variance = share * (spread * ratio) ** 2 + (1.0 - share) * spread**2
        variance += share * (1.0 - share) * shift**2
        return mean + share * float(shift), float(np.sqrt(variance))
