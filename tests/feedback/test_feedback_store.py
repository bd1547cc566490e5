"""Opinions and declined questions: kept, listed, erased; nothing kept that is not allowed."""

from __future__ import annotations

import csv
import io
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import AssistantError
from assistant.feedback import Feedback, Opinion, as_csv, opinion_on
from assistant.feedback import store as module
from assistant.feedback.mentions import mentions
from assistant.feedback.records import FeedbackError
from assistant.records import Answer, Citation, Sentence

DOWN = Opinion("down", "Why pay?", "For reach.", "Too short.", ("p1", "p2"), "en", "answer")
DECLINED = Answer("uncovered", "What about zeppelins?", "en")


def test_an_opinion_is_kept_whole(home: Path) -> None:
    kept = Feedback(home).keep(DOWN)
    assert kept == replace(DOWN, id=kept.id, at=kept.at)
    assert Feedback(home).all() == (kept,)


def test_the_latest_comes_first_and_can_be_erased(home: Path) -> None:
    store = Feedback(home)
    first = store.keep(DOWN)
    second = store.keep(replace(DOWN, verdict="up"))
    assert [each.id for each in store.all()] == [second.id, first.id]
    store.erase(first.id)
    assert [each.id for each in store.all()] == [second.id]
    with pytest.raises(FeedbackError):
        store.erase(first.id)


def test_a_reason_can_be_given_afterwards(home: Path) -> None:
    store = Feedback(home)
    kept = store.keep(replace(DOWN, reason=""))
    assert store.amend(kept.id, " No source. ").reason == "No source."
    assert store.all()[0].reason == "No source."


@pytest.mark.parametrize(
    "wrong",
    [
        replace(DOWN, question=" "),
        replace(DOWN, verdict="sideways"),  # type: ignore[arg-type]
        replace(DOWN, reason="x" * 2001),
        replace(DOWN, evidence=("p",) * 201),
    ],
    ids=["no-question", "verdict", "reason", "evidence"],
)
def test_what_is_no_opinion_is_refused(home: Path, wrong: Opinion) -> None:
    with pytest.raises(FeedbackError):
        Feedback(home).keep(wrong)
    assert Feedback(home).all() == ()


def test_an_opinion_on_an_answer_carries_its_text_and_evidence() -> None:
    citation = Citation(1, "p9", "Quoted.", "d", "T", "article", "en", "evidence")
    answer = Answer("answer", "Why?", "en", lead=(Sentence("So.", (1,)),), citations=(citation,))
    made = opinion_on(answer, "up", "clear")
    assert (made.answer, made.evidence, made.kind) == ("So.", ("p9",), "answer")


def test_no_question_is_kept_unless_it_is_allowed(home: Path) -> None:
    assert Feedback(home).note(DECLINED) is False
    assert Feedback(home).unanswered() == ()


def test_declined_questions_are_counted_where_it_is_allowed(home: Path) -> None:
    store = Feedback(home, keep_questions=True)
    for answer in (DECLINED, replace(DECLINED, question=" What about  zeppelins? ")):
        assert store.note(answer)
    assert not store.note(replace(DECLINED, kind="off-topic"))
    assert not store.note(replace(DECLINED, kind="answer"))
    store.note(replace(DECLINED, question="Another?"))
    found = [(each.question, each.times) for each in store.unanswered()]
    assert found == [("What about zeppelins?", 2), ("Another?", 1)]


def test_an_opinion_on_a_declined_question_is_listed_too(home: Path) -> None:
    store = Feedback(home)
    store.keep(replace(DOWN, kind="uncovered"))
    store.keep(DOWN)
    assert [each.question for each in store.unanswered()] == ["Why pay?"]


def test_the_oldest_declined_questions_go(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_DECLINED", 3)
    store = Feedback(home, keep_questions=True)
    for number in range(5):
        store.note(replace(DECLINED, question=f"Question {number}?"))
    kept = {each.question for each in store.unanswered()}
    assert kept == {"Question 2?", "Question 3?", "Question 4?"}


def test_everything_can_be_erased(home: Path) -> None:
    store = Feedback(home, keep_questions=True)
    store.keep(DOWN)
    store.note(DECLINED)
    assert store.erase_all() == 2
    assert (store.all(), store.unanswered()) == ((), ())


def test_a_damaged_file_is_told_and_costs_no_answer(home: Path) -> None:
    home.mkdir()
    (home / module.FILE).write_bytes(b"no database at all" * 100)
    store = Feedback(home, keep_questions=True)
    assert store.note(DECLINED) is False
    with pytest.raises(AssistantError) as caught:
        store.all()
    assert caught.value.code == "feedback-store"


def test_writers_do_not_lose_each_others_opinions(home: Path) -> None:
    def write() -> None:
        for _ in range(5):
            Feedback(home).keep(DOWN)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(Feedback(home).all()) == 20


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_table_gives_back_what_it_was_given_and_runs_nothing(reason: str, answer: str) -> None:
    row = replace(DOWN, reason=reason.replace("\r", "").replace("\x00", ""), answer="=1+1")
    (read,) = csv.DictReader(io.StringIO(as_csv([row], Opinion), newline=""))
    assert read["reason"].removeprefix("'").lstrip("'") == row.reason.lstrip("'")
    assert read["answer"] == "'=1+1"
    assert read["evidence"] == "p1 p2"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        pytest.param("rita", 2, id="in any case"),
        pytest.param("Rit", 0, id="part of a word"),
        pytest.param("r.ta", 0, id="no pattern"),
        pytest.param(" ", 0, id="blank"),
    ],
)
def test_opinions_that_mention_somebody_are_found_for_them(
    home: Path, name: str, found: int
) -> None:
    store = Feedback(home, keep_questions=True)
    store.keep(replace(DOWN, reason="Ask Rita, she knows."))
    store.keep(DOWN)
    store.note(replace(DECLINED, question="What does RITA cost?"))
    told = mentions(home, name)
    assert len(told["opinions"]) + len(told["declined"]) == found


def test_a_home_without_opinions_mentions_nobody_and_gets_no_file(home: Path) -> None:
    assert mentions(home, "rita") == {"opinions": [], "declined": []}
    assert not (home / module.FILE).exists()
