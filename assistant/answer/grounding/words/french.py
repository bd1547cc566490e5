"""French verb forms: their verb, and whether they are finite, a participle or an infinitive."""

from __future__ import annotations

import gzip
from functools import lru_cache

from assistant.answer.grounding.words import FOLDER


@lru_cache(maxsize=1)
def _lines() -> dict[str, str]:
    text = gzip.decompress((FOLDER / "french.txt.gz").read_bytes()).decode()
    found: dict[str, str] = {}
    for line in text.splitlines():
        form, _, rest = line.partition(" ")
        found[form] = f"{found[form]}|{rest}" if form in found else rest
    return found


@lru_cache(maxsize=50_000)
def forms(word: str) -> tuple[tuple[str, str], ...]:
    """(verb, letters) of every verb the word may be a form of.

    The letters: p i s f c finite (present, imperfect, past, future, conditional), I infinitive,
    P past and G present participle, n where the word is a noun or adjective too.
    """
    found = _lines().get(word.lower().replace("’", "'"), "")
    return tuple((each.split(" ")[0], each.split(" ")[1]) for each in found.split("|") if each)


def verb_of(word: str) -> str:
    """The infinitive of a verb form, "" for a word that is no verb."""
    return next((verb for verb, _ in forms(word)), "")
