"""Fits the refusal anew, on the question set, the shelf's phrasings and the off-topic bank."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.answer.conversation import standalone
from assistant.evaluation.questions import Case
from assistant.evaluation.refusal_fit import (
    CurvePoint,
    Labelled,
    features,
    fit,
    fit_probe,
    off_topic,
)
from assistant.retrieve import PHRASING, Refusal
from assistant.retrieve.retriever import QueryEncoder
from assistant.service import Assistant

# So many phrasings of the shelf teach the probe what the field sounds like.
PHRASINGS = 6000


def calibrate(
    service: Assistant,
    encoder: QueryEncoder,
    cases: Sequence[Case],
    bank: Path,
) -> tuple[Refusal, tuple[CurvePoint, ...]]:
    """The refusal fitted to these questions, and its cross-validated curve.

    `bank` is a file of questions outside the shelf; OSError where it cannot be read.
    """

    def encode(texts: Sequence[str]) -> np.ndarray:
        return np.vstack([encoder.encode_query(text) for text in texts])

    outside = off_topic(bank)
    identity = service.retriever.index.embedder
    field = _field(service, PHRASINGS)
    probe, readings = fit_probe(encode, identity, field, [c.question for c in outside])
    asked = [
        Labelled(standalone(c.question, c.lang, c.history), c.lang, not c.refused) for c in cases
    ]
    domain = [probe.read(encoder.encode_query(c.question), identity) for c in asked]
    signals = np.vstack(
        [
            features(service.retriever, asked, np.asarray(domain)),
            features(service.retriever, outside, readings),
        ]
    )
    answerable = np.asarray([int(c.answerable) for c in (*asked, *outside)])
    return fit(signals, answerable, probe)


def _field(service: Assistant, count: int) -> list[str]:
    """Phrasings from all over the shelf, evenly, both languages."""
    texts = [p.text for p in service.library.passages() if p.role == PHRASING]
    return texts[:: max(1, len(texts) // count)][:count]
