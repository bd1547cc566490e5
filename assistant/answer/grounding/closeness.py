"""How closely a sentence follows its evidence: words left open, replaced, in order, in meaning."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from assistant.answer.grounding.align import Alignment


def open_weight(alignment: Alignment) -> float:
    """The weight of the words that stand on nothing."""
    sentence = alignment.sentence
    return sum(
        sentence.tokens[i].weight * (1 - alignment.links.get(i, (0, 0.0))[1])
        for i in sentence.content
    )


def open_words(alignment: Alignment) -> tuple[str, ...]:
    """The words of the sentence that stand on nothing."""
    tokens = alignment.sentence.tokens
    return tuple(tokens[i].word for i in alignment.sentence.content if i not in alignment.links)


def longest_gap(alignment: Alignment) -> float:
    """The longest run of such words, as a share of the sentence."""
    longest = run = 0
    for i in alignment.sentence.content:
        run = 0 if i in alignment.links else run + 1
        longest = max(longest, run)
    return longest / max(1, len(alignment.sentence.content))


def replacements(alignment: Alignment) -> Iterator[tuple[int, int]]:
    """(word, unused word of the evidence) that stand between the same neighbours."""
    used = alignment.used
    content, there = alignment.sentence.content, alignment.evidence.content
    rank = {j: n for n, j in enumerate(there)}
    for n, i in enumerate(content):
        if i in alignment.links:
            continue
        before = alignment.links.get(content[n - 1]) if n else None
        after = alignment.links.get(content[n + 1]) if n + 1 < len(content) else None
        slots = []
        if before and before[0] in rank and rank[before[0]] + 1 < len(there):
            slots.append(there[rank[before[0]] + 1])
        if after and after[0] in rank and rank[after[0]] > 0:
            slots.append(there[rank[after[0]] - 1])
        free = [j for j in slots if j not in used]
        if free:
            yield i, free[0]


def twin(alignment: Alignment) -> float:
    """How far a sentence with a new word else follows the evidence word by word, 0 to 1.

    In a paraphrase much is new; where one word alone is, it was put in another's place.
    """
    content = alignment.sentence.content
    if all(i in alignment.links for i in content):
        return 0.0
    same = [alignment.links[i][0] for i in content if alignment.links.get(i, (0, 0.0))[1] >= 1]
    kept = sum(b > a for a, b in pairwise(same)) + bool(same)
    return float((kept / len(content)) ** 4)
