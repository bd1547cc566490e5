"""The names that `import assistant` offers."""

from __future__ import annotations

import subprocess
import sys

import pytest

import assistant as package

NAMES = [
    "Answer",
    "AssistantError",
    "Evidence",
    "Settings",
    "as_retriever",
    "as_tool",
    "build_assistant",
    "load_settings",
    "start",
]


def test_the_public_names_are_these() -> None:
    assert package.__all__ == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_can_be_imported(name: str) -> None:
    assert getattr(package, name).__name__ == name


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'nothing'"):
        package.nothing  # noqa: B018 - the access is the test


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import sys, assistant; print(sorted({'torch', 'numpy', 'pydantic'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
