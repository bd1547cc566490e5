"""The command line, run in this process."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from running import Run

from assistant.cli import cli


@pytest.fixture
def run() -> Run:
    """`run("ask", "…")` gives exit code, standard output and standard error; `typed` is what a
    person types."""

    def run(*arguments: str, typed: str = "") -> Result:
        return CliRunner().invoke(cli, arguments, input=typed, catch_exceptions=False)

    return run


@pytest.fixture
def fiction(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The fictional shelf of eight small documents, as ASSISTANT_KNOWLEDGE."""
    folder = Path(__file__).parents[1] / "knowledge"
    monkeypatch.setenv("ASSISTANT_KNOWLEDGE", str(folder))
    return folder


@pytest.fixture
def on_the_shelf(shelf_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home whose index holds the whole shelf, as ASSISTANT_HOME."""
    monkeypatch.setenv("ASSISTANT_HOME", str(shelf_home))
    return shelf_home
