"""What the library lacks of what a question names: said, and declined, over the whole shelf."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.answer.draft import AMOUNT
from assistant.answer.place import with_continents

if TYPE_CHECKING:
    from assistant.service import Assistant


@pytest.mark.shelf
@pytest.mark.parametrize(
    ("question", "named"),
    [
        pytest.param("What did Toyota gain from its TikTok channel?", "“Toyota”", id="apart"),
        pytest.param("What share of Threads users are executives?", "“Threads”", id="platform"),
        pytest.param(
            "Quel est le coût par clic moyen sur Pinterest ?", "« Pinterest »", id="price"
        ),
        pytest.param(
            "Combien d'abonnés compte Emmanuel Macron sur TikTok ?",
            "« Emmanuel Macron »",
            id="person",
        ),
    ],
)
def test_what_is_named_and_lacking_is_declined_by_name(
    assistant: Assistant, question: str, named: str
) -> None:
    answer = assistant.ask(question)
    assert answer.kind == "uncovered"
    assert named in answer.lead[0].text.replace("\u202f", " ")


@pytest.mark.shelf
@pytest.mark.parametrize(
    ("question", "document"),
    [
        pytest.param("Notre concurrent fait du TikTok, faut-il suivre ?", "q-why-pay", id="ours"),
        pytest.param("Did Pepsi's charity voting campaign pay off?", "pepsi-refresh", id="sector"),
        pytest.param("Liste les risques des réseaux sociaux", "q-main-risks", id="list"),
        pytest.param(
            "Les bad buzz, ça finit toujours par coûter cher ?", "q-does-a-fire", id="tone"
        ),
    ],
)
def test_a_name_in_passing_declines_nothing(
    assistant: Assistant, question: str, document: str
) -> None:
    answer = assistant.ask(question)
    assert answer.kind == "answer"
    assert answer.citations[0].document.startswith(document)
    assert not answer.notice


@pytest.mark.shelf
def test_two_platforms_weighed_stand_side_by_side(assistant: Assistant) -> None:
    answer = assistant.ask("Does LinkedIn bring more B2B leads than Facebook?")
    assert answer.table is not None
    assert answer.table.heads == ("LinkedIn", "Facebook")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        pytest.param("a phone contact cost $14.58 on average", True, id="dollars"),
        pytest.param("coûte 10\u202f000 euros par an", True, id="euros"),
        pytest.param("1,3 milliard de dollars", True, id="milliard"),
        pytest.param("19 % du revenu des membres", False, id="share"),
        pytest.param("en 2013, 42 messages", False, id="count"),
    ],
)
def test_only_amounts_of_money_answer_for_a_price(text: str, amount: bool) -> None:
    assert bool(AMOUNT.search(text)) is amount


def test_a_continent_holds_its_countries() -> None:
    assert with_continents(frozenset({"kenya"})) == {"kenya", "africa"}
    assert with_continents(frozenset({"france"})) == {"france"}
