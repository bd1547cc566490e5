"""The pinned packages install on every Python that the project says it runs on."""

from __future__ import annotations

import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parents[1]
PINS = [
    Requirement(line)
    for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_no_pinned_package_needs_a_later_python_than_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    # What Debian 12 ships; a package may ask for a later one of the same 3.11.
    oldest = "3.11.2"
    assert SpecifierSet(project["requires-python"]).contains(oldest)
    too_new = {}
    for pin in PINS:
        try:
            needs = metadata(pin.name)["Requires-Python"]
        except PackageNotFoundError:
            # Of an extra that is not installed here.
            continue
        if needs and not SpecifierSet(needs).contains(oldest):
            too_new[pin.name] = needs
    assert too_new == {}
