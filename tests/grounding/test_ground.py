# ruff: noqa: E501 - a case reads better on one line
"""Sentences against their sources: what is kept, what is withheld, and for what reason."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from assistant.answer.grounding import Report, Source, ground

APPLE = "Apple sold 42 million iPhones in 2016, 12% fewer than in 2015."
TOWER = (
    "La tour Eiffel, construite par Gustave Eiffel et achevée en 1889, mesure 330 mètres de haut."
)
RATES = (
    "The European Central Bank raised interest rates in July 2022, while the Bank of Japan kept"
    " them unchanged."
)
STUDY = "Coffee drinking is associated with a lower risk of stroke, researchers at Oxford found."
SHARE = "Selon l’Insee, 74 % des 1 214 foyers interrogés en 2021 recyclent le verre."


@dataclass(frozen=True)
class Case:
    id: str
    source: str
    text: str


KEPT = [
    Case(
        "reordered",
        APPLE,
        "In 2016 Apple sold 42 million iPhones, which is 12% fewer than in 2015.",
    ),
    Case(
        "french",
        APPLE,
        "En 2016, Apple a vendu 42 millions d’iPhone, soit 12 % de moins qu’en 2015.",
    ),
    Case("english", TOWER, "The Eiffel Tower, completed in 1889, is 330 metres tall."),
    Case("unit-short", TOWER, "Achevée en 1889, la tour Eiffel mesure 330 m de haut."),
    Case("acronym", RATES, "The ECB raised interest rates in July 2022."),
    Case(
        "fraction",
        SHARE,
        "Près de trois quarts des foyers interrogés par l’Insee en 2021 recyclent le verre.",
    ),
    Case(
        "rounded",
        SHARE,
        "Selon l’Insee, 74 % des quelque 1 200 foyers interrogés en 2021 recyclent le verre.",
    ),
]
WITHHELD = [
    (Case("figure", APPLE, "Apple sold 43 million iPhones in 2016, 12% fewer than in 2015."), "figure"),
    (Case("direction", APPLE, "Apple sold 42 million iPhones in 2016, 12% more than in 2015."), "opposite"),
    (Case("negation", APPLE, "Apple did not sell 42 million iPhones in 2016."), "negation"),
    (Case("magnitude", APPLE, "Apple sold 42 billion iPhones in 2016, 12% fewer than in 2015."), "magnitude"),
    (Case("unit", APPLE, "Apple sold 42 million iPhones in 2016, 12 points fewer than in 2015."), "unit"),
    (Case("year", APPLE, "Apple sold 42 million iPhones in 2018, 12% fewer than in 2015."), "year"),
    (Case("name", APPLE, "Samsung sold 42 million iPhones in 2016, 12% fewer than in 2015."), "name"),
    (Case("causation", STUDY, "Coffee drinking leads to a lower risk of stroke, researchers at Oxford found."), "causation"),
    (Case("attribution", SHARE, "Selon Eurostat, 74 % des 1 214 foyers interrogés en 2021 recyclent le verre."), "name"),
    (Case("quantifier", SHARE, "Selon l’Insee, tous les foyers interrogés en 2021 recyclent le verre."), "quantifier"),
]  # fmt: skip


def codes(report: Report) -> set[str]:
    return {reason.code for each in report.sentences for reason in each.reasons}


@pytest.mark.parametrize("case", KEPT, ids=lambda c: c.id)
def test_a_faithful_sentence_is_kept(case: Case) -> None:
    report = ground(case.text, [case.source])
    assert [each.status for each in report.sentences] == ["supported"]


@pytest.mark.parametrize(("case", "code"), WITHHELD, ids=[c.id for c, _ in WITHHELD])
def test_an_altered_sentence_is_withheld_for_its_reason(case: Case, code: str) -> None:
    assert code in codes(ground(case.text, [case.source]))


def test_a_citation_that_does_not_exist_is_named() -> None:
    report = ground(f"{APPLE[:-1]} [3].", [APPLE, TOWER])
    assert [r.details["found"] for r in report.sentences[0].reasons if r.code == "citation"] == [
        "3"
    ]


def test_a_swapped_citation_is_told() -> None:
    assert "citation-swapped" in codes(ground(f"{APPLE} [2]", [APPLE, TOWER]))


def test_the_support_stands_where_the_span_says() -> None:
    source = Source("s", f"{TOWER} {APPLE} {RATES}")
    checked = ground("Apple sold 42 million iPhones in 2016.", [source]).sentences[0]
    assert source.text[slice(*checked.span)] == checked.quote == APPLE


@pytest.mark.parametrize(
    "text",
    ["What should the board ask?", "# A heading about Apple 2016", "In short:", "Et maintenant ?"],
)
def test_what_claims_nothing_passes(text: str) -> None:
    assert [each.status for each in ground(text, [APPLE]).sentences] == ["no-claim"]


def test_two_citations_together_carry_a_merged_sentence() -> None:
    text = "Apple sold 42 million iPhones in 2016, and the ECB raised interest rates in July 2022 [1, 2]."
    assert ground(text, [APPLE, RATES]).passed
