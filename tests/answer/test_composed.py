"""Answers over the whole shelf take the form of the question, and say what is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.answer.numbering import said
from assistant.answer.verdict import gives_verdict
from assistant.evaluation.answers_whole import Tally
from assistant.evaluation.questions import answer_text, contains
from assistant.render import load_labels, to_dict, to_markdown, turn_html

if TYPE_CHECKING:
    from assistant.service import Assistant

pytestmark = pytest.mark.shelf


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Do social networks really sell?", "Yes, but modestly"),
        ("Les influenceurs sont-ils rentables ?", "Cela dépend de l’horizon"),
        ("Le social listening peut-il remplacer nos enquêtes ?", "Non"),
    ],
)
def test_a_question_of_yes_or_no_gets_its_verdict_first(
    assistant: Assistant, question: str, begins: str
) -> None:
    answer = assistant.ask(question)
    assert answer.lead[0].text.startswith(begins)
    assert gives_verdict(answer.lead[0].text, answer.lang)


def test_a_bare_verdict_opens_no_answer_to_an_open_question(assistant: Assistant) -> None:
    answer = assistant.ask("Comment mesurer la valeur d'une communauté de marque ?")
    assert answer.kind == "answer"
    assert not answer.lead[0].text.startswith("En partie")


def test_a_platform_that_a_rival_uses_is_answered_by_what_it_would_be_for(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("Notre concurrent fait du TikTok, faut-il suivre ?")
    assert answer.lead[0].text.startswith("Payer pour un but nommé")
    assert any("TikTok" in each.text for each in answer.evidence)


def test_examples_come_one_from_each_case_that_fits(assistant: Assistant) -> None:
    answer = assistant.ask("Give me three B2B examples")
    by_number = {c.number: c.document for c in answer.citations}
    shown = [by_number[each.citations[0]] for each in answer.evidence]
    assert len(set(shown)) == len(shown) == 3
    found = [assistant.document(id, "en") for id in shown]
    assert [each.b2b for each in found if each] == ["b2b", "b2b", "b2b"]


def test_a_country_alone_is_enough_to_ask_for_a_case(assistant: Assistant) -> None:
    assert "Vodafone Turkey" in answer_text(assistant.ask("Got a Turkish case?"))


@pytest.mark.parametrize(
    ("question", "heads", "fact"),
    [
        ("What is the difference between ROI and ROAS?", ("ROI", "ROAS"), "advertising spend"),
        ("Facebook ou LinkedIn pour du B2B ?", ("Facebook", "LinkedIn"), "Facebook"),
    ],
)
def test_two_things_compared_stand_in_a_table(
    assistant: Assistant, question: str, heads: tuple[str, str], fact: str
) -> None:
    answer = assistant.ask(question)
    assert answer.table is not None
    assert answer.table.heads == heads
    assert all(each.citations for each in answer.table.sentences)
    assert fact in "".join(each.text for each in answer.table.sentences)
    labels = load_labels(assistant.settings.prompts, answer.lang)
    assert f"| {heads[0]} | {heads[1]} |" in to_markdown(answer, labels)
    assert f'<th scope="col">{heads[1]}</th>' in turn_html(answer, labels, "t", {})
    assert to_dict(answer)["table"]["heads"] == list(heads)


@pytest.mark.parametrize(
    ("question", "refused", "said_of"),
    [
        pytest.param("What did Heineken gain from Threads?", True, "“Heineken”", id="name"),
        pytest.param("Combien d'abonnés gagnés sur Bluesky ?", True, "Bluesky", id="platform"),
        pytest.param("What evidence is there in luxury in Japan?", False, "“Japan”", id="both"),
    ],
)
def test_what_the_shelf_does_not_hold_is_named(
    assistant: Assistant, question: str, refused: bool, said_of: str
) -> None:
    answer = assistant.ask(question)
    assert answer.refused is refused
    assert said_of in f"{answer.lead[0].text} {answer.notice}"


def test_the_newest_is_preferred_and_its_year_told(assistant: Assistant) -> None:
    answer = assistant.ask("Quelles sont les études récentes sur le retour des réseaux sociaux ?")
    assert "2025" in answer.notice
    assert contains(answer_text(answer), "3,20")


def test_the_strength_of_the_sources_is_told(assistant: Assistant) -> None:
    answer = assistant.ask("Do influencers pay?")
    assert answer.strength.startswith("Strength of the sources: ")
    assert "independent" in answer.strength


def test_a_figure_comes_first_where_a_figure_is_asked(assistant: Assistant) -> None:
    answer = assistant.ask("What does a lead cost on Facebook?")
    assert contains(answer.lead[0].text, "$21.98")


SELL = "Les réseaux sociaux font-ils vendre ?"


@pytest.mark.parametrize(
    ("history", "turn", "lang", "fact"),
    [
        ([SELL], "plus court", "fr", "Oui, mais modestement"),
        ([SELL], "in English please", "en", "Yes, but modestly"),
        ([SELL], "sources ?", "fr", "Harvard Business School"),
        ([SELL], "explique à un non-spécialiste", "fr", "Oui, mais modestement"),
        ([SELL, "C'est quoi le CAC ?"], "résume ce qu'on a dit", "fr", "nouveaux clients"),
        ([SELL, "plus court"], "in English", "en", "Yes, but modestly"),
    ],
)
def test_a_request_about_the_answer_before(
    assistant: Assistant, history: list[str], turn: str, lang: str, fact: str
) -> None:
    answer = assistant.ask(turn, history)
    assert answer.lang == lang
    assert fact in answer_text(answer)
    numbers = {c.number for c in answer.citations}
    assert {n for each in said(answer) for n in each.citations} == numbers


def test_more_examples_are_others(assistant: Assistant) -> None:
    first = assistant.ask("Give me three B2B examples")
    more = assistant.ask("more examples", ["Give me three B2B examples"])
    shown = {c.document for c in first.citations if c.kind == "case-study"}
    assert not shown & {c.document for c in more.citations}


def test_a_request_with_nothing_before_it_is_told_so(assistant: Assistant) -> None:
    answer = assistant.ask("plus court")
    assert answer.kind == "unclear"
    assert "Rien n’a encore été demandé" in answer.lead[0].text


def test_ten_thousand_turns_are_no_burden(assistant: Assistant) -> None:
    history = [
        {"role": role, "content": "Do influencers pay?"}
        for _ in range(5_000)
        for role in ("user", "assistant")
    ]
    answer = assistant.ask("summarise what we said", history)
    assert answer.table is not None
    assert len(answer.table.rows) <= 8


@pytest.mark.parametrize(
    "question",
    ["Do influencers pay?", "Compare Facebook et LinkedIn", "Comment se préparer à une crise ?"],
)
def test_every_sentence_is_carried_and_none_is_said_twice(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    tally = Tally()
    tally.add(answer)
    assert tally.faults == []
    texts = [each.text for each in said(answer)]
    assert len(texts) == len(set(texts))
