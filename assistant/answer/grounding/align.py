"""Which word of the evidence each word of a sentence stands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA, Prefix

from assistant.answer.grounding.lexicon import load_lexicon
from assistant.answer.grounding.reading import Reading, Token
from assistant.answer.grounding.words.english import synonyms
from assistant.records import Lang

_COGNATE = (("ique", "ic"), ("iqu", "ic"), ("tion", "tn"), ("sion", "tn"), ("ph", "f"), ("qu", "k"),
            ("eur", "or"), ("aire", "ary"), ("ite", "ity"), ("ment", "mt"), ("eux", "ous"),
            ("isation", "iztn"), ("ization", "iztn"), ("ise", "ize"), ("th", "t"), ("ll", "l"),
            ("nn", "n"), ("mm", "m"), ("ss", "s"), ("y", "i"))  # fmt: skip
_NEAR = 4
# A dictionary's synonym is one in some sense only.
_SYNONYM = 0.75


@dataclass(frozen=True)
class Alignment:
    """`links` maps a word's place in the sentence to (place in the evidence, likeness 0 to 1)."""

    links: Mapping[int, tuple[int, float]]
    sentence: Reading
    evidence: Reading

    @property
    def used(self) -> frozenset[int]:
        """Places of the evidence that carry a word of the sentence."""
        return frozenset(place for place, _ in self.links.values())

    def coverage(self) -> float:
        """Share of the sentence's weight that stands on the evidence, 0 to 1; 1 with no words."""
        total = carried = 0.0
        for place in self.sentence.content:
            weight = self.sentence.tokens[place].weight
            total += weight
            carried += weight * self.links.get(place, (0, 0.0))[1]
        return carried / total if total else 1.0

    def covered_back(self) -> float:
        """Share of the evidence's weight that the sentence takes up."""
        used, evidence = self.used, self.evidence
        total = sum(evidence.tokens[i].weight for i in evidence.content)
        return sum(evidence.tokens[i].weight for i in evidence.content if i in used) / (total or 1)


def align(sentence: Reading, evidence: Reading) -> Alignment:
    """Link words one to one where they can be, the surest and best placed first."""
    candidates = []
    for i, token in enumerate(sentence.tokens):
        if not (token.content or token.sides or token.concepts or token.word.isdigit()):
            continue
        for j, other in enumerate(evidence.tokens):
            if (other.content or other.sides or other.word.isdigit()) and (
                like := likeness(token, other, sentence, evidence)
            ):
                candidates.append((like, i, j))
    links: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    base = {(i, j) for like, i, j in candidates if like >= 0.7}
    ranked = sorted(
        candidates,
        key=lambda c: (-round(c[0] + 0.12 * _company(c[1], c[2], base), 3), abs(c[1] - c[2])),
    )
    for like, i, j in ranked:
        if i not in links and j not in taken:
            links[i] = (j, like)
            taken.add(j)
    for like, i, j in ranked:
        # A word said twice stands on the same word twice.
        if i not in links:
            links[i] = (j, like)
    return Alignment(links, sentence, evidence)


def _company(i: int, j: int, base: set[tuple[int, int]]) -> int:
    """How many of the neighbours of two words match as well, up to three."""
    near = sum(
        any((i + a, j + b) in base for b in range(-_NEAR, _NEAR + 1)) for a in (-3, -2, -1, 1, 2, 3)
    )
    return min(3, near)


def likeness(one: Token, other: Token, sentence: Reading, evidence: Reading) -> float:
    """How far one word may stand for another: 1 for the same word, 0 for an unrelated one."""
    if one.folded == other.folded:
        return 1.0
    if one.stem == other.stem and sentence.lang == evidence.lang:
        return 1.0
    return _likeness(one, other, sentence.lang, evidence.lang)


@lru_cache(maxsize=400_000)
def _words_alike(one: str, other: str, crossed: bool) -> float:
    if min(len(one), len(other)) < 4:
        return 0.0
    if crossed:
        one, other = _cognate(one), _cognate(other)
        if one == other and len(one) > 3:
            return 0.9
        near = OSA.normalized_similarity(one, other)
        if near >= 0.75 and one[:2] == other[:2]:
            return 0.8 if min(len(one), len(other)) > 4 else 0.7
    shared = Prefix.similarity(one, other)
    longest = max(len(one), len(other))
    if shared >= 5 and shared >= 0.6 * longest:
        return 0.75
    return 0.7 if shared >= 4 and longest - shared <= 2 else 0.0


def _cognate(word: str) -> str:
    for french, english in _COGNATE:
        word = word.replace(french, english)
    return word.rstrip("es") or word


def _likeness(one: Token, other: Token, lang: Lang, there: Lang) -> float:
    shared = one.concepts & other.concepts
    if shared:
        return 0.95 if any(each[0] == "n" for each in shared) else 0.85
    crossed = lang != there
    if crossed and _translates(one, other, lang):
        return 0.85
    if one.name and other.name and min(len(one.folded), len(other.folded)) > 4:
        near: float = OSA.normalized_similarity(one.folded, other.folded)
        # A digit tells two names apart however alike they look.
        return 0.9 if near >= 0.82 and one.folded[0] == other.folded[0] else 0.0
    if one.name or other.name:
        return (
            _words_alike(one.folded, other.folded, crossed)
            if one.maybe or other.maybe
            else (
                0.8
                if one.stem == other.stem
                else _words_alike(one.folded, other.folded, crossed) * 0.9
            )
        )
    if one.sides & other.sides:
        return 0.75
    alike = _words_alike(one.folded, other.folded, crossed)
    if not crossed and lang == "en" and alike < _SYNONYM and one.content and other.content:
        return _SYNONYM if synonyms(one.word, other.word) else alike
    return alike


def _translates(one: Token, other: Token, lang: Lang) -> bool:
    french, english = (one, other) if lang == "fr" else (other, one)
    return english.stem in load_lexicon().translations.get(french.stem, ())
