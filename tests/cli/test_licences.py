"""What the product is made of may be passed on: every licence is one that was looked at."""

from __future__ import annotations

import json
import re
from pathlib import Path

from click.testing import CliRunner

from assistant.cli import cli
from assistant.doctor.licences import Licence, licences

ROOT = Path(__file__).resolve().parents[2]
# Nothing but naming the authors is asked for.
PERMISSIVE = {"MIT", "BSD", "Apache-2.0", "PSF-2.0", "ISC", "public domain or zlib"}
# Conditions on passing it on; why they are kept stands in docs/licences.md.
NAMED = {"certifi", "orjson", "tqdm", "psycopg", "psycopg-binary", "psycopg-pool"}


def test_every_licence_is_one_that_was_looked_at() -> None:
    found = licences()
    assert len(found) > 100
    unknown = [each for each in found if not each.families]
    others = [each for each in found if set(each.families) - PERMISSIVE and each.name not in NAMED]
    assert (unknown, others) == ([], [])


def test_what_has_conditions_is_explained() -> None:
    page = (ROOT / "docs" / "licences.md").read_text("utf-8")
    conditions = page.split("\n## ")[1]
    assert all(f"{name}" in conditions for name in NAMED)
    assert "pandoc" in conditions


def test_the_page_names_what_is_installed() -> None:
    page = (ROOT / "docs" / "licences.md").read_text("utf-8")
    listed = set(re.findall(r"^\| ([\w.-]+) \| \d", page, re.MULTILINE))
    assert sorted({each.name for each in licences()} - listed) == []


def test_the_command_tells_them_as_data() -> None:
    told = CliRunner().invoke(cli, ["licences", "--json"], catch_exceptions=False)
    rows = {each["name"]: Licence(**each) for each in json.loads(told.stdout)}
    assert rows["click"].families == ["BSD"]  # type: ignore[comparison-overlap]
