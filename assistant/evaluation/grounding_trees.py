"""Boosted decision trees over the signals of the check, small enough to ship as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from assistant.answer.grounding.verdict import CROSSED

_TREES, _DEPTH, _RATE = 80, 3, 0.08
_PART, _SIGNALS, _LEAF = 0.6, 0.4, 8


def boosted(
    told: Sequence[Mapping[str, float]], crossed: Sequence[bool], labels: np.ndarray,
    weights: np.ndarray, names: Sequence[str],
) -> dict[str, Any]:  # fmt: skip
    """Fit to signals by name, one mapping a pair, and write down as `verdict.Trees` reads them."""
    from sklearn.ensemble import GradientBoostingClassifier

    asked = [*names, CROSSED]
    rows = ({**values, CROSSED: float(two)} for values, two in zip(told, crossed, strict=True))
    vectors = np.array([[row[name] for name in asked] for row in rows])
    model = GradientBoostingClassifier(
        n_estimators=_TREES, max_depth=_DEPTH, learning_rate=_RATE, subsample=_PART,
        max_features=_SIGNALS, min_samples_leaf=_LEAF, random_state=0,
    ).fit(vectors, labels, sample_weight=weights * len(labels))  # fmt: skip
    share = float((weights * labels).sum() / weights.sum())
    trees = [_nodes(each.tree_) for each in model.estimators_[:, 0]]
    return {"names": asked, "start": round(float(np.log(share / (1 - share))), 6), "trees": trees}


def _nodes(tree: Any) -> list[list[float]]:
    """The nodes of one tree: [signal, limit, left, right], or [what a leaf adds]."""
    found: list[list[float]] = []
    for place in range(tree.node_count):
        left, right = int(tree.children_left[place]), int(tree.children_right[place])
        if left < 0:
            found.append([round(float(tree.value[place][0][0]) * _RATE, 6)])
        else:
            limit = round(float(tree.threshold[place]), 6)
            found.append([int(tree.feature[place]), limit, left, right])
    return found
