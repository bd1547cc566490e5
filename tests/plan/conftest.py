"""The real catalogue, and a planner that reads letters only, for it needs no model."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.library import Library, load_library
from assistant.plan.drafting import Planner
from assistant.plan.interpret import Mapper
from assistant.plan.planning import Planning
from assistant.plan.store import PlanStore

ROOT = Path(__file__).resolve().parents[2]
PROMPTS = ROOT / "prompts"


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library(ROOT / "knowledge")


@pytest.fixture(scope="session")
def planner(library: Library) -> Planner:
    return Planner(library, Mapper(library, None, ""), PROMPTS)


@pytest.fixture
def planning(planner: Planner, tmp_path: Path) -> Planning:
    return Planning(planner, PlanStore(tmp_path / "plans"), PROMPTS)
