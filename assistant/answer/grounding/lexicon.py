"""Which words may stand for one another, and which say the contrary, in and across languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson

from assistant.language.words import fold, stem
from assistant.records import LANGS, Lang

_FOLDER = Path(__file__).parent
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 5

# The stem of "petit" is not that of "petites": a word is known by the stems of its forms.
_ENDINGS: Mapping[Lang, tuple[str, ...]] = {"fr": ("", "s", "e", "es"), "en": ("", "s")}

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """Phrases of stems → the concepts they name.

    `concepts` hold "s12" (synonyms), "n3" (names); `sides` hold (12, +1) or (12, -1), a word's
    place in a pair of contraries. `translations` are learned from the shelf, French stem →
    English stems. `longest` is the longest phrase in words.
    """

    concepts: Mapping[Lang, Mapping[Phrase, tuple[str, ...]]]
    sides: Mapping[Lang, Mapping[Phrase, tuple[tuple[int, int], ...]]]
    translations: Mapping[str, frozenset[str]]

    def phrases(self, stems: tuple[str, ...], lang: Lang) -> Iterator[tuple[int, int]]:
        """The places (start, end) of every listed phrase among the stems of a sentence."""
        concepts, sides = self.concepts[lang], self.sides[lang]
        for start in range(len(stems)):
            for length in range(1, min(_LONGEST, len(stems) - start) + 1):
                phrase = stems[start : start + length]
                if phrase in concepts or phrase in sides:
                    yield start, start + length


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Read the lists beside this module."""
    concepts: dict[Lang, dict[Phrase, list[str]]] = {"fr": {}, "en": {}}
    sides: dict[Lang, dict[Phrase, list[tuple[int, int]]]] = {"fr": {}, "en": {}}
    for prefix, name in (("s", "synonyms.txt"), ("n", "names.txt")):
        for number, line in enumerate(_lines(name)):
            for lang, phrase in _phrases(line):
                _note(concepts[lang].setdefault(phrase, []), f"{prefix}{number}")
    for number, line in enumerate(_lines("opposites.txt")):
        for sign, side in zip((1, -1), line.split("||"), strict=True):
            for lang, phrase in _phrases(side):
                _note(sides[lang].setdefault(phrase, []), (number, sign))
    learned = orjson.loads((_FOLDER / "translations.json").read_bytes())
    return Lexicon(
        {lang: {k: tuple(v) for k, v in table.items()} for lang, table in concepts.items()},
        {lang: {k: tuple(v) for k, v in table.items()} for lang, table in sides.items()},
        {french: frozenset(english) for french, english in learned.items()},
    )


def _note(entry: list[Any], value: object) -> None:
    if value not in entry:
        entry.append(value)


def _lines(name: str) -> list[str]:
    text = (_FOLDER / name).read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _phrases(side: str) -> Iterator[tuple[Lang, Phrase]]:
    """The stemmed phrases of "English words | French words"."""
    english, _, french = side.partition("|")
    halves: Mapping[Lang, str] = {"en": english, "fr": french}
    for lang in LANGS:
        for written in halves[lang].split():
            found = _WORD.findall(fold(written.replace("_", " ")))
            # "s'envoler" and "l'emporter" are looked up without their elision.
            words = [word for word in found if len(word) > 1 or len(found) == 1]
            for ending in _ENDINGS[lang] if len(words) == 1 else ("",):
                yield lang, tuple(stem(word + ending, lang) for word in words)
