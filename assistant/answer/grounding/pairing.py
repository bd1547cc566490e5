"""A sentence beside its evidence: which of its words stand on which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from assistant.answer.grounding.align import likeness
from assistant.answer.grounding.reading import Reading, Token
from assistant.answer.grounding.words import english, french

_ALIKE = 0.7


@dataclass(frozen=True)
class Pairing:
    """The sentence beside its evidence, with the likeness of their words."""

    sentence: Reading
    evidence: Reading

    @cached_property
    def alike(self) -> dict[int, frozenset[int]]:
        """Word of the sentence → words of the evidence that may stand for it."""
        found = {}
        for i, token in enumerate(self.sentence.tokens):
            found[i] = frozenset(
                j for j, other in enumerate(self.evidence.tokens) if self._same(token, other)
            )
        return found

    def _same(self, one: Token, other: Token) -> bool:
        if one.word[0].isdigit() or other.word[0].isdigit():
            return one.word == other.word
        if likeness(one, other, self.sentence, self.evidence) >= _ALIKE:
            return True
        return one.content and other.content and synonymous(one, other, self)

    def cover(self, wanted: Iterable[int], given: Iterable[int]) -> float:
        """Share of the words that stand in `given`, by weight; 1 where there are none."""
        places = frozenset(given)
        total = kept = 0.0
        for i in wanted:
            weight = self.sentence.tokens[i].weight if self.sentence.tokens[i].content else 0.5
            total += weight
            kept += weight * bool(self.alike[i] & places)
        return kept / total if total else 1.0

    def words(self, places: Iterable[int], evidence: bool = False) -> str:
        reading = self.evidence if evidence else self.sentence
        return " ".join(reading.tokens[i].word for i in sorted(places))


def synonymous(one: Token, other: Token, pairing: Pairing) -> bool:
    """True where a dictionary has both under one sense, or both are forms of one verb."""
    if pairing.sentence.lang != pairing.evidence.lang:
        return False
    if pairing.sentence.lang == "en":
        return not (one.name or other.name) and english.synonyms(one.word, other.word)
    verb = french.verb_of(one.word)
    return bool(verb) and verb == french.verb_of(other.word)
