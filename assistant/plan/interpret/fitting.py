"""Fits the reading of objectives to the catalogue and to `phrasings.yaml`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from assistant.library import Library
from assistant.plan.interpret.essence import essence
from assistant.plan.interpret.features import Floats, features, form
from assistant.plan.interpret.model import OBJECTIVE, Head, ReadingModel
from assistant.records import LANGS

PHRASINGS = Path(__file__).with_name("phrasings.yaml")
_STRENGTH = {"kinds": 10.0, "objectives": 30.0}
_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Example:
    """A text to learn from: the kind it is of, its objective where it is one, its weight."""

    text: str
    kind: str
    objective: str = ""
    weight: float = 1.0


def examples(library: Library) -> tuple[Example, ...]:
    """All texts to learn from, in both languages."""
    phrasings = yaml.load(PHRASINGS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    found: list[Example] = []
    for objective in library.objectives.values():
        extra = phrasings["objectives"].get(objective.id, {})
        for lang in LANGS:
            texts = (objective.names[lang], *objective.aliases[lang], *extra.get(lang, ()))
            found += [Example(text, OBJECTIVE, objective.id) for text in texts]
            found.append(Example(objective.rationales[lang], "", objective.id, 0.5))
            found += [Example(text, "action", "", 0.3) for text in objective.actions[lang]]
            found += [
                Example(library.kpis[part.kpi].names[lang], "", objective.id, 0.3)
                for part in objective.kpis
                if part.role != "guardrail"
            ]
    for kind, texts_by_lang in phrasings["not"].items():
        found += [Example(text, kind) for lang in LANGS for text in texts_by_lang[lang]]
    questions = [d.title for d in library.documents.values() if d.kind == "question"]
    return (*found, *(Example(text, "question", "", 0.15) for text in questions))


def fit(library: Library, embedder: Any) -> ReadingModel:
    """Fit all heads; `embedder` is an `Embedder` of the models layer."""
    taught = examples(library)
    vectors = np.stack([embedder.encode_query(essence(each.text)) for each in taught])
    mean = np.asarray(vectors.mean(axis=0), np.float32)
    heads: dict[str, dict[bool, Head]] = {"kinds": {}, "objectives": {}}
    for dense in (True, False):
        rows = [
            features(essence(each.text), vector if dense else None, mean)
            for each, vector in zip(taught, vectors, strict=True)
        ]
        heads["kinds"][dense] = _fit(
            [
                (np.concatenate([row, form(each.text)]), each.kind, each.weight)
                for row, each in zip(rows, taught, strict=True)
                if each.kind
            ],
            _STRENGTH["kinds"],
        )
        heads["objectives"][dense] = _fit(
            [
                (row, each.objective, each.weight)
                for row, each in zip(rows, taught, strict=True)
                if each.objective
            ],
            _STRENGTH["objectives"],
        )
    return ReadingModel(embedder.identity, mean, heads["kinds"], heads["objectives"])


def _fit(taught: Sequence[tuple[Floats, str, float]], strength: float) -> Head:
    """A head from (features, class, weight); its temperature from held-out folds."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold

    rows = np.stack([row for row, _, _ in taught])
    wanted = np.asarray([label for _, label, _ in taught])
    importance = np.asarray([weight for _, _, weight in taught])
    held = np.zeros((len(rows), len(set(wanted))))
    for train, test in StratifiedKFold(_FOLDS, shuffle=True, random_state=0).split(rows, wanted):
        part = LogisticRegression(C=strength, max_iter=400)
        part.fit(rows[train], wanted[train], sample_weight=importance[train])
        held[test] = part.decision_function(rows[test])
    model = LogisticRegression(C=strength, max_iter=400)
    model.fit(rows, wanted, sample_weight=importance)
    classes = tuple(str(each) for each in model.classes_)
    places = np.asarray([classes.index(str(label)) for label in wanted])
    temperature = min(np.arange(0.4, 3.01, 0.1), key=lambda t: _loss(held / t, places, importance))
    weights, bias = model.coef_.astype(np.float32), model.intercept_.astype(np.float32)
    return Head(classes, weights, bias, float(temperature))


def _loss(scores: np.ndarray, places: np.ndarray, weights: np.ndarray) -> float:
    """Weighted mean negative log-likelihood."""
    top = scores.max(axis=1, keepdims=True)
    norm = top[:, 0] + np.log(np.exp(scores - top).sum(axis=1))
    return float(((norm - scores[np.arange(len(scores)), places]) * weights).sum() / weights.sum())
