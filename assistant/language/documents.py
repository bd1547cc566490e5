"""The language of a whole text, and of a passage inside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.language.detect import leaning
from assistant.language.telling_words import TELLING_WORDS
from assistant.language.tokens import folded
from assistant.records import Lang

_WORD = re.compile(r"[^\W\d_]+")
_TELLING = TELLING_WORDS["fr"] | TELLING_WORDS["en"]
# Samples are enough: they are taken evenly from beginning to end.
_SAMPLES, _SAMPLE_LENGTH = 60, 1500
# Of running French or English, well over a quarter is made of telling words; German has 6 %.
_SHARE = 0.15
_WORDS_TO_JUDGE = 40
# A passage must lean this far, a word, to be in another language than its document.
_CERTAIN, _STRONG = 0.5, 8.0


def language_of_document(texts: Sequence[str], fallback: Lang = "en") -> tuple[Lang, bool]:
    """French or English, and whether the text is really in one of the two.

    Where nothing tells (figures, names) the language is `fallback`, and that counts as really.
    """
    step = max(1, len(texts) // _SAMPLES)
    samples = [text[:_SAMPLE_LENGTH] for text in texts[::step]]
    score = sum(max(-50.0, min(50.0, leaning(sample))) for sample in samples)
    if abs(score) < 0.3:
        return fallback, True
    lang: Lang = "fr" if score > 0 else "en"
    return lang, _is_ours(samples)


def _is_ours(samples: Iterable[str]) -> bool:
    words = [folded(word) for sample in samples for word in _WORD.findall(sample)]
    if len(words) < _WORDS_TO_JUDGE:
        return True
    return sum(word in _TELLING for word in words) / len(words) >= _SHARE


def language_of_passage(text: str, document: Lang) -> Lang:
    """The language of a passage: its document's, unless it clearly speaks the other."""
    score = leaning(text)
    words = len(_WORD.findall(text)) or 1
    if abs(score) >= _STRONG and abs(score) / words >= _CERTAIN:
        return "fr" if score > 0 else "en"
    return document
