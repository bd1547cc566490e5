"""What a reader of the chat says of an answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fiction import ANSWER, PROMPTS

from assistant.feedback import Feedback
from assistant.render import Labels
from assistant.render.opinion import opinion_html
from assistant.web.ui.conversation import Turn
from assistant.web.ui.opinions import Opinions

TURNS = (Turn("Did Acme sell more?", ANSWER), Turn("Broken?"))


@pytest.fixture
def opinions(home: Path) -> Opinions:
    return Opinions(home, PROMPTS, keep_questions=True)


def test_an_opinion_is_kept_with_the_answer_that_was_shown(opinions: Opinions, home: Path) -> None:
    kept, status = opinions.give(TURNS, {}, "en", "t1", "down", " Too\u202e old. ")
    (found,) = Feedback(home).all()
    assert kept == {"t1": found.id}
    assert (found.verdict, found.question) == ("down", "Did Acme sell more?")
    assert found.evidence == ("p2", "p3")
    assert found.answer.startswith("Acme sold 12.5% more in 2013.")
    assert "\u202e" not in found.reason
    assert 'data-opinion="t1"' in status


def test_a_change_of_mind_takes_the_place_of_the_first(opinions: Opinions, home: Path) -> None:
    kept, _ = opinions.give(TURNS, {}, "en", "t1", "down", "")
    opinions.give(TURNS, kept, "en", "t1", "up", "Clear now.")
    (found,) = Feedback(home).all()
    assert (found.verdict, found.reason) == ("up", "Clear now.")


@pytest.mark.parametrize(
    ("anchor", "verdict"),
    [("t2", "up"), ("t3", "up"), ("t0", "up"), ("", "up"), ("t1", "sideways"), ("t99999", "up")],
    ids=["no-answer", "no-turn", "zero", "nothing", "verdict", "far"],
)
def test_what_is_about_no_answer_is_not_kept(
    opinions: Opinions, home: Path, anchor: str, verdict: str
) -> None:
    kept, status = opinions.give(TURNS, {}, "en", anchor, verdict, "")
    assert (kept, Feedback(home).all()) == ({}, ())
    assert "could not be kept" in status


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    opinions = Opinions(blocked / "home", PROMPTS, keep_questions=True)
    kept, status = opinions.give(TURNS, {}, "en", "t1", "up", "")
    assert kept == {}
    assert "could not be kept" in status
    opinions.note((Turn("?", replace(ANSWER, kind="uncovered")),))


def test_declined_questions_are_noted(opinions: Opinions, home: Path) -> None:
    opinions.note(TURNS[:1])
    opinions.note(None)
    opinions.note((Turn("What of zeppelins?", replace(ANSWER, kind="uncovered")),))
    found = Feedback(home, keep_questions=True).unanswered()
    assert [each.question for each in found] == ["Did Acme sell more?"]


def test_small_talk_is_not_judged(english: Labels) -> None:
    assert opinion_html(replace(ANSWER, kind="greeting"), english) == ""
    assert opinion_html(ANSWER, english).count("data-verdict") == 2
