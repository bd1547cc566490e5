"""Near-duplicates: how much of their wording two texts share, from a small sketch of each.

A bottom-k sketch (Broder 1997): the smallest hashes of a text's runs of five words. Of the
smallest k of two texts together, the share that both have estimates the Jaccard index of their
runs; with k = 256 its standard error is at most 0.032.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from assistant.ingest.records import Known
from assistant.language.tokens import tokens

SIZE = 256
_RUN = 5
NEARLY_THE_SAME = 0.8


def sketch(texts: Iterable[str]) -> tuple[int, ...]:
    """The sketch of a text given in pieces, ascending; () for a text of under five words."""
    words: list[str] = []
    for text in texts:
        words += tokens(text)
    runs = {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
    return tuple(heapq.nsmallest(SIZE, (_hash(run) for run in runs)))


def _hash(run: str) -> int:
    # 52 bits: whole in JSON, wherever it is read.
    return int.from_bytes(blake2b(run.encode(), digest_size=8).digest()) >> 12


def similarity(first: Sequence[int], second: Sequence[int]) -> float:
    """The estimated Jaccard index of two texts, 0 to 1, from their sketches."""
    if not first or not second:
        return 0.0
    mine, theirs = set(first), set(second)
    # Both sketches are whole only as far as the shorter text, or the smaller bound, reaches.
    union = heapq.nsmallest(max(SIZE, 1), mine | theirs)
    return sum(each in mine and each in theirs for each in union) / len(union)


def nearest(sketch: Sequence[int], known: Iterable[Known]) -> tuple[str, float]:
    """The known file most like this one, where they are nearly the same; ("", 0.0) otherwise."""
    best = max(((similarity(sketch, each.sketch), each.name) for each in known), default=(0.0, ""))
    return (best[1], round(best[0], 3)) if best[0] >= NEARLY_THE_SAME else ("", 0.0)
