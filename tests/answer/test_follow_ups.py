"""Elliptical questions are completed from the conversation; others are left alone."""

from __future__ import annotations

import pytest
from langchain_core.messages import AIMessage, HumanMessage

from assistant.answer.conversation import standalone, user_turns

SELL = "Les réseaux sociaux font-ils vendre ?"
PAY = "Why pay for social media?"


@pytest.mark.parametrize(
    ("question", "lang", "earlier", "expected"),
    [
        pytest.param(
            "et pour le B2B ?",
            "fr",
            [SELL],
            "Les réseaux sociaux font-ils vendre — et pour le B2B ?",
            id="constraint-added",
        ),
        pytest.param(
            "any European example?",
            "en",
            [PAY],
            "Why pay for social media — any European example?",
            id="example-asked",
        ),
        pytest.param(
            "et en France ?",
            "fr",
            [SELL, "et pour le B2B ?"],
            "Les réseaux sociaux font-ils vendre — et en France ?",
            id="last-full-question-leads",
        ),
        pytest.param(
            "Comment préparer notre équipe à une crise de réputation ?",
            "fr",
            [SELL],
            "Comment préparer notre équipe à une crise de réputation ?",
            id="new-topic",
        ),
        pytest.param("et pour le B2B ?", "fr", [], "et pour le B2B ?", id="nothing-before"),
    ],
)
def test_standalone(question: str, lang: str, earlier: list[str], expected: str) -> None:
    assert standalone(question, lang, earlier) == expected


@pytest.mark.parametrize(
    "history",
    [
        pytest.param(["one", "two"], id="questions"),
        pytest.param([("one", "an answer"), ("two", "another")], id="pairs"),
        pytest.param([("user", "one"), ("assistant", "an answer"), ("user", "two")], id="roles"),
        pytest.param(
            [
                {"role": "user", "content": "one"},
                {"role": "assistant", "content": "x"},
                {"role": "user", "content": "two"},
            ],
            id="mappings",
        ),
        pytest.param([HumanMessage("one"), AIMessage("x"), HumanMessage("two")], id="langchain"),
    ],
)
def test_user_turns_of_every_shape(history: list[object]) -> None:
    assert user_turns(history) == ("one", "two")
