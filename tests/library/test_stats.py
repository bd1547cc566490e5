"""What the counts of the shelf say, and what the shelf promises to hold at least."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.library import load_library, stats

FICTION = Path(__file__).parents[1] / "knowledge"
KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


@pytest.fixture(scope="module")
def fiction() -> dict[str, Any]:
    return stats(load_library(FICTION))


@pytest.fixture(scope="module")
def shelf() -> dict[str, Any]:
    return stats(load_library(KNOWLEDGE))


def counted(tree: dict[str, Any], path: str) -> Any:
    for name in path.split(" / "):
        tree = tree[name]
    return tree


FICTIONAL = [
    pytest.param("case studies / outcome", {"success": 1}, id="outcome"),
    pytest.param("case studies / business to business", 0, id="b2b"),
    pytest.param("case studies / French or European", 0, id="european"),
    pytest.param("documents / topic / sales", 2, id="topic"),
    pytest.param("documents / decade", {"2010s": 2, "undated": 1}, id="decade"),
    pytest.param("statements / source type / self-reported and secondary", 2, id="source-type"),
    pytest.param("references / cited", 3, id="cited"),
    pytest.param("references / type / report", 1, id="reference-type"),
    pytest.param("in both languages / case-study", 1, id="bilingual"),
]


@pytest.mark.parametrize(("path", "expected"), FICTIONAL)
def test_a_count_of_the_fiction(path: str, expected: object, fiction: dict[str, Any]) -> None:
    assert counted(fiction, path) == expected


PROMISED = [
    pytest.param("in both languages / article", 88, id="articles"),
    pytest.param("in both languages / case-study", 106, id="case-studies"),
    pytest.param("in both languages / kpi-framework", 36, id="frameworks"),
    pytest.param("in both languages / kpi", 120, id="kpis"),
    pytest.param("in both languages / objective", 26, id="objectives"),
    pytest.param("in both languages / question", 138, id="questions"),
    pytest.param("in both languages / term", 700, id="terms"),
    pytest.param("case studies / outcome / cautionary", 25, id="failures"),
    pytest.param("case studies / French or European", 40, id="european"),
    pytest.param("case studies / crisis", 15, id="crises"),
    pytest.param("case studies / business to business", 20, id="b2b"),
]


@pytest.mark.parametrize(("path", "least"), PROMISED)
def test_the_shelf_holds_at_least(path: str, least: int, shelf: dict[str, Any]) -> None:
    assert counted(shelf, path) >= least


def test_every_reference_of_the_shelf_is_cited(shelf: dict[str, Any]) -> None:
    assert shelf["references"]["cited"] == shelf["references"]["total"]
