"""Fits the refusal: which signals tell an answerable question from one outside the shelf."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import yaml

from assistant.records import LANGS, Lang
from assistant.retrieve import Probe, Refusal, Retriever

Encode = Callable[[Sequence[str]], np.ndarray]

# Leaving a board member without an answer that exists costs more than one odd answer: as much
# as this many of the bank's questions, most of which lie just outside the shelf.
_COST = 3.5


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


def fit_probe(
    encode: Encode, identity: str, field: Sequence[str], outside: Sequence[str]
) -> tuple[Probe, np.ndarray]:
    """A linear probe between questions of the field and questions outside it.

    Also returns its cross-fitted readings of `outside`, shape (len(outside),): those of
    the probe itself would flatter the refusal that is fitted on them next.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    vectors = np.vstack([encode(field), encode(outside)])
    labels = np.r_[np.ones(len(field)), np.zeros(len(outside))]
    centre = vectors.mean(axis=0)
    model = LogisticRegression(C=10.0, class_weight="balanced", max_iter=5000)
    folds = StratifiedKFold(n_splits=5, shuffle=True, random_state=7)
    readings = cross_val_predict(
        model, vectors - centre, labels, cv=folds, method="decision_function"
    )
    model.fit(vectors - centre, labels)
    weights = np.round(model.coef_[0], 3)
    bias = float(model.intercept_[0] - weights @ centre)
    return Probe(identity, tuple(weights.tolist()), round(bias, 4)), readings[len(field) :]


def features(
    retriever: Retriever, cases: Sequence[Labelled], domain: np.ndarray | None = None
) -> np.ndarray:
    """Signal vectors, shape (cases, signals); `domain` replaces the probe's own readings."""
    found = [retriever.search(c.question, c.lang).signals for c in cases]
    if domain is not None:
        found = [replace(s, domain=float(d)) for s, d in zip(found, domain, strict=True)]
    return np.asarray([signals.vector() for signals in found])


def fit(
    signals: np.ndarray, answerable: np.ndarray, probe: Probe
) -> tuple[Refusal, tuple[CurvePoint, ...]]:
    """A logistic model over standardised signals, and its curve over thresholds.

    The threshold is taken on held-out folds, so that it is not flattered.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    mean, scale = signals.mean(axis=0), signals.std(axis=0) + 1e-9
    standard = (signals - mean) / scale
    model = LogisticRegression(C=0.3, class_weight="balanced", max_iter=2000)
    folds = StratifiedKFold(n_splits=5, shuffle=True, random_state=7)
    held_out = cross_val_predict(model, standard, answerable, cv=folds, method="predict_proba")
    curve = _curve(held_out[:, 1], answerable)
    best = max(curve, key=lambda p: (p.declined - _COST * p.wrongly_declined, -p.threshold))
    model.fit(standard, answerable)
    refusal = Refusal(
        mean=tuple(np.round(mean, 5).tolist()),
        scale=tuple(np.round(scale, 5).tolist()),
        weights=tuple(np.round(model.coef_[0], 4).tolist()),
        bias=round(float(model.intercept_[0]), 4),
        threshold=best.threshold,
        probe=probe,
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
