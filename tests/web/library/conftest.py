"""The fictional shelf of tests/knowledge: read, made ready, and served by the real service."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.library import Library, load_library
from assistant.library.browse import Catalogue
from assistant.service import Assistant, start
from assistant.settings import load_settings
from assistant.web.library import library_routes

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"


@pytest.fixture(scope="session")
def shelf() -> Library:
    return load_library(KNOWLEDGE)


@pytest.fixture(scope="session")
def catalogue(shelf: Library) -> Catalogue:
    return Catalogue(shelf)


@pytest.fixture(scope="session")
def small_assistant(bare_environment: None, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return start(load_settings(home=tmp_path_factory.mktemp("home"), knowledge=KNOWLEDGE))


@pytest.fixture(scope="session")
def client(small_assistant: Assistant) -> TestClient:
    routes = library_routes(small_assistant.settings, small_assistant)
    return TestClient(Starlette(routes=routes))
