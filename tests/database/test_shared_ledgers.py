"""What readers say and writes sent twice: two replicas with one database hold the same."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.database import Database
from assistant.errors import AssistantError, DatabaseError
from assistant.feedback import Feedback, Opinion
from assistant.feedback import store as opinions
from assistant.feedback.mentions import mentions
from assistant.feedback.records import FeedbackError
from assistant.records import Answer
from assistant.web.api import replays
from assistant.web.api.replays import Kept, Replays

DOWN = Opinion("down", "Why pay?", "For reach.", "Rita knows.", ("p1", "p2"), "en", "answer")
DECLINED = Answer("uncovered", "What about zeppelins?", "en")
DONE = Kept(201, "application/json", b'{"id": "\x00\xff"}')


def test_an_opinion_given_to_one_replica_is_known_to_the_other(
    database: Database, tmp_path: Path
) -> None:
    one, other = (Feedback(tmp_path / each, True, database) for each in ("one", "other"))
    first = one.keep(DOWN)
    second = other.keep(replace(DOWN, verdict="up", reason=""))
    assert one.all() == (second, first)
    assert other.amend(first.id, "Too short.").reason == "Too short."
    assert mentions(tmp_path, "rita", database)["opinions"] == []
    assert [each["id"] for each in mentions(tmp_path, "reach", database)["opinions"]] == [
        second.id,
        first.id,
    ]
    one.erase(second.id)
    with pytest.raises(FeedbackError):
        other.erase(second.id)
    assert (other.erase_all(), one.all()) == (1, ())
    assert not (tmp_path / "one").exists()


def test_declined_questions_of_all_replicas_are_counted_together(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opinions, "MOST_DECLINED", 2)
    replicas = [Feedback(tmp_path / each, True, database) for each in ("one", "other")]
    for each in replicas:
        each.note(DECLINED)
    (found,) = replicas[0].unanswered()
    assert (found.question, found.times) == ("What about zeppelins?", 2)
    for number in range(3):
        replicas[1].note(replace(DECLINED, question=f"What about {number}?"))
    assert len(replicas[0].unanswered()) == 2


def test_a_text_that_the_database_cannot_hold_costs_no_opinion(
    database: Database, tmp_path: Path
) -> None:
    feedback = Feedback(tmp_path, False, database)
    feedback.keep(replace(DOWN, question="a\0b", reason="half \ud83d"))
    assert feedback.all()[0].question == "a\ufffdb"


def test_a_write_sent_to_another_replica_again_is_done_once(
    database: Database, tmp_path: Path
) -> None:
    one, other = (Replays(tmp_path / each, database) for each in ("one", "other"))
    assert one.claim("key", "digest") is None
    with pytest.raises(AssistantError) as running:
        other.claim("key", "digest")
    one.keep("key", DONE)
    with pytest.raises(AssistantError) as different:
        other.claim("key", "other digest")
    assert (running.value.code, different.value.code) == (
        "idempotency-running",
        "idempotency-other",
    )
    assert other.claim("key", "digest") == DONE
    assert other.claim("second", "digest") is None
    other.release("second")
    assert one.claim("second", "digest") is None


def test_of_writes_sent_at_the_same_moment_one_is_done(database: Database, tmp_path: Path) -> None:
    start = threading.Barrier(6)

    def claimed(number: int) -> str:
        store = Replays(tmp_path / str(number), database)
        start.wait(30)
        try:
            return "mine" if store.claim("key", "digest") is None else "kept"
        except AssistantError as fault:
            return fault.code

    with ThreadPoolExecutor(6) as pool:
        found = sorted(pool.map(claimed, range(6)))
    assert found == ["idempotency-running"] * 5 + ["mine"]


def test_the_latest_responses_are_kept(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replays, "MOST_KEPT", 2)
    store = Replays(tmp_path, database)
    for key in ("a", "b", "c"):
        store.claim(key, "digest")
        store.keep(key, DONE)
    assert [store.claim(key, "digest") for key in ("c", "b", "a")] == [DONE, DONE, None]


def test_a_database_that_is_away_is_told_and_costs_no_answer(tmp_path: Path) -> None:
    away = Database("postgresql://nobody@127.0.0.1:9/none")
    with pytest.raises(DatabaseError) as fault:
        Replays(tmp_path, away).claim("key", "digest")
    assert fault.value.code == "database-away"
    assert Feedback(tmp_path, True, away).note(DECLINED) is False
