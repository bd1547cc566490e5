"""Words where they stand in a text, folded: for finding rather than for ranking."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.language.words import fold

WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=200_000)
def folded(word: str) -> str:
    """Lower case, no accents, ligatures opened; a shelf repeats its words, so they are kept."""
    return fold(word)


def tokens(text: str) -> list[str]:
    """Every word and number of a text, folded, in order; "l’audience" is two."""
    return [folded(word) for word in WORD.findall(text)]
