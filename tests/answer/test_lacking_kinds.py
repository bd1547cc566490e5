"""Things of a kind that the library does not give are told as lacking; look-alikes are answered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.evaluation.questions import Case, load_cases

if TYPE_CHECKING:
    from assistant.service import Assistant

SETS = Path(__file__).parents[1] / "evaluation"
NEAR = load_cases(SETS / "near_field.yaml")


@pytest.mark.shelf
@pytest.mark.parametrize(
    ("question", "says"),
    [
        pytest.param("What salary should we offer a social media manager?", "job pays", id="pay"),
        pytest.param("À quelle heure publier sur LinkedIn ?", "l’heure", id="moment"),
        pytest.param("How long should a LinkedIn video be?", "form of posts", id="format"),
        pytest.param("Comment créer un compte TikTok professionnel ?", "maniement", id="clicks"),
        pytest.param(
            "Can we be sued for using a celebrity's photo in a post?", "counsel", id="law"
        ),
        pytest.param(
            "Quelle sera la part de marché de TikTok en 2028 ?", "prévision", id="forecast"
        ),
        pytest.param(
            "Quel logiciel choisir pour programmer nos publications ?", "recommande", id="product"
        ),
        pytest.param(
            "Quel est l'âge moyen des utilisateurs de Facebook ?",
            "combien de personnes",
            id="users",
        ),
        pytest.param("How many followers does Nike have?", "“Nike”", id="short-name"),
    ],
)
def test_what_is_sought_and_lacking_is_said(assistant: Assistant, question: str, says: str) -> None:
    answer = assistant.ask(question)
    assert answer.kind == "uncovered"
    assert says in answer.lead[0].text
    assert answer.follow_ups


@pytest.mark.shelf
def test_a_rhythm_is_told_where_a_source_counted_one(assistant: Assistant) -> None:
    answer = assistant.ask("Combien de fois par semaine faut-il publier sur Instagram ?")
    assert answer.citations[0].document == "kpi:publishing-cadence"
    assert "par semaine" in answer.lead[0].text


@pytest.mark.shelf
@pytest.mark.parametrize(
    "case", [each for each in NEAR if not each.refused][::2], ids=lambda case: case.id
)
def test_what_looks_alike_is_answered(assistant: Assistant, case: Case) -> None:
    assert assistant.ask(case.question).kind == "answer"


@pytest.mark.parametrize("name", ["near_field.yaml", "near_field_held_out.yaml"])
def test_each_set_pairs_what_lacks_with_what_looks_alike(name: str) -> None:
    cases = load_cases(SETS / name)
    assert len({case.id for case in cases}) == 60
    assert sum(case.refused for case in cases) == 30
    assert {case.lang for case in cases} == {"fr", "en"}
