"""`knowledge check` refuses a quiz or an exercise that does not hold."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.library import check_library

KNOWLEDGE = Path(__file__).resolve().parents[1] / "knowledge"
LESSON = "programme/01-hearing.fr.md"
EXERCISES = "programme/exercises.yaml"


@pytest.mark.parametrize(
    ("path", "old", "new", "rule"),
    [
        (LESSON, "- [x] Les visites", "- [x] 12 500 visites", "quiz unsupported"),
        (LESSON, "- [x] Les visites", "- [x] Les visites\n- [ ] Rien", "quiz differs"),
        (EXERCISES, "- id: hearing", "- id: seeing", "no exercise"),
        (EXERCISES, "- id: hearing", "- id: seeing", "unknown lesson"),
        (EXERCISES, 'fr: "Billets"', 'fr: ""', "exercise"),
        (EXERCISES, "rapporte {takings}", "rapporte {price}", "exercise"),
        (EXERCISES, "{id: price, must", "{id: cost, must", "exercise"),
        (EXERCISES, 'formula: "tickets * price"', 'formula: "tickets * cost"', "format"),
        (EXERCISES, 'formula: "tickets * price"', 'formula: "exit()"', "format"),
    ],
    ids=[
        "answer-without-source",
        "options-differ",
        "lesson-without",
        "lesson-unknown",
        "no-french",
        "numbers-differ",
        "rule-without-input",
        "name-unknown",
        "no-arithmetic",
    ],
)
def test_what_does_not_hold_is_refused(
    tmp_path: Path, path: str, old: str, new: str, rule: str
) -> None:
    shelf = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE, shelf)
    text = (shelf / path).read_text("utf-8")
    assert old in text
    (shelf / path).write_text(text.replace(old, new), "utf-8")
    found = [each for each in check_library(shelf) if each.path == path]
    assert rule in {each.rule for each in found}
    assert all(each.remedy for each in found)


def test_the_fiction_is_sound() -> None:
    assert check_library(KNOWLEDGE) == []
