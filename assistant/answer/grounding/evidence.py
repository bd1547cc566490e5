"""The sources cut into sentences, and the few of them that may carry a sentence of the answer."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assistant.answer.grounding.agreement import carries
from assistant.answer.grounding.align import Alignment, align
from assistant.answer.grounding.lexicon import load_lexicon
from assistant.answer.grounding.reading import Reading, read
from assistant.answer.grounding.records import Source
from assistant.answer.grounding.segments import segments
from assistant.language.detect import detect
from assistant.records import Lang

Encode = Callable[[Sequence[str]], np.ndarray]

# Sentences that are compared word by word, and at most how many carry one sentence together.
_LOOKED_AT, _TOGETHER = 10, 3
# Where words find little, as across languages, this many sentences are compared by their vectors.
_ENCODED = 48
_WORTH_ADDING, _NEW_WORDS, _FEWEST = 0.08, 0.07, 2


@dataclass(frozen=True)
class Said:
    """One sentence of a source, at its place in it."""

    source: Source
    start: int
    end: int
    reading: Reading
    order: int

    @property
    def text(self) -> str:
        """Its words, without marks."""
        return self.reading.text


class Pool:
    """The sentences of some sources, ready to be searched."""

    def __init__(self, sources: Sequence[Source], fallback: Lang) -> None:
        self.sources = tuple(sources)
        self.said: list[Said] = []
        for source in sources:
            lang = detect(source.text, fallback)
            for segment in segments(source.text):
                if segment.text:
                    reading = read(segment.text, lang)
                    self.said.append(
                        Said(source, segment.start, segment.end, reading, len(self.said))
                    )
        self._found_by: dict[str, list[int]] = {}
        for said in self.said:
            for key in said.reading.keys:
                self._found_by.setdefault(key, []).append(said.order)

    @cached_property
    def titles(self) -> tuple[Reading, ...]:
        """What the titles of the sources say."""
        return tuple(read(s.title, detect(s.title)) for s in self.sources if s.title)

    def of(self, ids: Iterable[str]) -> Pool:
        """The same, of some of the sources only."""
        wanted = set(ids)
        part = Pool.__new__(Pool)
        part.sources = tuple(s for s in self.sources if s.id in wanted)
        part.said = [s for s in self.said if s.source.id in wanted]
        part._found_by = self._found_by
        return part

    def nearest(self, sentence: Reading, encode: Encode | None) -> list[Said]:
        """The sentences that share most with this one, best first."""
        scores: dict[int, float] = {}
        within = {said.order for said in self.said}
        for key, weight in _searched(sentence).items():
            places = self._found_by.get(key, ())
            rarity = math.log(1 + (len(self.said) + 1) / (1 + len(places)))
            for place in places:
                if place in within:
                    scores[place] = scores.get(place, 0.0) + rarity * weight
        by_order = {said.order: said for said in self.said}
        for order in list(scores):
            scores[order] /= 6 + len(by_order[order].reading.content) ** 0.5
        ranked = [
            by_order[order] for order in sorted(scores, key=lambda o: -scores[o])[:_LOOKED_AT]
        ]
        crossed = all(said.reading.lang != sentence.lang for said in self.said[:_ENCODED])
        if encode and crossed and len(self.said) <= _ENCODED:
            ranked += [s for s in self._by_meaning(sentence, encode)[:4] if s not in ranked]
        elif len(ranked) < _LOOKED_AT and len(self.said) <= _ENCODED:
            ranked += [said for said in self.said if said not in ranked][:_LOOKED_AT]
        return ranked

    def _by_meaning(self, sentence: Reading, encode: Encode) -> list[Said]:
        if len(self.said) <= 4:
            return list(self.said)
        vectors = encode([sentence.text, *(said.text for said in self.said)])
        order = np.argsort(-(vectors[1:] @ vectors[0]))
        return [self.said[int(i)] for i in order]


def _searched(sentence: Reading) -> dict[str, float]:
    """The keys a sentence is searched by, translations included, with their weight."""
    lexicon = load_lexicon()
    keys: dict[str, float] = {}
    for token in sentence.tokens:
        if token.content:
            keys[token.stem] = max(keys.get(token.stem, 0), token.weight)
            for concept in token.concepts:
                keys[concept] = max(keys.get(concept, 0), 0.5)
            if sentence.lang == "fr":
                for english in lexicon.translations.get(token.stem, ()):
                    keys.setdefault(english, 0.6)
            else:
                for french in backwards().get(token.stem, ()):
                    keys.setdefault(french, 0.6)
    return keys


_BACKWARDS: dict[str, list[str]] = {}


def backwards() -> dict[str, list[str]]:
    """English stem → French stems that it translates."""
    if not _BACKWARDS:
        for french, english in load_lexicon().translations.items():
            for word in english:
                _BACKWARDS.setdefault(word, []).append(french)
    return _BACKWARDS


@dataclass(frozen=True)
class Support:
    """The sentences that together may carry one, best first, and how its words stand on them."""

    said: tuple[Said, ...]
    reading: Reading
    alignment: Alignment
    score: float


def joined(parts: Sequence[Said]) -> Reading:
    """Several sentences read as one, in the order of the sources."""
    ordered = sorted(parts, key=lambda said: said.order)
    return read(" ".join(said.text for said in ordered), ordered[0].reading.lang)


def support(sentence: Reading, pool: Pool, encode: Encode | None) -> Support | None:
    """The best sentence for this one, and others where they carry what it leaves open."""
    looked = pool.nearest(sentence, encode)
    if not looked:
        return None
    scored = [(said, align(sentence, said.reading)) for said in looked]
    ranked = sorted(scored, key=lambda each: -merit(sentence, each[0].reading, each[1]))
    chosen = [ranked[0][0]]
    alignment = ranked[0][1]
    best = merit(sentence, chosen[0].reading, alignment)
    for _ in range(_TOGETHER - 1):
        trials = []
        for said, _each in ranked[1:]:
            if said in chosen or said.reading.lang != chosen[0].reading.lang:
                continue
            together = joined([*chosen, said])
            tried = align(sentence, together)
            # A year, a figure or one word alone is no reason: it may be another's.
            more = len((tried.links.keys() - alignment.links.keys()) & set(sentence.content))
            if tried.coverage() >= alignment.coverage() + _NEW_WORDS and more >= _FEWEST:
                trials.append((merit(sentence, together, tried), said, tried))
        gained = max(trials, key=lambda each: each[0], default=None)
        if gained is None or gained[0] < best + _WORTH_ADDING:
            break
        best, alignment = gained[0], gained[2]
        chosen.append(gained[1])
    return Support(tuple(chosen), alignment.evidence, alignment, best)


def merit(sentence: Reading, evidence: Reading, alignment: Alignment) -> float:
    """How well an evidence carries a sentence: words, and its figures and years."""
    carried = sum(
        any(carries(given, wanted) for given in evidence.amounts) for wanted in sentence.amounts
    )
    dated = len(sentence.days & evidence.days)
    wanted = len(sentence.amounts) + len(sentence.days)
    exact = (carried + dated) / wanted if wanted else 0.0
    score = alignment.coverage()
    score = 0.6 * score + 0.4 * exact if wanted else score
    # Of two that carry as much, the one that says little else.
    return score + 0.05 * alignment.covered_back()
