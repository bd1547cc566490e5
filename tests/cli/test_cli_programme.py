"""`assistant programme` over the shelf that is shipped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pptx import Presentation
from running import Run


def test_lessons_are_listed_in_order(run: Run) -> None:
    result = run("programme", "list", "--json")
    lessons = json.loads(result.stdout)["lessons"]
    assert [each["order"] for each in lessons] == list(range(1, 10))
    assert {each["questions"] for each in lessons} == {6}


@pytest.mark.parametrize(("lang", "heading"), [("en", "For your next meeting"), ("fr", "Leçon")])
def test_a_lesson_is_shown_with_its_sources(run: Run, lang: str, heading: str) -> None:
    result = run("programme", "show", "overseeing", "--lang", lang)
    assert result.exit_code == 0
    assert heading in result.stdout
    assert "\nSources\n  [1] " in result.stdout


def test_an_unknown_lesson_names_those_there_are(run: Run) -> None:
    result = run("programme", "show", "nothing", "--lang", "fr")
    assert result.exit_code == 2
    assert "overseeing" in result.stderr


def test_readiness_asks_and_advises(run: Run) -> None:
    asked = json.loads(run("programme", "readiness", "--json").stdout)["questions"]
    assert len(asked) == 12
    told = run("programme", "readiness", "--answers", ",".join("3" * 8 + "00" + "33"), "--json")
    assert [each["id"] for each in json.loads(told.stdout)["path"]] == ["risk-and-crisis"]


@pytest.mark.parametrize("answers", ["1,2", "9" + ",1" * 11, "a" + ",1" * 11, ""])
def test_answers_that_do_not_fit_are_refused(run: Run, answers: str) -> None:
    result = run("programme", "readiness", "--answers", answers)
    assert result.exit_code == 2
    assert "12 scores" in result.stderr


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_slides_are_a_presentation_with_notes(run: Run, tmp_path: Path, lang: str) -> None:
    path = tmp_path / "lesson.pptx"
    result = run("programme", "slides", "risk-and-crisis", "--output", str(path), "--lang", lang)
    assert result.exit_code == 0
    deck = Presentation(str(path))
    noted = [s for s in deck.slides if s.has_notes_slide and s.notes_slide.notes_text_frame.text]
    assert len(deck.slides) >= 18
    assert len(noted) >= 15


def test_slides_of_another_kind_are_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "lesson.exe"
    result = run("programme", "slides", "overseeing", "--output", str(path))
    assert result.exit_code == 2
    assert not path.exists()
