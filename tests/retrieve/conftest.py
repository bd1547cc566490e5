"""A collection of general passages in the home of a small library, ranked by the real model."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.evaluation.passage_sets import PassageSet, load_passages
from assistant.service import Assistant, start
from assistant.settings import load_settings

SETS = Path(__file__).parents[1] / "evaluation" / "passages"
SMALL = Path(__file__).parents[1] / "knowledge"


@pytest.fixture(scope="session")
def general() -> PassageSet:
    """Both halves of the set."""
    return load_passages(SETS)


@pytest.fixture(scope="module")
def service(
    bare_environment: None, general: PassageSet, tmp_path_factory: pytest.TempPathFactory
) -> Assistant:
    """The real service over a small library, with some of the general passages in a collection."""
    home = tmp_path_factory.mktemp("ranked")
    service = start(load_settings(home=home, knowledge=SMALL))
    asked = {page.id for each in general.asked[:30] for page in each.pages}
    texts = [page.as_text for page in general.pages if page.id in asked]
    service.collections.add_texts(texts, "General")
    return service
