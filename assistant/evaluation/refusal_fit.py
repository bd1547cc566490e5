"""Fits the refusal: which signals tell an answerable question from one outside the shelf."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import yaml

from assistant.records import LANGS, Lang
from assistant.retrieve import Refusal, Retriever


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question with whether the shelf answers it."""

    question: str
    lang: Lang
    answerable: bool


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """At this threshold: share of unanswerable questions declined, of answerable ones too."""

    threshold: float
    declined: float
    wrongly_declined: float


def off_topic(path: Path) -> tuple[Labelled, ...]:
    """The bank of questions outside the shelf, by language."""
    bank = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return tuple(Labelled(text, lang, False) for lang in LANGS for text in bank[lang])


def features(retriever: Retriever, cases: Sequence[Labelled]) -> np.ndarray:
    """Signal vectors, shape (cases, signals)."""
    return np.asarray([retriever.search(c.question, c.lang).signals.vector() for c in cases])


def fit(signals: np.ndarray, answerable: np.ndarray) -> tuple[Refusal, tuple[CurvePoint, ...]]:
    """A logistic model over standardised signals, and its curve over thresholds.

    The threshold is the one with the fewest errors when the two kinds of questions weigh
    alike, taken on held-out folds so that it is not flattered.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    mean, scale = signals.mean(axis=0), signals.std(axis=0) + 1e-9
    standard = (signals - mean) / scale
    model = LogisticRegression(C=0.3, class_weight="balanced", max_iter=2000)
    folds = StratifiedKFold(n_splits=5, shuffle=True, random_state=7)
    held_out = cross_val_predict(model, standard, answerable, cv=folds, method="predict_proba")
    curve = _curve(held_out[:, 1], answerable)
    # Leaving a board member without an answer that exists costs more than one odd answer.
    best = max(curve, key=lambda p: (p.declined - 1.5 * p.wrongly_declined, -p.threshold))
    model.fit(standard, answerable)
    refusal = Refusal(
        mean=tuple(np.round(mean, 5).tolist()),
        scale=tuple(np.round(scale, 5).tolist()),
        weights=tuple(np.round(model.coef_[0], 4).tolist()),
        bias=round(float(model.intercept_[0]), 4),
        threshold=best.threshold,
    )
    return refusal, curve


def _curve(confidence: np.ndarray, answerable: np.ndarray) -> tuple[CurvePoint, ...]:
    points = []
    for threshold in np.arange(0.05, 0.96, 0.05):
        declined = confidence < threshold
        points.append(
            CurvePoint(
                threshold=round(float(threshold), 2),
                declined=round(float(declined[answerable == 0].mean()), 4),
                wrongly_declined=round(float(declined[answerable == 1].mean()), 4),
            )
        )
    return tuple(points)


def as_json(refusal: Refusal) -> dict[str, object]:
    """The form in which the model ships beside `retrieve/refusal.py`."""
    return asdict(refusal)
