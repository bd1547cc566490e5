"""Answers and plans in a notebook; the assistant as a tool of somebody else's agent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from langchain_core.messages import ToolCall

from assistant import as_tool
from assistant.notebook import page_of
from assistant.records import Answer

if TYPE_CHECKING:
    from assistant.service import Assistant

ASK = "Do social media sell?"


@pytest.mark.shelf
def test_an_answer_draws_itself_with_its_sources(assistant: Assistant) -> None:
    answer = assistant.ask(ASK)
    markdown = answer._repr_markdown_()  # type: ignore[attr-defined]
    html = answer._repr_html_()  # type: ignore[attr-defined]
    assert "[1]" in markdown
    assert '<article lang="en"' in html
    assert all(each.references[0].title[:20] in markdown for each in answer.citations[:1])


@pytest.mark.shelf
def test_a_plan_draws_its_tables(assistant: Assistant) -> None:
    plan = assistant.planning.draft({"wish.0": "réduire le turnover de 18 % à 12 %"}, "fr")
    assert plan.title in plan._repr_markdown_()  # type: ignore[attr-defined]
    assert "<table>" in plan._repr_html_()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", "[x](javascript:alert(1))", "<img src=x onerror=alert(1)>"],
    ids=["script", "address", "image"],
)
def test_nothing_in_a_text_runs(hostile: str) -> None:
    drawn = page_of(hostile, "en")
    assert "<script" not in drawn
    assert "<img" not in drawn
    assert "href" not in drawn


@pytest.mark.shelf
def test_an_agent_is_given_the_answer_and_its_record(assistant: Assistant) -> None:
    tool = as_tool(assistant)
    assert "[1]" in tool.invoke({"question": ASK})
    call = ToolCall(name=tool.name, args={"question": ASK}, id="1", type="tool_call")
    message = tool.invoke(call)
    assert isinstance(message.artifact, Answer)
    assert message.artifact == assistant.ask(ASK)


@pytest.mark.shelf
def test_a_question_that_cannot_be_taken_is_told_to_the_agent(assistant: Assistant) -> None:
    assert "question" in as_tool(assistant).invoke({"question": " "})
