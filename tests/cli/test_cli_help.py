"""`assistant --help`: complete, and nothing heavy loaded for it."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from running import Run

from assistant.cli import cli

HEAVY = "{'torch', 'gradio', 'chromadb', 'numpy', 'pydantic', 'langchain_core', 'yaml'}"


def commands(group: click.Group, prefix: str = "") -> list[str]:
    """Every command of a group and of the groups in it, as it is typed."""
    found = []
    with click.Context(group) as context:
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            if isinstance(command, click.Group):
                found += commands(command, f"{prefix}{name} ")
            else:
                found.append(prefix + name)
    return found


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom assistant.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        f"print(sorted({HEAVY} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", commands(cli))
def test_every_command_explains_itself(command: str, run: Run) -> None:
    result = run(*command.split(), "--help")
    assert result.exit_code == 0
    assert "Usage: " in result.stdout


# These serve until they are stopped.
SERVERS = ("serve", "mcp")


@pytest.mark.parametrize("command", [name for name in commands(cli) if name not in SERVERS])
def test_every_command_that_tells_something_tells_it_as_json(command: str, run: Run) -> None:
    assert "--json" in run(*command.split(), "--help").stdout


def test_the_version_is_that_of_the_package(run: Run) -> None:
    from importlib.metadata import version

    assert run("--version").stdout.strip() == (
        f"assistant, version {version('boardwise-assistant')}"
    )
