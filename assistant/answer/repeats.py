"""When two passages say the same thing, and when a sentence leans on one that is not there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from assistant.language.words import fold, stems
from assistant.records import Lang, Passage

# Statements that are held ready to be compared: every answer compares some hundreds.
_HELD = 16_384
# Share of the shorter text's words, and of its figures' neighbours, that make a repetition.
_CONTAINED, _ENOUGH = 0.72, 5
_DANGLING: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        r"^(il|elle|ils|elles|ce|cet|cette|ces|celui|celle|ceux|cela|c'est|son|sa|ses|leur|leurs|"
        r"l'etude|l'enquete|le cas|le chiffre|les chiffres|l'echantillon|la mesure|l'entreprise|"
        r"le document|la source|les sources|la periode|date|les autres|aucun autre|"
        r"une autre (source|etude|enquete)|un autre (prestataire|cas)|"
        r"dans (la|le|cette|ce) meme|mais|toutefois|"
        r"cependant|pourtant|aussi|de meme|d'autres|les deux|tous (deux|relient))\b"
    ),
    "en": re.compile(
        r"^(it|he|she|they|this|that|these|those|its|his|her|their|the (study|survey|case|figures?|"
        r"sample|company|source|sources|document|measure|period|numbers)|dated|none|both|"
        r"another (source|study|survey|vendor|post)|but|however|yet|still|also|others?|all of them|"
        r"in that|in the same)\b"
    ),
}
# A pointer further on that needs a sentence before it.
_POINTS: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        r"\b(pour la meme regle|selon cette etude|dans cette (etude|enquete)|cette enquete|"
        r"ces (publications|chiffres|comptes|deux))\b"
    ),
    "en": re.compile(
        r"\b(that (\w+ )?((19|20)\d\d )?(study|survey|rule)|the same (rule|study|survey))\b"
    ),
}


def self_contained(passage: Passage) -> bool:
    """False where the sentence points at something outside itself."""
    return _stands_alone(passage.text, passage.lang)


@lru_cache(maxsize=_HELD)
def _stands_alone(text: str, lang: Lang) -> bool:
    text = fold(text)
    return not _DANGLING[lang].match(text) and not _POINTS[lang].search(text)


def numbers(text: str) -> frozenset[str]:
    """The figures of a text, as they are written, spaces dropped."""
    joined = re.sub(r"(?<=\d)[\u202f\u00a0 ](?=\d)", "", text)
    return frozenset(re.findall(r"\d+(?:[.,]\d+)?", joined))


def says_the_same(one: Passage, other: Passage) -> bool:
    """True where two passages carry the same figures from a common source, or the same words."""
    if one.text == other.text or _same_entry(one, other):
        return True
    mine, theirs = _substantial(one.text), _substantial(other.text)
    shared = bool(set(one.references) & set(other.references))
    if mine and mine == theirs and shared:
        return True
    if shared and min(len(mine), len(theirs)) > 1 and (mine < theirs or theirs < mine):
        return True
    if mine != theirs and not (mine and theirs and (mine <= theirs or theirs <= mine)):
        return False
    return _overlapping(one, other)


def _overlapping(one: Passage, other: Passage) -> bool:
    """True where most words of the shorter text stand in the longer one."""
    first, second = _stems(one.text, one.lang), _stems(other.text, other.lang)
    short = min(len(first), len(second))
    return short >= _ENOUGH and len(first & second) >= _CONTAINED * short


@lru_cache(maxsize=_HELD)
def _stems(text: str, lang: Lang) -> frozenset[str]:
    return frozenset(stems(text, lang))


@lru_cache(maxsize=_HELD)
def _substantial(text: str) -> frozenset[str]:
    return frozenset(n for n in numbers(text) if not re.fullmatch(r"(19|20)\d\d", n))


def _same_entry(one: Passage, other: Passage) -> bool:
    """A KPI's definition holds its formula, so one of the two is enough."""
    entry = one.kind == "kpi" and one.document == other.document
    return entry and {one.role, other.role} <= {"definition", "formula"}
