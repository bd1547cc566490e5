"""The catalogue in both languages, and a service with a known answer."""

from __future__ import annotations

import pytest
from fiction import PROMPTS, FictionalService

from assistant.render import Labels, load_labels


@pytest.fixture
def english() -> Labels:
    return load_labels(PROMPTS, "en")


@pytest.fixture
def french() -> Labels:
    return load_labels(PROMPTS, "fr")


@pytest.fixture
def service() -> FictionalService:
    return FictionalService()
