"""README.md keeps up with the product."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest

from assistant.cli import cli
from assistant.cli.settings import markdown_table

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def commands(group: click.Group, prefix: str) -> list[str]:
    found = []
    with click.Context(group) as context:
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            if isinstance(command, click.Group):
                found += commands(command, f"{prefix} {name}")
            else:
                found.append(f"{prefix} {name}")
    return found


def test_the_table_of_settings_is_that_of_the_code() -> None:
    table = [line for line in README.splitlines() if line.startswith("| ")]
    assert table == list(markdown_table()), "replace it with the output of `make settings`"


@pytest.mark.parametrize("command", commands(cli, "assistant"))
def test_every_command_is_mentioned(command: str) -> None:
    assert re.search(rf"{command}\b", README)


def test_every_make_target_mentioned_exists() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r"\bmake ([a-z]+)\b", README)) <= set(targets)


def test_the_newest_change_is_the_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    newest = re.search(r"## Changes\n\n### (\S+)", README)
    assert newest is not None
    assert newest[1] == project["version"]


def test_every_picture_exists() -> None:
    pictures = re.findall(r"!\[[^]]+]\(([^)]+)\)", README)
    assert [name for name in pictures if not (ROOT / name).is_file()] == []


@pytest.mark.shelf
def test_the_python_example_runs(
    shelf_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_HOME", str(shelf_home))
    example = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert example is not None
    exec(compile(example[1], "README.md", "exec"), {})
    assert capsys.readouterr().out.startswith("['")
