"""Tell French from English in questions of a few words, with typos and borrowed terms.

General-purpose detectors were tried and read « quel est le ROI du social selling ? » as
English, because they score letters and our field's French is full of English nouns.
What decides between two known languages is the small words; the shelf's own vocabulary,
which exists in both languages, breaks ties.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from assistant.language.telling_words import TELLING_WORDS
from assistant.language.tokens import folded
from assistant.language.words import fold
from assistant.records import Lang

_ACCENTED = re.compile(r"[éèêëàâäîïôöûùüçœ]", re.IGNORECASE)
_ELISION = re.compile(r"\b(?:l|d|j|n|m|s|c|qu)['’](?=\w)", re.IGNORECASE)
_ENGLISH_CLITIC = re.compile(r"\b\w+(?:n['’]t|['’](?:re|ve|ll|s|m))\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)

# A leaning that is less than this tells nothing.
_TELLING = 0.3

_FRENCH, _ENGLISH = TELLING_WORDS["fr"], TELLING_WORDS["en"]
_SHARED = _FRENCH & _ENGLISH


def word_leanings(texts: Mapping[Lang, Iterable[str]]) -> dict[str, float]:
    """How far each folded word of the shelf leans to French (> 0) or English (< 0).

    The value is the log ratio of its smoothed frequencies, clipped to ±3; words seen
    fewer than three times, or about as often in both, are left out.
    """
    counts = {lang: Counter[str]() for lang in ("fr", "en")}
    for lang, lines in texts.items():
        for line in lines:
            counts[lang].update(_WORD.findall(fold(line)))
    totals = {lang: sum(counter.values()) or 1 for lang, counter in counts.items()}
    leanings = {}
    for word in counts["fr"].keys() | counts["en"].keys():
        if counts["fr"][word] + counts["en"][word] < 3:
            continue
        ratio = math.log((counts["fr"][word] + 0.5) / totals["fr"]) - math.log(
            (counts["en"][word] + 0.5) / totals["en"]
        )
        if abs(ratio) > 0.7:
            leanings[word] = round(max(-3.0, min(3.0, ratio)), 2)
    return leanings


def leaning(text: str, leanings: Mapping[str, float] | None = None) -> float:
    """Positive for French, negative for English, 0 where nothing tells."""
    score = 1.5 * len(_ACCENTED.findall(text)) + 2.0 * len(_ELISION.findall(text))
    score -= 2.0 * len(_ENGLISH_CLITIC.findall(text))
    for place, written in enumerate(_WORD.findall(text)):
        word = folded(written)
        # A capital inside the sentence marks a name ("See Think Do Care"), which tells nothing.
        if word in _SHARED or (place and written[0].isupper()):
            continue
        if word in _FRENCH:
            score += 2.0
        elif word in _ENGLISH:
            score -= 2.0
        elif leanings:
            # Nouns are borrowed freely, so they weigh less than grammar.
            score += 0.3 * leanings.get(word, 0.0)
    return score


def detect(text: str, fallback: Lang = "en", leanings: Mapping[str, float] | None = None) -> Lang:
    """The language of a question; `fallback` where the text does not tell (« ROI »)."""
    return told(text, leanings) or fallback


def told(text: str, leanings: Mapping[str, float] | None = None) -> Lang | None:
    """The language that a text tells by its words; None where it does not."""
    score = leaning(text, leanings)
    if abs(score) < _TELLING:
        return None
    return "fr" if score > 0 else "en"
