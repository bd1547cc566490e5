"""`assistant ask` on the whole shelf."""

from __future__ import annotations

import json
from typing import Any

import pytest
from running import Run

pytestmark = [pytest.mark.shelf, pytest.mark.usefixtures("on_the_shelf")]

BLACK_FRIDAY = "Quelle part des ventes du Black Friday 2012 venait des réseaux sociaux ?"


def asked(run: Run, *arguments: str) -> dict[str, Any]:
    result = run("ask", *arguments, "--json")
    assert result.exit_code == 0, result.stderr
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def test_json_carries_the_whole_answer(run: Run) -> None:
    assert asked(run, BLACK_FRIDAY).keys() >= {
        "kind",
        "lang",
        "refused",
        "lead",
        "evidence",
        "limits",
        "board_questions",
        "follow_ups",
        "citations",
        "text",
    }


def test_the_figure_asked_for_stands_in_a_cited_sentence(run: Run) -> None:
    answer = asked(run, BLACK_FRIDAY)
    cited = [s["text"] for s in (*answer["lead"], *answer["evidence"]) if s["citations"]]
    assert any("0,34" in text for text in cited)


def test_every_citation_quotes_and_names_a_publication(run: Run) -> None:
    citations = asked(run, BLACK_FRIDAY)["citations"]
    assert citations
    assert all(c["quote"] and c["references"] and c["references"][0]["title"] for c in citations)


@pytest.mark.parametrize(
    "question", ["What is the capital of Australia?", "Quel sera le cours du bitcoin ?"]
)
def test_what_is_off_topic_is_refused_with_success(question: str, run: Run) -> None:
    assert asked(run, question)["refused"]


def test_text_has_the_numbered_sources(run: Run) -> None:
    result = run("ask", "Do social networks really sell?")
    assert "\nSources\n  [1] " in result.stdout


def test_the_language_can_be_asked_for(run: Run) -> None:
    assert asked(run, "Do social networks really sell?", "--lang", "fr")["lang"] == "fr"


def test_the_history_completes_a_question(run: Run) -> None:
    answer = asked(run, "Et pour le B2B ?", "--history", "Les réseaux sociaux font-ils vendre ?")
    assert "vendre" in answer["interpreted"]


@pytest.mark.parametrize(
    ("question", "lang", "told"),
    [
        pytest.param(" ", "en", "Error: There is no question.", id="empty"),
        pytest.param(" ", "fr", "Erreur\u202f: La question est vide.", id="empty-in-french"),
        pytest.param("x" * 20_000, "en", "20000 characters", id="over-long"),
    ],
)
def test_what_cannot_be_taken_is_told_in_one_line(
    question: str, lang: str, told: str, run: Run
) -> None:
    result = run("ask", question, "--lang", lang)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert told in result.stderr.splitlines()[-1]


def test_a_fault_has_a_json_shape(run: Run) -> None:
    result = run("ask", "", "--json")
    error = json.loads(result.stdout)["error"]
    assert error.keys() == {"code", "message", "remedy"}
    assert error["code"] == "question-empty"
