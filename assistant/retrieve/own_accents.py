"""French questions typed without accents, read as the texts spell their words.

Words are compared folded, but the embedding model reads what is typed: "deconnexion" and
"déconnexion" are not one word to it. What the texts write with an accent, and hardly ever
without, is read with it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from assistant.index import Index, Partition
from assistant.language.stopwords import STOPWORDS
from assistant.language.words import stem
from assistant.records import Lang

_WORD = re.compile(r"[^\W\d_]+")
_SPELT = {
    "a": "[aàâ]", "c": "[cç]", "e": "[eéèêë]", "i": "[iîï]", "o": "[oô]", "u": "[uùûü]",
    "oe": "(?:œ|oe)",
}  # fmt: skip
_LETTERS = re.compile("oe|[aceiou]")
_SHORTEST = 3
# So many passages that hold a word's stem tell how it is spelt.
_LOOKED_AT = 64
# Where that share of them leaves the accent out, it may be another word: "cote" beside "côté".
_BARE = 0.25


def accented(question: str, lang: Lang, indexes: Sequence[Index]) -> str:
    """A French question with the accents of its words as the first index that knows them spells
    them; as it is where it has an accent, for whoever typed one knows them."""
    if lang != "fr" or any(each.isalpha() and not each.isascii() for each in question):
        return question
    parts = [index.partitions["fr"] for index in indexes]

    def spelt(found: re.Match[str]) -> str:
        typed = found.group()
        word = typed.lower()
        if len(word) < _SHORTEST or word in STOPWORDS["fr"] or not _LETTERS.search(word):
            return typed
        return _cased(_spelling(word, parts), typed)

    return _WORD.sub(spelt, question)


def _spelling(word: str, parts: Sequence[Partition]) -> str:
    """How the first part that knows a folded word mostly spells it; the word itself where any
    part has it so."""
    pattern = re.compile(rf"\b{_LETTERS.sub(lambda f: _SPELT[f.group()], word)}\b", re.IGNORECASE)
    spelling = ""
    for part in parts:
        if word not in part.lexical.word_frequency:
            continue
        rows = np.flatnonzero(part.lexical.scores([stem(word, "fr")]))[:_LOOKED_AT]
        texts = (f"{each.context} {each.text}" for each in (part.passages[row] for row in rows))
        seen = Counter(each.lower() for text in texts for each in pattern.findall(text))
        if seen[word] > _BARE * seen.total():
            return word
        if seen and not spelling:
            spelling = max(seen, key=lambda each: seen[each])
    return spelling or word


def _cased(spelling: str, typed: str) -> str:
    """A spelling in the case in which the word was typed."""
    if typed.isupper() and len(typed) > 1:
        return spelling.upper()
    return spelling.capitalize() if typed[0].isupper() else spelling
