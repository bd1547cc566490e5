"""`assistant feedback`."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant.cli import cli
from assistant.feedback import Feedback, Opinion

OPINION = Opinion("down", "Why pay?", "For reach.", "Too old.", ("p1",), "en", "uncovered")


@pytest.fixture
def kept(home: Path) -> Opinion:
    return Feedback(home).keep(OPINION)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["feedback", *arguments])


def test_opinions_are_listed(kept: Opinion) -> None:
    told = run("list", "--lang", "fr").stdout
    assert "n’a pas aidé  Why pay?" in told
    assert "Too old." in told
    assert json.loads(run("list", "--json").stdout)[0]["id"] == kept.id


def test_opinions_are_exported(kept: Opinion, tmp_path: Path) -> None:
    assert json.loads(run("export").stdout)["evidence"] == ["p1"]
    assert json.loads(run("export", "--json").stdout)[0]["question"] == "Why pay?"
    target = tmp_path / "opinions.csv"
    assert run("export", "--csv", "-o", str(target)).exit_code == 0
    (row,) = csv.DictReader(io.StringIO(target.read_text("utf-8")))
    assert (row["id"], row["reason"]) == (kept.id, "Too old.")


def test_a_file_that_cannot_be_written_is_told(kept: Opinion, tmp_path: Path) -> None:
    told = run("export", "-o", str(tmp_path / "no" / "such" / "folder.json"))
    assert told.exit_code == 2
    assert "cannot be written" in told.stderr


def test_unanswered_questions_are_listed(kept: Opinion, home: Path) -> None:
    Feedback(home).keep(replace(OPINION, kind="answer", question="Answered?"))
    assert [each["question"] for each in json.loads(run("unanswered", "--json").stdout)] == [
        "Why pay?"
    ]
    assert "Why pay?" in run("unanswered").stdout
    assert run("unanswered", "--csv").stdout.startswith("question,lang,kind,times,last")


def test_an_empty_home_says_why(home: Path) -> None:
    assert "ASSISTANT_KEEP_QUESTIONS" in run("unanswered", "--lang", "en").stderr
    assert run("list").stdout == ""


def test_opinions_are_erased(kept: Opinion, home: Path) -> None:
    assert run("erase", "nobody").exit_code == 2
    assert run("erase").exit_code == 2
    assert run("erase", kept.id).exit_code == 0
    assert Feedback(home).all() == ()
    Feedback(home).keep(OPINION)
    assert json.loads(run("erase", "--all", "--json").stdout) == {"erased": 1}
