"""Words as they are compared: folded, without elisions, stemmed per language."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache
from typing import Any

from assistant.language.stopwords import STOPWORDS
from assistant.records import Lang

_PLAIN = {"’": "'", "ʼ": "'", "`": "'", "´": "'", "‘": "'"}
_APOSTROPHES = str.maketrans(_PLAIN)
_OPENED = str.maketrans(_PLAIN | {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})
# The accents of our languages; then every other character that might be a mark as well.
_ACCENTS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
_RARE = re.compile("[\u0370-\U0010ffff]")
_ELISION = re.compile(r"\b(?:l|d|j|n|m|t|s|c|qu|lorsqu|puisqu|quoiqu|jusqu)'(?=\w)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"'s\b", re.IGNORECASE)
# Thousands are grouped by (narrow) spaces in French, by commas in English.
_GROUPED = {
    "fr": re.compile(r"(?<=\d)[\u202f\u00a0 ](?=\d{3}(?!\d))"),
    "en": re.compile(r"(?<=\d),(?=\d{3}(?!\d))"),
}
_TOKEN = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+(?:[.&][^\W\d_]+)*\d*|\d+\w+", re.UNICODE)
_STEMMERS = {"fr": "french", "en": "english"}
_stemmers: dict[str, Any] = {}
_lock = threading.Lock()


def fold(text: str) -> str:
    """Lower case, no accents, plain apostrophes, ligatures opened."""
    if text.isascii():
        # Most words and sentences: nothing to take apart.
        return text.replace("`", "'").lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_OPENED).lower())
    return _RARE.sub(_unless_mark, _ACCENTS.sub("", decomposed))


def _unless_mark(found: re.Match[str]) -> str:
    return "" if unicodedata.combining(found.group()) else found.group()


def words(text: str, lang: Lang) -> list[str]:
    """Folded words and numbers, in order; elisions and the English possessive are dropped."""
    text = _GROUPED[lang].sub("", text.translate(_APOSTROPHES))
    text = _POSSESSIVE.sub("", _ELISION.sub(" ", text))
    return [_number(token) for token in _TOKEN.findall(fold(text))]


def _number(token: str) -> str:
    return token.replace(",", ".") if token[0].isdigit() else token


@lru_cache(maxsize=200_000)
def stem(word: str, lang: Lang) -> str:
    """The Snowball stem of a folded word; numbers and one-letter words are kept."""
    if len(word) < 3 or word[0].isdigit():
        return word
    import Stemmer

    # A Snowball stemmer keeps state while it works.
    with _lock:
        if lang not in _stemmers:
            _stemmers[lang] = Stemmer.Stemmer(_STEMMERS[lang])
        return fold(str(_stemmers[lang].stemWord(word)))


def content_words(text: str, lang: Lang) -> list[str]:
    """The folded words that carry meaning: no stop words, no single letters."""
    stop = STOPWORDS[lang]
    return [w for w in words(text, lang) if w not in stop and (len(w) > 1 or w.isdigit())]


def stems(text: str, lang: Lang) -> list[str]:
    """Stems of the content words, in order: the terms of the lexical index."""
    return [stem(word, lang) for word in content_words(text, lang)]
