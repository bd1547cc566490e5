"""No sentence that answers is taken for one that cannot: the table holds what documents write."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given as drawn
from hypothesis import strategies as st

from assistant.records import Lang
from assistant.retrieve.asked import Told, amiss, given
from assistant.retrieve.asked_contrast import about_another

_CASES = yaml.safe_load(Path(__file__).with_name("asked_answered.yaml").read_text("utf-8"))


def _cases() -> list[object]:
    return [
        pytest.param(asked_in, lang, each, id=f"{langs} {each['q']} {each['a']}")
        for langs, rows in _CASES.items()
        for asked_in, lang in [langs.split("-")]
        for each in rows
    ]


@pytest.mark.parametrize(("asked_in", "lang", "case"), _cases())
def test_what_answers_is_not_left_out(asked_in: Lang, lang: Lang, case: dict[str, str]) -> None:
    header, around = case.get("header", ""), case.get("around", "")
    told = Told(case["a"], header, f"{around} {case['a']}", lang)
    assert not amiss(case["q"], asked_in, told)


@pytest.mark.parametrize(
    ("question", "lang", "text", "header"),
    [
        ("When was the charter adopted?", "en", "The charter applies when a client complains.", ""),
        ("Quand la charte a-t-elle été adoptée ?", "fr", "La charte s’applique en cas d’incident.",
         ""),
        ("How much did the drill cost?", "en", "The drill brought 40 people together.", ""),
        ("Combien coûte la formation ?", "fr", "La formation réunit douze personnes.", ""),
        ("How long does the contract run?", "en", "The contract covers Facebook and LinkedIn.", ""),
        ("Quelle est la durée du bail ?", "fr", "Le bail porte sur deux étages.", ""),
        ("Who is the treasurer?", "en", "The treasurer presented the accounts.", ""),
        ("Qui est le directeur des achats ?", "fr", "Le directeur des achats signe le bon.", ""),
        ("How many sales in the first half?", "en", "H2: 4,200 units sold.", ""),
        ("What was revenue in FY24?", "en", "FY25 revenue was £12.4m.", ""),
        ("What was the headcount in Q4?", "en", "In Q2 it was 412.", "Item | Q1 | Q2"),
        ("What were sales in 2022?", "en", "In 2024 sales were 410,000, against 390,000 in 2023.",
         ""),
        ("How many visitors in June?", "en", "2025-03 | 1,240", "Month | Visitors"),
    ],
)  # fmt: skip
def test_what_cannot_answer_is_left_out(question: str, lang: Lang, text: str, header: str) -> None:
    assert amiss(question, lang, Told(text, header, text, lang))


@pytest.mark.parametrize(
    ("question", "lang", "text", "expected"),
    [
        ("How many subscribers on YouTube?", "en", "Instagram has 46,900 followers.", True),
        ("Combien d’abonnés sur YouTube ?", "fr", "Instagram compte 46 900 abonnés.", True),
        ("How many followers on Twitter?", "en", "X has 12,000, LinkedIn 8,000.", False),
        ("Quel est le taux d’engagement sur Facebook ?", "fr", "Facebook | 0,6 %", False),
        ("De combien progresse la région Sud ?", "fr", "L’Ouest progresse de 11 %.", True),
        ("De combien progresse la région Sud ?", "fr", "Le Sud progresse, l’Est recule.", False),
        ("Qui est le directeur ?", "fr", "Le directeur est Paul Sud, à l’Est de Lille.", False),
        ("Quel est le délai de paiement des fournisseurs ?", "fr",
         "Le délai moyen de paiement des clients est de 54 jours.", True),
        ("Combien de salariés avons-nous ?", "fr",
         "La société emploie 162 personnes et sert 3 000 clients.", False),
        ("How satisfied are customers?", "en", "81 % of respondents praise the staff.", False),
        ("What is the net margin?", "en", "Gross margin was 12 %.", True),
        ("What is the net margin?", "en", "Margin after tax: 5 % (gross: 12 %).", False),
        ("How many shops in Spain?", "en", "We have five shops in Portugal.", True),
        ("How many shops in Spain?", "en", "Of 40 shops, the Spanish ones number 12.", False),
        ("How many employees does Brevent have?", "en", "In Nantes 510 people work.", False),
        ("How do I get a card in Italy?", "en", "For care in Europe ask for the card.", False),
        ("Quel est le taux de rotation des stocks ?", "fr", "Les stocks sont de 4,9 M€.", True),
        ("Quel est le taux de rotation des stocks ?", "fr", "Ils tournent 4,2 fois.", False),
        ("What is the mileage rate?", "en", "Cars are reimbursed at 45 pence a mile.", False),
        ("Who runs the service desk?", "en", "The service desk answered 18,400 tickets.", True),
        ("Who runs the service desk?", "en", "The desk is run by the operations manager.", False),
        ("Who signed the lease?", "en", "The building is insured by the landlord.", True),
        ("Which travel agency do we use?", "en", "Flights under six hours are in economy.", True),
        ("Which travel agency do we use?", "en", "Trips are booked with Voyamar.", False),
        ("From which day do I need a note?", "en", "A note is needed from the fourth day.", False),
    ],
)  # fmt: skip
def test_another_side_place_unit_or_no_one(
    question: str, lang: Lang, text: str, expected: bool
) -> None:
    assert amiss(question, lang, Told(text, "", text, lang)) is expected


@drawn(st.text(max_size=200))
def test_a_text_is_never_about_another_than_itself(text: str) -> None:
    assert not about_another(text, text, "")


def test_what_may_answer_counts_for_less_than_what_does() -> None:
    question = "When should I call the hotline?"
    told = [Told(each, "", each, "en") for each in ("Call on Monday.", "Call if it burns.")]
    assert [given(question, "en", each) for each in told] == [1.0, 0.0]
