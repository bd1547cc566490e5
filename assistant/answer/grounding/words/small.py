"""Small words and short lists of verbs, in both languages, by what they do in a sentence."""

from __future__ import annotations

from functools import lru_cache

from assistant.answer.grounding.words import FOLDER


@lru_cache(maxsize=1)
def _lists() -> dict[tuple[str, str], frozenset[str]]:
    text = (FOLDER / "small.txt").read_text("utf-8")
    rows = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return {(row[0], row[1]): frozenset(row[2:]) for row in rows}


@lru_cache(maxsize=64)
def listed(name: str, lang: str = "*") -> frozenset[str]:
    """The words of one list of `small.txt`; "*" for a list that serves both languages."""
    return _lists()[lang, name]


@lru_cache(maxsize=2)
def kinds_of(lang: str) -> dict[str, str]:
    """Small word → its letter; where a word is in several lists the first one holds."""
    found: dict[str, str] = {}
    for (where, name), words in _lists().items():
        if where == lang:
            for word in words:
                found.setdefault(word, name)
    return found
