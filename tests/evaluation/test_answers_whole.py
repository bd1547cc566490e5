"""Sentences of answers against the statements that they cite."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.evaluation.answers_whole import Tally, unsupported
from assistant.evaluation.questions import load_cases
from assistant.records import Answer, Citation, Link, Sentence

SETS = Path(__file__).parent
QUOTE = "KLM credited €25 million of annual sales to its social channels in 2014."


def answer(text: str, *numbers: int) -> Answer:
    cited = Citation(1, "p", QUOTE, "d", "KLM", "case-study", "en", "evidence")
    return Answer("answer", "?", "en", lead=(Sentence(text, numbers),), citations=(cited,))


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        pytest.param(QUOTE, [], id="as-quoted"),
        pytest.param(QUOTE.replace("25", "35"), ["€35 million"], id="another-amount"),
        pytest.param(QUOTE.replace("2014", "2015"), ["2015"], id="another-year"),
        pytest.param("Here is what they show.", [], id="no-figure"),
    ],
)
def test_figures_that_no_cited_statement_has(text: str, absent: list[str]) -> None:
    given = answer(text, 1)
    found = list(unsupported(given.lead[0], given.citations, given))
    assert [each.lstrip("€").split()[0] for each in found] == [
        each.lstrip("€").split()[0] for each in absent
    ]


LESSON = "Cinq questions à poser à tout indicateur"


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        pytest.param(f"La leçon convient : « {LESSON} ».", [], id="title-of-a-page"),
        pytest.param("La leçon convient : « Cinq erreurs ».", ["Cinq"], id="no-such-page"),
        pytest.param(f"{LESSON}, et 7 % de retour.", ["Cinq", "7 %"], id="not-quoted"),
    ],
)
def test_the_title_of_a_page_claims_no_figure(text: str, absent: list[str]) -> None:
    link = Link(f"Ouvrir la leçon : {LESSON}", "/programme/reading-a-kpi?lang=fr")
    given = Answer("answer", "?", "fr", lead=(Sentence(text),), links=(link,))
    assert list(unsupported(given.lead[0], (), given)) == absent


def test_a_figure_without_any_source_is_a_fault() -> None:
    tally = Tally()
    tally.add(answer("Social media returns 987%."))
    assert (tally.figures, tally.cited) == (1, 0)


def test_a_statement_carries_itself_and_not_its_opposite() -> None:
    right, wrong = Tally(), Tally()
    right.add(answer("KLM credited €25 million of annual sales to its social channels in 2014.", 1))
    wrong.add(answer("KLM did not credit €25 million of annual sales to its social channels.", 1))
    assert (right.precision, wrong.precision) == (1.0, 0.0)


def test_the_set_of_turns_has_sixty_of_both_languages() -> None:
    cases = load_cases(SETS / "follow_ups.yaml")
    assert len({case.id for case in cases}) == 60
    assert {case.lang for case in cases} == {"fr", "en"}
    assert all(case.history and case.any_of for case in cases)
