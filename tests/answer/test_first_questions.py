"""The shortest questions of a board: what they are about goes without saying."""

from __future__ import annotations

import pytest

from assistant.service import Assistant

pytestmark = pytest.mark.shelf


@pytest.mark.parametrize(
    ("question", "document"),
    [
        pytest.param("C'est rentable ?", "q-average-return-of-social-media", id="profitable"),
        pytest.param("Is it worth it?", "q-why-pay-for-social-media", id="worth"),
        pytest.param("Does it sell?", "q-do-social-networks-sell", id="sells"),
        pytest.param("Ça fait vendre ?", "q-do-social-networks-sell", id="vendre"),
        pytest.param("Combien ça coûte ?", "q-how-much-should-we-spend", id="costs"),
        pytest.param("What should we measure?", "q-which-kpi-for-which-objective", id="measure"),
        pytest.param("Quels sont les risques ?", "q-main-risks", id="risks"),
    ],
)
def test_a_question_without_a_subject_is_about_social_media(
    assistant: Assistant, question: str, document: str
) -> None:
    answer = assistant.ask(question)
    assert answer.citations[0].document == document


def test_what_was_understood_is_shown(assistant: Assistant) -> None:
    assert "worth it" in assistant.ask("Is it worth it?").interpreted
    assert assistant.ask("Is it worth it?").interpreted.startswith("Social media: ")


@pytest.mark.parametrize(
    "question",
    ["Quelle heure est-il ?", "How tall is it?", "NPS ?", "Do employee ambassadors work?"],
    ids=["the hour", "the height", "a name alone", "a subject of its own"],
)
def test_other_questions_stay_as_they_are(assistant: Assistant, question: str) -> None:
    assert not assistant.ask(question).interpreted


def test_within_a_conversation_it_is_what_was_spoken_of(assistant: Assistant) -> None:
    said = [{"role": "user", "content": "Do employee ambassadors work?"}]
    answer = assistant.ask("Is it worth it?", history=said)
    assert "ambassador" in answer.interpreted
