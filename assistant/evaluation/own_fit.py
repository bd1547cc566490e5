"""Fits the bar of own documents on the half "dev" of all sets.

A logistic model over the signals; each kind of question counts as much as it would in use, not as
often as the sets happen to hold it. The thresholds follow from what may be quoted wrongly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import orjson

from assistant.evaluation.own_documents import PARTS, Sample
from assistant.retrieve.bar import FILE, Bar

# What all samples of a kind weigh together: most questions to a board's assistant are about
# something that a given upload does not say.
_SHARES = {"right": 1.0, "ask": 0.15, "silent": 0.1, "other documents": 0.25, "other things": 0.5}
# Of questions about other things, so many may get a quote: unasked, and where the reader names
# the collections to look in.
_UNASKED, _ASKED_FOR = 0.045, 0.12
_LEAST, _MOST = 0.2, 0.8
# The set is small: a freer fit did better on its own half and worse on the other.
_STRICTNESS = 0.05


def fit(found: Sequence[Sample], path: Path = FILE) -> Bar:
    """Fit the bar and write it; returns the new one."""
    from sklearn.linear_model import LogisticRegression

    dev = [each for each in found if each.part == PARTS[0]]
    matrix = np.asarray([each.signals for each in dev])
    mean, scale = np.nanmean(matrix, axis=0), np.nanstd(matrix, axis=0)
    scale[scale == 0] = 1.0
    model = LogisticRegression(C=_STRICTNESS, max_iter=1000)
    standard = np.nan_to_num((matrix - mean) / scale)
    model.fit(standard, [each.right for each in dev], sample_weight=_weights(dev))
    chance = model.predict_proba(standard)[:, 1]
    others = [
        c for c, each in zip(chance, dev, strict=True) if each.kind == "other things" and each.first
    ]
    state = {
        "mean": _rounded(mean),
        "scale": _rounded(scale),
        "weights": _rounded(model.coef_[0]),
        "bias": round(float(model.intercept_[0]), 5),
        "threshold": _threshold(others, _UNASKED),
        "asked_for": _threshold(others, _ASKED_FOR),
    }
    path.write_bytes(orjson.dumps(state, option=orjson.OPT_INDENT_2) + b"\n")
    return Bar.load(path)


def weighed(found: Sequence[Sample], bar: Bar) -> list[Sample]:
    """The same samples with the chances that a bar gives them."""
    return [replace(each, confidence=bar.chance(each.signals)) for each in found]


def _weights(found: Sequence[Sample]) -> np.ndarray:
    kinds = ["right" if each.right else each.kind for each in found]
    return np.asarray([len(found) * _SHARES[kind] / kinds.count(kind) for kind in kinds])


def _threshold(others: Sequence[float], may: float) -> float:
    """The least chance that so small a share of these reaches, shape (others,)."""
    least = float(np.quantile(others, 1.0 - may)) if len(others) else 0.0
    return round(min(_MOST, max(_LEAST, least)), 3)


def _rounded(values: np.ndarray) -> list[float]:
    return [round(float(each), 5) for each in values]
