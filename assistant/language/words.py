"""Words as they are compared: folded, without elisions, stemmed per language."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache
from typing import Any

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

STOPWORDS: dict[Lang, frozenset[str]] = {
    "fr": frozenset(
        [
            "a",
            "ai",
            "ait",
            "alors",
            "as",
            "au",
            "aucun",
            "aussi",
            "autre",
            "aux",
            "avec",
            "avoir",
            "avait",
            "avons",
            "bien",
            "c",
            "ca",
            "car",
            "ce",
            "cela",
            "ces",
            "cet",
            "cette",
            "ceux",
            "chez",
            "ci",
            "comme",
            "comment",
            "contre",
            "d",
            "dans",
            "de",
            "des",
            "desormais",
            "deux",
            "doit",
            "donc",
            "dont",
            "du",
            "elle",
            "elles",
            "en",
            "encore",
            "entre",
            "es",
            "est",
            "et",
            "etait",
            "ete",
            "etes",
            "etre",
            "eu",
            "eux",
            "faire",
            "fait",
            "faut",
            "il",
            "ils",
            "j",
            "je",
            "jusque",
            "l",
            "la",
            "le",
            "les",
            "leur",
            "leurs",
            "lors",
            "lorsque",
            "lui",
            "m",
            "ma",
            "mais",
            "me",
            "mes",
            "moi",
            "moins",
            "mon",
            "n",
            "ne",
            "ni",
            "nos",
            "notre",
            "nous",
            "on",
            "ont",
            "ou",
            "par",
            "parce",
            "pas",
            "peu",
            "peut",
            "peuvent",
            "plus",
            "plutot",
            "pour",
            "pourquoi",
            "pouvons",
            "qu",
            "quand",
            "que",
            "quel",
            "quelle",
            "quelles",
            "quels",
            "qui",
            "quoi",
            "s",
            "sa",
            "sans",
            "se",
            "ses",
            "si",
            "soit",
            "son",
            "sont",
            "sous",
            "sur",
            "t",
            "ta",
            "te",
            "tel",
            "tes",
            "toi",
            "ton",
            "tous",
            "tout",
            "toute",
            "toutes",
            "tres",
            "tu",
            "un",
            "une",
            "va",
            "vers",
            "veut",
            "via",
            "vos",
            "votre",
            "vous",
            "y",
            "combien",
            "quelqu",
            "est-ce",
            "vraiment",
            "ils",
            "peux",
            "pouvez",
            "dois",
            "suis",
            "sommes",
            "sera",
            "serait",
            "pourrait",
            "devrait",
            "avez",
            "ayant",
            "etant",
            "afin",
            "ainsi",
            "ceci",
            "celle",
            "celui",
            "meme",
            "donner",
            "donne",
            "dire",
            "dites",
            "dit",
            "parler",
            "parle",
        ]
    ),
    "en": frozenset(
        [
            "a",
            "about",
            "after",
            "all",
            "also",
            "am",
            "an",
            "and",
            "any",
            "are",
            "as",
            "at",
            "be",
            "because",
            "been",
            "being",
            "between",
            "both",
            "but",
            "by",
            "can",
            "could",
            "did",
            "do",
            "does",
            "doing",
            "done",
            "for",
            "from",
            "had",
            "has",
            "have",
            "having",
            "he",
            "her",
            "here",
            "him",
            "his",
            "how",
            "i",
            "if",
            "in",
            "into",
            "is",
            "it",
            "its",
            "itself",
            "just",
            "like",
            "me",
            "more",
            "most",
            "my",
            "no",
            "not",
            "of",
            "off",
            "on",
            "once",
            "only",
            "or",
            "other",
            "our",
            "out",
            "over",
            "own",
            "s",
            "same",
            "she",
            "should",
            "so",
            "some",
            "such",
            "t",
            "than",
            "that",
            "the",
            "their",
            "them",
            "then",
            "there",
            "these",
            "they",
            "this",
            "those",
            "through",
            "to",
            "too",
            "under",
            "up",
            "us",
            "very",
            "was",
            "we",
            "were",
            "what",
            "when",
            "where",
            "which",
            "while",
            "who",
            "whom",
            "why",
            "will",
            "with",
            "would",
            "you",
            "your",
            "really",
            "much",
            "many",
            "tell",
            "give",
            "gives",
            "please",
            "get",
            "got",
            "let",
            "say",
            "says",
            "said",
            "talk",
            "talking",
        ]
    ),
}


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
