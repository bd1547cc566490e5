"""Ranks documents from their passages: a document is found by its best statement, by the
questions that it lists and by its words, each of which alone misses what the others find.

The weights were fitted by maximum likelihood (a softmax over each question's documents) on
the development questions and checked on those held out; see `assistant evaluate --ablation`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from assistant.index import Partition
from assistant.records import Hit
from assistant.retrieve.rank import Ranked

PHRASING = "phrasing"
# A cosine at which two questions of this model are unrelated, and how wide a step counts.
_UNRELATED, _STEP = 0.8, 0.05


@dataclass(frozen=True, slots=True)
class DocumentWeights:
    """What each sign counts for; scores are standardised per question.

    statement    the best statement's dense score
    listed       the second best listed question's dense score: two near questions are no chance
    words        the best statement's and the best listed question's BM25
    match        the best listed question's cosine and shared rare words
    """

    statement: float = 1.0
    listed: float = 0.4
    words: float = 0.27
    match: float = 0.69


DEFAULT_DOCUMENT_WEIGHTS = DocumentWeights()


def by_document(
    part: Partition,
    ranked: Ranked,
    matches: Iterable[Hit],
    weights: DocumentWeights = DEFAULT_DOCUMENT_WEIGHTS,
) -> dict[str, float]:
    """Score of every document with a passage among the ranked ones, best document first.

    `matches` holds the best listed question of a document.
    """
    floor = float(ranked.dense_z.min()) if len(ranked.rows) else 0.0
    dull = float(ranked.lexical_z.min()) if len(ranked.rows) else 0.0
    parts: dict[str, dict[str, list[float]]] = {}
    for row, dense, lexical in zip(ranked.rows, ranked.dense_z, ranked.lexical_z, strict=True):
        passage = part.passages[row]
        kind = "asked" if passage.role == PHRASING else "said"
        signs = parts.setdefault(passage.document, {})
        signs.setdefault(f"{kind}-dense", []).append(float(dense))
        signs.setdefault(f"{kind}-words", []).append(float(lexical))
    near = {hit.passage.document: hit.score for hit in matches}
    scores = {
        document: _score(signs, floor, dull, near.get(document, _UNRELATED), weights)
        for document, signs in parts.items()
    }
    return dict(sorted(scores.items(), key=lambda pair: -pair[1]))


def _score(
    signs: Mapping[str, list[float]],
    floor: float,
    dull: float,
    match: float,
    weights: DocumentWeights,
) -> float:
    asked = sorted(signs.get("asked-dense", ()), reverse=True)
    second = asked[1] if len(asked) > 1 else floor
    words = max(signs.get("said-words", (dull,))) + max(signs.get("asked-words", (dull,)))
    return (
        weights.statement * max(signs.get("said-dense", (floor,)))
        + weights.listed * second
        + weights.words * words
        + weights.match * (match - _UNRELATED) / _STEP
    )


def lifted(part: Partition, ranked: Ranked, documents: Mapping[str, float], share: float) -> Ranked:
    """The passages with a share of their document's score added, best first again."""
    support = np.asarray([documents[part.passages[row].document] for row in ranked.rows])
    score = ranked.score + share * support if len(support) else ranked.score
    order = np.argsort(-score, kind="stable")
    arrays = {name: getattr(ranked, name)[order] for name in ranked.__slots__}
    return replace(Ranked(**arrays), score=score[order])
