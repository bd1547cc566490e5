"""Answers given again: to the same question in the same conversation, and to no other."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.answer.remembered import Recall, RememberedAnswers
from assistant.errors import QuestionError
from assistant.records import Answer, Lang


class Composer:
    """Gives every question an answer of its own, and counts them."""

    def __init__(self, most: int) -> None:
        self.kept = RememberedAnswers(most)
        self.made = 0

    def ask(
        self,
        question: str,
        history: Sequence[object] = (),
        lang: Lang | None = None,
        fallback: Lang = "en",
    ) -> Answer:
        return self.kept.answer(question, history, lang, fallback, lambda: self._make(question))

    def _make(self, question: str) -> Answer:
        self.made += 1
        if question == "?":
            raise QuestionError("There is no question.", "Type one.")
        return Answer(kind="answer", question=question, lang="en", intent=str(self.made))


def test_the_same_question_in_the_same_conversation_is_composed_once() -> None:
    composer = Composer(10)
    turns = [{"role": "user", "content": "And B2B?"}, {"role": "assistant", "content": "One"}]
    first = composer.ask("Does it sell?", turns)
    turns[1]["content"] = "What was answered does not matter"
    assert composer.ask("Does it sell?", turns) is first
    assert composer.ask("Does it sell?", ["And B2B?"]) is first
    assert composer.kept.recall == Recall(3, 2)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"question": "does it sell?"}, id="another spelling"),
        pytest.param({"history": ["And B2B?"]}, id="another conversation"),
        pytest.param({"history": ["And", "B2B?"]}, id="other turns"),
        pytest.param({"question": "Does it sell?\0And B2B?"}, id="a question like a conversation"),
        pytest.param({"lang": "en"}, id="a language asked for"),
        pytest.param({"fallback": "fr"}, id="another fallback"),
    ],
)
def test_any_other_question_is_composed(other: dict[str, object]) -> None:
    composer = Composer(10)
    known = composer.ask("Does it sell?")
    asked: dict[str, object] = {"question": "Does it sell?", **other}
    assert composer.ask(**asked) is not known  # type: ignore[arg-type]
    assert composer.kept.recall == Recall(2, 0)


def test_the_latest_are_kept_and_the_one_unasked_for_longest_goes() -> None:
    composer = Composer(2)
    for question in ("a", "b", "a", "c", "a", "b"):
        composer.ask(question)
    assert composer.kept.recall == Recall(6, 2)


def test_none_are_kept_where_none_shall_be() -> None:
    composer = Composer(0)
    assert composer.ask("a").intent != composer.ask("a").intent


def test_what_could_not_be_answered_is_tried_again() -> None:
    composer = Composer(10)
    for _ in range(2):
        with pytest.raises(QuestionError):
            composer.ask("?")
    assert composer.made == 2
