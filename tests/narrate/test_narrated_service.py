"""The whole way over the fictional shelf: service, chat and command line with an endpoint."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from endpoint import Endpoint, serving
from retelling import words

from assistant.answer.narrate.material import material
from assistant.cli import cli
from assistant.records import Answer
from assistant.service import Assistant, start
from assistant.settings import load_settings
from assistant.watch import LivingAssistant

FICTION = Path(__file__).parents[1] / "knowledge"
QUESTION = "Do foghorns sell visits?"


@pytest.fixture(scope="module")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("narrated") / "home"


def service(home: Path, endpoint: Endpoint, **fields: Any) -> Assistant:
    chosen = {"narrator": "openai", "narrator_url": endpoint.url, "narrator_model": "m", **fields}
    return start(load_settings(home=home, knowledge=FICTION, narrator_retries=0, **chosen))


def retold(answer: Answer) -> str:
    """A statement of the lead that has a figure, word for word."""
    return next(each.quote for each in material(answer) if "15 times" in each.quote)


def test_a_statement_retold_word_for_word_is_cited(shared_home: Path) -> None:
    with serving() as endpoint:
        assistant = service(shared_home, endpoint)
        composed = assistant.ask(QUESTION)
        endpoint.reply = f"{retold(composed)} Foghorns tripled the visits."
        first, *_, last = assistant.ask_stream(QUESTION)
    assert first.lead == composed.lead
    assert (last.narration, last.withheld) == ("narrated", 1)
    quotes = {each.number: each.quote for each in last.citations}
    assert [quotes[s.citations[0]] for s in last.lead] == [retold(composed)]


def test_without_a_narrator_the_stream_is_the_answer(shared_home: Path) -> None:
    with serving() as endpoint:
        assistant = service(shared_home, endpoint, narrator="off")
        assert list(assistant.ask_stream(QUESTION)) == [assistant.ask(QUESTION)]
    assert endpoint.asked == []


def test_a_declined_question_never_reaches_the_model(shared_home: Path) -> None:
    with serving() as endpoint:
        told = list(service(shared_home, endpoint).ask_stream("What is the capital of Australia?"))
    assert ([each.refused for each in told], endpoint.asked) == ([True], [])


def test_the_exchangeable_assistant_streams_too(shared_home: Path) -> None:
    with serving(reply="Nothing of use.") as endpoint:
        living = LivingAssistant(service(shared_home, endpoint))
        told = list(living.ask_stream(QUESTION))
    assert [each.narration for each in told] == ["writing", "unsupported"]


def test_the_command_prints_the_verified_lead(
    shared_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_HOME", str(shared_home))
    monkeypatch.setenv("ASSISTANT_KNOWLEDGE", str(FICTION))
    monkeypatch.setenv("ASSISTANT_NARRATOR_MODEL", "m")
    with serving() as endpoint:
        monkeypatch.setenv("ASSISTANT_NARRATOR_URL", endpoint.url)
        composed = service(shared_home, endpoint).ask(QUESTION)
        endpoint.reply = retold(composed)
        arguments = ["ask", QUESTION, "--narrator", "openai", "--json"]
        result = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    told = json.loads(result.stdout)
    assert (told["narration"], told["narrator"]) == ("narrated", "m")
    assert "A language model is wording the answer" in result.stderr
    assert [each["text"] for each in told["composed"]] == words(composed)
