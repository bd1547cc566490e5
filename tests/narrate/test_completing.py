"""A follow-up that a language model completes is taken only where the conversation holds it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from retelling import ENGLISH, never, saying, told, words

from assistant.answer.narrate.rewrite import faithful
from assistant.records import Answer, Lang, Sentence

EARLIER = ("Does Facebook advertising raise the sales of a brand?",)
AVANT = ("La publicité sur Facebook fait-elle vendre\u202f?",)
WHOLE = "Does Facebook advertising raise the sales of a brand in B2B?"

FAITHFUL: list[tuple[str, str, tuple[str, ...], Lang]] = [
    (WHOLE, "And in B2B?", EARLIER, "en"),
    ("Does advertising on Facebook raise sales by 5%?", "By 5%?", EARLIER, "en"),
    ("La publicité sur Facebook fait-elle vendre en B2B ?", "Et en B2B ?", AVANT, "fr"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "question", "earlier", "lang"), FAITHFUL)
def test_words_of_the_conversation_complete_a_question(
    text: str, question: str, earlier: tuple[str, ...], lang: Lang
) -> None:
    assert faithful(text, question, earlier, lang)


UNFAITHFUL = [
    pytest.param("Does Facebook advertising raise sales by 12% in B2B?", id="a figure of its own"),
    pytest.param("Does LinkedIn advertising raise sales in B2B?", id="a name of its own"),
    pytest.param("Does Facebook advertising raise the sales of a brand?", id="not the question"),
    pytest.param("Est-ce que la publicité sur Facebook fait vendre en B2B ?", id="other language"),
    pytest.param(
        "Does Facebook advertising raise sales in B2B through trust, reach, reviews and price?",
        id="ideas of its own",
    ),
    pytest.param("", id="nothing"),
    pytest.param("And in B2B?", id="as it was"),
    pytest.param("Does Facebook sell in B2B? " * 20, id="endless"),
]


@pytest.mark.parametrize("text", UNFAITHFUL)
def test_what_the_conversation_does_not_hold_is_refused(text: str) -> None:
    assert not faithful(text, "And in B2B?", EARLIER, "en")


FOLLOWED = replace(ENGLISH, question="And in B2B?", interpreted="Does … — And in B2B?")
BETTER = replace(ENGLISH, question=WHOLE, confidence=0.95)
GOOD = "Letters bring visits back rather than new visitors."


def test_a_sound_completion_is_asked_and_its_better_answer_told() -> None:
    asked: list[str] = []

    def ask(question: str) -> Answer:
        asked.append(question)
        return BETTER

    last = told(saying(WHOLE, GOOD), FOLLOWED, EARLIER, ask)[-1]
    assert asked == [WHOLE]
    assert (last.question, last.interpreted, words(last)) == ("And in B2B?", WHOLE, [GOOD])


def test_an_unsound_completion_leaves_the_composers() -> None:
    last = told(saying("Does LinkedIn sell?", GOOD), FOLLOWED, EARLIER, never)[-1]
    assert (last.interpreted, words(last)) == (FOLLOWED.interpreted, [GOOD])


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(replace(BETTER, confidence=0.2), id="less sure"),
        pytest.param(replace(BETTER, kind="uncovered", lead=(Sentence("No."),)), id="declined"),
    ],
)
def test_a_worse_answer_is_not_taken(other: Answer) -> None:
    last = told(saying(WHOLE, GOOD), FOLLOWED, EARLIER, lambda _: other)[-1]
    assert last.interpreted == FOLLOWED.interpreted


def test_a_question_that_stands_alone_is_not_completed() -> None:
    assert words(told(saying(GOOD), ENGLISH, EARLIER, never)[-1]) == [GOOD]


def test_a_declined_follow_up_stays_declined_where_its_completion_is_unsound() -> None:
    declined = Answer("uncovered", "And in B2B?", "en", lead=(Sentence("No evidence."),))
    last = told(saying("Does LinkedIn sell?"), declined, EARLIER, never)[-1]
    assert (last.kind, words(last), last.narration) == ("uncovered", ["No evidence."], "")
