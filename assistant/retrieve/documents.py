"""Ranks documents from their passages: a document is found by its best statement, by the
questions that it lists and by its words, each of which alone misses what the others find.

The weights were fitted by maximum likelihood (a softmax over each question's documents) on
the development questions and checked on those held out; see `assistant evaluate --ablation`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from assistant.index import Partition
from assistant.records import Hit
from assistant.retrieve.rank import Ranked

PHRASING = "phrasing"
# A cosine at which two questions of this model are unrelated, and how wide a step counts.
_UNRELATED, _STEP = 0.8, 0.05
# What every passage of a document that came before takes from the next one's score: measured over
# ten passages, a tenth more of the right documents are met, and the first five tell as many facts.
_REPEATED = 0.3


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
    if not len(ranked.rows):
        return {}
    names, of_rows = part.documents
    # Documents in the order of their best passage, which decides between equals.
    numbers, first, place = np.unique(of_rows[ranked.rows], return_index=True, return_inverse=True)
    asked = part.roles[ranked.rows] == PHRASING
    best = partial(_best, place, len(numbers))
    dull, floor = ranked.lexical_z.min(), ranked.dense_z.min()
    words = best(ranked.lexical_z, ~asked, dull) + best(ranked.lexical_z, asked, dull)
    near = {hit.passage.document: hit.score for hit in matches}
    match = np.asarray([near.get(names[number], _UNRELATED) for number in numbers])
    score = (
        weights.statement * best(ranked.dense_z, ~asked, floor)
        + weights.listed * _second(place, len(numbers), ranked.dense_z, asked, floor)
        + weights.words * words
        + weights.match * (match - _UNRELATED) / _STEP
    )
    order = np.lexsort((first, -score))
    return {names[numbers[each]]: float(score[each]) for each in order}


def _best(
    place: np.ndarray, size: int, values: np.ndarray, among: np.ndarray, least: float
) -> np.ndarray:
    """The greatest of these values in each place, `least` where there is none, shape (size,)."""
    found = np.full(size, float(least))
    np.maximum.at(found, place[among], values[among].astype(float))
    return found


def _second(
    place: np.ndarray, size: int, values: np.ndarray, among: np.ndarray, least: float
) -> np.ndarray:
    """The second greatest of these values in each place, `least` where there are fewer."""
    places, own = place[among], values[among].astype(float)
    order = np.lexsort((-own, places))
    places, own = places[order], own[order]
    starts = np.searchsorted(places, np.arange(size))
    counts = np.bincount(places, minlength=size)
    found = np.full(size, float(least))
    several = counts > 1
    found[several] = own[starts[several] + 1]
    return found


def lifted(part: Partition, ranked: Ranked, documents: Mapping[str, float], share: float) -> Ranked:
    """The passages with a share of their document's score added, best first again."""
    support = np.asarray([documents[part.passages[row].document] for row in ranked.rows])
    score = ranked.score + share * support if len(support) else ranked.score
    order = np.argsort(-score, kind="stable")
    arrays = {name: getattr(ranked, name)[order] for name in ranked.__slots__}
    return replace(Ranked(**arrays), score=score[order])


def varied(hits: Sequence[Hit], count: int) -> tuple[Hit, ...]:
    """The best `count` of these hits, best first: one document does not crowd out the others, for
    its further passages lose some of their score with each that came before."""
    left, met, found = list(hits), Counter[str](), list[Hit]()
    while left and len(found) < count:
        scores = [hit.score - _REPEATED * met[hit.passage.document] for hit in left]
        score = max(scores)
        hit = left.pop(scores.index(score))
        met[hit.passage.document] += 1
        found.append(replace(hit, score=score))
    return tuple(found)
