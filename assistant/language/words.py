"""Words as they are compared: folded, without elisions, stemmed per language."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache
from typing import Any

from assistant.language.stopwords import STOPWORDS
from assistant.records import Lang

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "´": "'", "‘": "'"})
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
    text = text.translate(_APOSTROPHES).translate(_LIGATURES).lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


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
