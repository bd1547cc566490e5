"""A sentence read for checking: its words with what they may stand for, figures, names, clauses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.answer.grounding.amounts import Amount, amounts
from assistant.answer.grounding.calendar import Day, days, ordinals
from assistant.answer.grounding.lexicon import load_lexicon
from assistant.language.stopwords import STOPWORDS
from assistant.language.tokens import folded
from assistant.language.words import stem
from assistant.records import Lang

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+\d*|\d+[^\W\d_]+|\d+")
_BREAK = re.compile(
    r"[,;:()—–«»“”\"]|\b(?:but|while|whereas|although|and|or|which|who|mais|tandis|alors que|et|ou|qui|dont)\b",
    re.IGNORECASE,
)
# Words that are not worth much for telling one statement from another.
_LIGHT_WORDS = """
according also an annee annees ans cas case cent deja dit faire fait made make new one per
percent said say selon the two use used year years
"""
_LIGHT = frozenset(_LIGHT_WORDS.split())
# Words that open a sentence before a name without being one.
# Caution before a figure: `Amount.hedge` reads it.
_CAUTION_WORDS = """
about approximately roughly around nearly almost some environ quelque presque pres autour peu
"""
_CAUTION = frozenset(_CAUTION_WORDS.split())
_LEAD_WORDS = """
according across afin after all although among another any apres avant because before besides
both chez contrairement debut depuis despite dont dr durant during each early eight entre
environ every faute few fin first five following former four grace half hormis however last
late lord lors madame malgre many mi minister monsieur most mr mrs near nine only outre over
parmi pendant per pres president prime quant quelque sauf second selon seul seule seules
seuls seven several since sir six some third though three today two under unlike until vers
via when while yesterday whether nothing nobody there it its their what who how why where
"""
_LEADS = frozenset(_LEAD_WORDS.split())
_OPENERS = ':«“"(–—•'


@dataclass(frozen=True, slots=True)
class Token:
    """A word at its place.

    `content` marks words that carry meaning; `name` a proper name, `maybe` one that only its
    place at the head of the sentence may have given its capital. `concepts` and `sides` are the
    lexicon's; `clause` counts the stretches between commas and conjunctions.
    """

    word: str
    folded: str
    stem: str
    start: int
    end: int
    content: bool
    name: bool
    maybe: bool
    concepts: frozenset[str]
    sides: frozenset[tuple[int, int]]
    clause: int

    @property
    def weight(self) -> float:
        """How much it counts that a source has this word."""
        if self.name:
            return 1.6
        return 0.4 if self.folded in _LIGHT else 1.0


@dataclass(frozen=True)
class Reading:
    """A sentence with everything that the checks look at; built by `read`."""

    text: str
    lang: Lang
    tokens: tuple[Token, ...]
    amounts: tuple[Amount, ...]
    days: frozenset[Day]
    ordinals: frozenset[int]

    @cached_property
    def content(self) -> tuple[int, ...]:
        """Places of the words that carry meaning."""
        return tuple(i for i, token in enumerate(self.tokens) if token.content)

    @cached_property
    def keys(self) -> frozenset[str]:
        """What this sentence is found by."""
        found = {t.stem for t in self.tokens if t.content}
        return frozenset(found.union(*(t.concepts for t in self.tokens)))

    @cached_property
    def lowered(self) -> str:
        """The text for cue patterns: lower case, plain apostrophes and spaces."""
        return plain(self.text)


def plain(text: str) -> str:
    """Lower case, straight apostrophes, ordinary spaces; every position is kept."""
    lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.translate(_PLAIN)


_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "\u202f": " ", "\u00a0": " ", "\n": " "})


@lru_cache(maxsize=8192)
def read(text: str, lang: Lang) -> Reading:
    """Read one sentence."""
    quantities = amounts(text, lang)
    taken = [(a.start, a.end) for a in quantities]
    found = list(_WORD.finditer(text))
    long = [m[0] for m in found if len(m[0]) > 3 and m[0][0].isalpha()]
    titled = len(long) > 3 and sum(word[0].isupper() for word in long) > 0.9 * len(long)
    breaks = [m.start() for m in _BREAK.finditer(text)]
    stems = tuple(stem(_fold(m[0]), lang) for m in found)
    concepts, sides = _looked_up(stems, lang)
    tokens = []
    clause = 0
    for place, match in enumerate(found):
        while clause < len(breaks) and breaks[clause] <= match.start():
            clause += 1
        figure = match[0][0].isdigit() or any(s <= match.start() < e for s, e in taken)
        name, maybe = _named(text, match, found, place, titled, lang)
        low = _fold(match[0])
        meaning = len(low) > 1 and (low not in STOPWORDS[lang] or name) and low not in _CAUTION
        tokens.append(
            Token(
                match[0], low, stems[place], match.start(), match.end(), meaning and not figure,
                name and not figure, maybe, frozenset(concepts.get(place, ())),
                frozenset(sides.get(place, ())), clause,
            )
        )  # fmt: skip
    return Reading(text, lang, tuple(tokens), quantities, days(text, lang), ordinals(text, lang))


def _fold(word: str) -> str:
    return folded(word.replace(".", ""))


def _looked_up(
    stems: tuple[str, ...], lang: Lang
) -> tuple[dict[int, set[str]], dict[int, set[tuple[int, int]]]]:
    """The lexicon's concepts and sides, by word; a phrase gives its own to its first word."""
    lexicon = load_lexicon()
    concepts: dict[int, set[str]] = {}
    sides: dict[int, set[tuple[int, int]]] = {}
    for start, end in lexicon.phrases(stems, lang):
        phrase = stems[start:end]
        for place in range(start, end):
            concepts.setdefault(place, set()).update(lexicon.concepts[lang].get(phrase, ()))
        sides.setdefault(start, set()).update(lexicon.sides[lang].get(phrase, ()))
    return concepts, sides


def _named(
    text: str,
    match: re.Match[str],
    found: list[re.Match[str]],
    place: int,
    titled: bool,
    lang: Lang,
) -> tuple[bool, bool]:
    """(is a proper name, may be one though it opens the sentence)."""
    word = match[0]
    if not word[0].isupper():
        return any(c.isupper() for c in word) and word.isalpha() and len(word) > 2, False
    letters = word.replace(".", "")
    if len(letters) == 1 and not (match.start() and "." in word):
        return False, False
    if len(letters) > 1 and letters.isupper():
        return not titled or len(letters) < 6, False
    before = text[: match.start()].rstrip(" \u202f\u00a0")
    opening = not before or before[-1] in _OPENERS + ".!?…" or titled
    if not opening:
        return word not in ("I", "Je", "M", "Mr", "Mrs", "Ms", "Mme", "Dr"), False
    low = folded(word)
    known = low in STOPWORDS[lang] or low in _LEADS or len(word) < 3
    following = found[place + 1] if place + 1 < len(found) else None
    joined = following is not None and following[0][0].isupper() and (
        text[match.end() : following.start()] == " "
    )  # fmt: skip
    if joined and not known and not titled:
        return True, False
    return False, not known
