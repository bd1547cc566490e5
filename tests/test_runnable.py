"""The assistant inside somebody else's chain."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage
from langchain_core.runnables import Runnable, RunnableLambda, RunnablePassthrough

from assistant import Answer, build_assistant, load_settings
from assistant.errors import QuestionError

pytestmark = pytest.mark.shelf

ENGLISH = {"question": "Does social media increase sales?"}
FRENCH = {"question": "Les réseaux sociaux font-ils vraiment vendre ?"}


@pytest.fixture(scope="module")
def runnable(shelf_home: Path) -> Runnable[dict[str, Any], Answer]:
    return build_assistant(load_settings(home=shelf_home))


def test_a_question_gives_a_cited_answer(runnable: Runnable[dict[str, Any], Answer]) -> None:
    answer = runnable.invoke(ENGLISH)
    assert isinstance(answer, Answer)
    assert answer.citations


def test_it_stands_in_the_middle_of_a_chain(runnable: Runnable[dict[str, Any], Answer]) -> None:
    language: RunnableLambda[Answer, str] = RunnableLambda(lambda answer: answer.lang)
    chain: Runnable[dict[str, Any], str] = RunnablePassthrough[Any]() | runnable | language
    assert chain.invoke(FRENCH) == "fr"


def test_a_batch_keeps_its_order(runnable: Runnable[dict[str, Any], Answer]) -> None:
    assert [answer.lang for answer in runnable.batch([ENGLISH, FRENCH])] == ["en", "fr"]


def test_it_can_be_awaited(runnable: Runnable[dict[str, Any], Answer]) -> None:
    assert asyncio.run(runnable.ainvoke(ENGLISH)) == runnable.invoke(ENGLISH)


def test_the_history_may_be_messages(runnable: Runnable[dict[str, Any], Answer]) -> None:
    earlier = [HumanMessage("Les réseaux sociaux font-ils vendre ?"), AIMessage("Oui et non.")]
    answer = runnable.invoke({"question": "Et pour le B2B ?", "history": earlier})
    assert "vendre" in answer.interpreted


def test_the_language_can_be_asked_for(runnable: Runnable[dict[str, Any], Answer]) -> None:
    assert runnable.invoke({**ENGLISH, "lang": "fr"}).lang == "fr"


@pytest.mark.parametrize(
    "asked",
    [{}, {"question": None}, {"question": "  "}, "a string"],
    ids=["nothing", "none", "blank", "not-a-mapping"],
)
def test_what_is_no_question_is_refused(
    asked: Any, runnable: Runnable[dict[str, Any], Answer]
) -> None:
    with pytest.raises(QuestionError):
        runnable.invoke(asked)
