"""The handlers of the chat, as generators, without a browser."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fiction import ANSWER, PROMPTS, FictionalService, Flaw, Shelf

from assistant.errors import AssistantError, BusyError, QuestionError
from assistant.records import Lang
from assistant.render import Labels
from assistant.web.ui.conversation import Conversation, Turn, View, reveal
from assistant.web.ui.view import fault_wording, header_html

LIMIT = 60


@pytest.fixture
def conversation(service: FictionalService) -> Conversation:
    return Conversation(service, PROMPTS, LIMIT, pause=0)


def asked(
    conversation: Conversation, question: str, *before: Turn, lang: Lang = "en"
) -> list[View]:
    return list(conversation.ask(question, before, lang))


def test_an_answer_appears_sentence_by_sentence(conversation: Conversation) -> None:
    lengths = [len(v.current or "") for v in asked(conversation, "Why?")[1:]]
    assert len(lengths) == 6
    assert lengths == sorted(lengths)


def test_the_page_is_busy_until_the_answer_is_whole(conversation: Conversation) -> None:
    views = asked(conversation, "Why?")
    assert [views[0].busy, views[-1].busy] == [True, False]


def test_the_question_leaves_the_box_and_heads_the_turn(conversation: Conversation) -> None:
    first = asked(conversation, "Why <b>pay</b>?")[0]
    assert first.question == ""
    assert "Why &lt;b&gt;pay&lt;/b&gt;?" in (first.current or "")


def test_history_holds_the_answered_questions(
    conversation: Conversation, service: FictionalService
) -> None:
    before = (Turn("One?", ANSWER), Turn("Stopped?"), Turn("Two?", ANSWER))
    asked(conversation, "Three?", *before)
    assert service.histories == [("One?", "Two?")]


def test_two_readers_share_nothing(conversation: Conversation) -> None:
    one = conversation.ask("One?", (), "en")
    two = conversation.ask("Two?", (), "en")
    next(one), next(two)
    turns = [[turn.question for turn in list(reader)[-1].turns or ()] for reader in (one, two)]
    assert turns == [["One?"], ["Two?"]]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("", "no question", id="empty"),
        pytest.param(" \n\u200b", "no question", id="invisible"),
        pytest.param("x" * (LIMIT + 1), "61 characters; the limit is 60", id="too long"),
        pytest.param("x" * 20_000, "20000 characters", id="far too long"),
    ],
)
def test_a_question_that_cannot_be_taken_stays_in_the_box(
    conversation: Conversation, question: str, words: str
) -> None:
    (view,) = asked(conversation, question)
    assert words in (view.complaint or "")
    assert (view.question, view.turns, view.current) == (None, None, None)


def test_a_refusal_of_the_service_gives_the_question_back(service: FictionalService) -> None:
    service.faults["odd"] = QuestionError("Odd.", code="question-empty")
    last = asked(Conversation(service, PROMPTS, LIMIT, pause=0), "odd")[-1]
    assert (last.question, last.turns) == ("odd", ())
    assert "no question" in (last.complaint or "")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("broken", "L’index de la bibliothèque", id="known fault"),
        pytest.param("bug", "Une erreur est survenue", id="unknown fault"),
    ],
)
def test_a_fault_is_told_in_the_readers_language(
    conversation: Conversation, question: str, words: str
) -> None:
    last = asked(conversation, question, lang="fr")[-1]
    assert words in (last.current or "")
    assert f'data-ask="{question}"' in (last.current or "")


def test_an_unknown_fault_tells_no_secret(conversation: Conversation) -> None:
    assert "secret" not in "".join(v.current or "" for v in asked(conversation, "bug"))


def test_stopping_before_the_answer_offers_to_ask_again(conversation: Conversation) -> None:
    waiting = next(iter(conversation.ask("Why?", (), "en")))
    view = conversation.stop(waiting.turns or (), "en")
    assert "Stopped" in (view.current or "")
    assert view.busy is False


def test_stopping_while_it_appears_shows_the_whole_answer(conversation: Conversation) -> None:
    steps = conversation.ask("Why?", (), "en")
    turns = [next(steps), next(steps)][1].turns or ()
    assert "What would settle it?" in (conversation.stop(turns, "en").current or "")


def test_sources_appear_with_the_sentence_that_cites_them() -> None:
    shown = [len(partial.citations) for partial in reveal(ANSWER)]
    assert shown == [1, 2, 2, 2, 2]


def test_the_welcome_offers_the_examples_of_its_language(conversation: Conversation) -> None:
    assert 'data-ask="Pourquoi payer ?"' in conversation.current((), "fr")


def test_unreadable_files_are_named(service: FictionalService, english: Labels) -> None:
    service.library = Shelf(problems=(Flaw("articles/a.fr.md"), Flaw("articles/a.fr.md")))
    problems = Conversation(service, PROMPTS, LIMIT).problems("en")
    assert problems.startswith("1 file of the library")
    assert "a.fr.md" in header_html(english, problems)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        pytest.param(BusyError("x"), "Another process", id="by family"),
        pytest.param(QuestionError("x", code="question-odd"), "cannot be taken", id="unknown code"),
        pytest.param(
            QuestionError("x", code="question-too-long"), "cannot be taken", id="details missing"
        ),
        pytest.param(AssistantError("x"), "Something went wrong", id="internal"),
    ],
)
def test_a_fault_without_its_own_wording_takes_the_next_best(
    fault: AssistantError, words: str, english: Labels
) -> None:
    assert words in fault_wording(fault, english)[0]


def test_earlier_turns_keep_their_ids(conversation: Conversation) -> None:
    turns = (Turn("One?", replace(ANSWER, question="One?")), Turn("Two?"))
    html = conversation.earlier(turns, "en")
    assert html.index('id="t1"') < html.index('id="t2"')
