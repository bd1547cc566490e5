"""Rankings of documents judged side by side: nDCG@10, recall@5, reciprocal rank, significance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

OURS = "ours"
DEPTH, _FIRST = 10, 5
_FLIPS = 10_000
# What reciprocal rank fusion adds to every rank (Cormack, Clarke and Buettcher, 2009).
_FUSION = 60


@dataclass(frozen=True, slots=True)
class Judged:
    """How one question's right documents were ranked, each measure from 0 to 1."""

    ndcg: float
    recall: float
    reciprocal: float


@dataclass(frozen=True, slots=True)
class Line:
    """A ranking on a slice; `p` is the chance, two-sided, of so great a difference of nDCG from
    ours, if it were all chance; None for ours."""

    slice: str
    ranking: str
    questions: int
    ndcg: float
    recall: float
    mrr: float
    p: float | None


def judged(ranked: Sequence[str], right: set[str]) -> Judged:
    """One ranking, best document first, against the documents that answer."""
    places = [place for place, each in enumerate(ranked[:DEPTH]) if each in right]
    gain = sum(1 / np.log2(place + 2) for place in places)
    best = sum(1 / np.log2(place + 2) for place in range(min(len(right), DEPTH)))
    early = sum(place < _FIRST for place in places) / min(len(right), _FIRST)
    return Judged(gain / best, early, 1 / (places[0] + 1) if places else 0.0)


def fused(*rankings: Sequence[str]) -> list[str]:
    """Reciprocal rank fusion of rankings."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for place, each in enumerate(ranking):
            scores[each] = scores.get(each, 0.0) + 1 / (_FUSION + place + 1)
    return sorted(scores, key=lambda each: -scores[each])


def lines(
    slices: Sequence[Sequence[str]], found: Mapping[str, Sequence[Judged]]
) -> tuple[Line, ...]:
    """A line for each slice and ranking; `slices` names those of each question, `found` has
    each ranking's judgements of all questions, ours among them."""
    names = dict.fromkeys(name for each in slices for name in each)
    told = []
    for name in names:
        places = [place for place, each in enumerate(slices) if name in each]
        ours = np.asarray([found[OURS][place].ndcg for place in places])
        for ranking, all_ in found.items():
            own = [all_[place] for place in places]
            ndcg = np.asarray([each.ndcg for each in own])
            told.append(
                Line(
                    name,
                    ranking,
                    len(own),
                    round(float(ndcg.mean()), 4),
                    round(float(np.mean([each.recall for each in own])), 4),
                    round(float(np.mean([each.reciprocal for each in own])), 4),
                    None if ranking == OURS else round(by_chance(ours - ndcg), 4),
                )
            )
    return tuple(told)


def by_chance(differences: np.ndarray) -> float:
    """Two-sided p of a paired difference by flipping signs at random, shape (questions,)."""
    told = differences[differences != 0]
    if not len(told):
        return 1.0
    signs = np.random.default_rng(1).choice((-1.0, 1.0), size=(_FLIPS, len(told)))
    means = np.abs(signs @ told)
    return float((1 + (means >= abs(told.sum()) - 1e-12).sum()) / (_FLIPS + 1))
