"""Plain rankings to hold ours against: the same passages by E5 alone and by BM25 alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.evaluation.answers import Verdict
from assistant.index import Partition
from assistant.language.words import stems
from assistant.retrieve.retriever import QueryEncoder
from assistant.service import Assistant

DOCUMENTS = 3


@dataclass(frozen=True, slots=True)
class Comparison:
    """A slice's rates, 0 to 1, of a right document among the first three."""

    slice: str
    questions: int
    ours: float
    dense: float
    lexical: float


def compare(
    service: Assistant, encoder: QueryEncoder, verdicts: Sequence[Verdict]
) -> tuple[Comparison, ...]:
    """One row a slice, then one of all, over the questions that name documents.

    The baselines rank every passage of the language for the question as the answer
    completed it from the conversation, so that ranking alone is compared.
    """
    judged = [v for v in verdicts if v.document is not None]
    found = [_judge(service, encoder, verdict) for verdict in judged]
    names = sorted({v.case.slice for v in judged})
    rows = [
        _row(name, [f for v, f in zip(judged, found, strict=True) if v.case.slice == name])
        for name in names
    ]
    return (*rows, _row("all", found)) if found else ()


def _judge(service: Assistant, encoder: QueryEncoder, verdict: Verdict) -> tuple[bool, bool, bool]:
    case = verdict.case
    question = verdict.answer.interpreted or case.question
    part = service.retriever.index.partitions[case.lang]
    wanted = set(case.documents)
    by_vector = by_cosine(part, encoder.encode_query(question))
    by_words = by_bm25(part, stems(question, case.lang))
    return bool(verdict.document), bool(wanted & {*by_vector}), bool(wanted & {*by_words})


def by_cosine(part: Partition, query: np.ndarray, count: int = DOCUMENTS) -> tuple[str, ...]:
    """The first documents by exact cosine with `query`, shape (dimension,)."""
    return first_of(part, np.asarray(part.dense.vectors, dtype=np.float32) @ query, count=count)


def by_bm25(part: Partition, terms: Sequence[str], count: int = DOCUMENTS) -> tuple[str, ...]:
    """The first documents by BM25 for these stems; none where no stem is known."""
    return first_of(part, part.lexical.scores(terms), 0.0, count)


def first_of(
    part: Partition, scores: np.ndarray, above: float = -np.inf, count: int = DOCUMENTS
) -> tuple[str, ...]:
    """The first distinct documents by the score of their passages, shape (passages,)."""
    found = dict.fromkeys(_descending(part, scores, above))
    return tuple(found)[:count]


def _descending(part: Partition, scores: np.ndarray, above: float) -> Iterator[str]:
    for row in np.argsort(-scores, kind="stable")[:2000]:
        if scores[row] > above:
            yield part.passages[row].document


def _row(name: str, found: Sequence[tuple[bool, bool, bool]]) -> Comparison:
    ours, dense, lexical = np.asarray(found, dtype=float).mean(axis=0).round(4).tolist()
    return Comparison(name, len(found), ours, dense, lexical)
