"""What a question asks for, and whether a quote has it."""

from __future__ import annotations

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from assistant.records import Lang
from assistant.retrieve.asked import Told, amiss, elsewhen, given, lacking, sort_of


@pytest.mark.parametrize(
    ("question", "lang", "sort"),
    [
        ("Combien payons-nous l'agence chaque mois ?", "fr", "money"),
        ("Quel est le chiffre d’affaires du trimestre ?", "fr", "money"),
        ("combien d'abonnés sur Instagram", "fr", "number"),
        ("Quand la charte a-t-elle été adoptée ?", "fr", "time"),
        ("Quel préavis pour dénoncer le contrat ?", "fr", "duration"),
        ("Qui a signé le contrat ?", "fr", "name"),
        ("Qui parle à la télévision ?", "fr", "person"),
        ("Pourquoi les clients partent-ils ?", "fr", "reason"),
        ("How much does it cost to replace a subscriber?", "en", "money"),
        ("What is our net promoter score?", "en", "number"),
        ("When was the last exercise?", "en", "time"),
        ("How long does the contract run?", "en", "duration"),
        ("Who is our email provider?", "en", "name"),
        ("Who heads customer service?", "en", "person"),
        ("Who is in favour of repairs in shops?", "en", "person"),
        ("Qui est favorable aux réparations ?", "fr", "person"),
        ("How often is the password changed?", "en", "rhythm"),
        ("What do customers complain about?", "en", None),
        ("pause button", "en", None),
    ],
)
def test_the_sort_of_thing_asked_for(question: str, lang: Lang, sort: str | None) -> None:
    assert sort_of(question, lang) == sort


CONTRACT = "L’agence Nordet anime les comptes Facebook et LinkedIn."
FALL = "Churn fell to 2.3 % in the second quarter of 2025."


def told(text: str, lang: Lang, around: str = "", header: str = "") -> Told:
    return Told(text, header, around, lang)


@pytest.mark.parametrize(
    ("question", "asked_in", "quote", "expected"),
    [
        ("Qui a signé le contrat avec Nordet ?", "fr", told(CONTRACT, "fr"), True),
        ("Who is the spokesperson?", "en", told("Seule Hélène Marchetti parle.", "fr"), False),
        ("How much did the drill cost?", "en", told("Le test a pris 71 minutes.", "fr"), True),
        ("What is the budget of training?", "en",
         told("Training | 265", "en", header="Team | Budget (k£)"), False),
        ("When does it start?", "en", told("La campagne commence le 2 mars.", "fr"), False),
        ("When does it start?", "en", told("The campaign has three parts.", "en"), True),
        ("Quand serai-je remboursé ?", "fr", told("Nous remboursons en 14 jours.", "fr"), False),
        ("How long does the contract run?", "en",
         told("Le contrat dure vingt-quatre mois.", "fr"), False),
        ("What was churn in the third quarter?", "en", told(FALL, "en"), True),
        ("What was churn in Q2?", "en", told(FALL, "en"), False),
        ("What was churn in the third quarter?", "en",
         told("It fell from 2.9 % in the second quarter to 2.3 % in the third.", "en"), False),
        ("Quel était le taux au T4 ?", "fr",
         told("Il passe de 2,9 % au deuxième trimestre à 2,3 % au troisième.", "fr"), True),
        ("What was churn in the last quarter?", "en", told(FALL, "en"), False),
        ("What was churn in the first quarter?", "en",
         told(FALL, "en", around="Two thirds are solved in the first call."), True),
        ("What was churn in Q2?", "en", told("From Q1 to Q3 it was 2.9 %.", "en"), False),
        ("Combien en février ?", "fr",
         told("De janvier à mars 2026, 146 départs.", "fr"), False),
        ("Combien en août ?", "fr", told("De janvier à mars 2026, 146 départs.", "fr"), True),
        ("How many in January?", "en",
         told("From November 2025 to the end of February, 146.", "en"), False),
        ("Quel était le taux en 2019 ?", "fr", told(FALL, "en"), True),
        ("Quel était le taux en 2019 ?", "fr", told(FALL, "en", "Report 2019"), False),
        ("How many lost in August?", "en", told("En juin, 146 départs.", "fr"), True),
        ("How many may be lost in June?", "en", told("En juin, 146 départs.", "fr"), False),
    ],
)  # fmt: skip
def test_a_quote_that_cannot_answer(
    question: str, asked_in: Lang, quote: Told, expected: bool
) -> None:
    assert amiss(question, asked_in, quote) is expected


@pytest.mark.parametrize(
    ("question", "around", "share"),
    [
        ("How many followers on YouTube?", "Instagram has 184,000 followers.", 1.0),
        ("How many followers on Instragram?", "Instagram has 184,000 followers.", 0.0),
        ("What does the Leeds shop sell?", "Our shop sells toys. Leeds, 2025.", 0.0),
        ("What Does The Leeds Shop Sell?", "Our shop sells toys.", 0.0),
    ],
    ids=["absent", "misspelt", "in the title", "all capitals tell nothing"],
)
def test_names_that_are_lacking(question: str, around: str, share: float) -> None:
    assert lacking(question, "en", told("A sentence.", "en", around)) == share


def test_a_figure_of_the_question_is_no_answer() -> None:
    question = "How many of the 840 employees took part?"
    assert given(question, "en", told("The survey went to 840 employees.", "en")) == -1.0
    assert given(question, "en", told("Of 840 employees, 655 took part.", "en")) == 1.0


@drawn(st.text(max_size=200), st.sampled_from(["fr", "en"]))
def test_a_text_is_never_of_another_time_than_itself(text: str, lang: Lang) -> None:
    assert not elsewhen(text, lang, told(text, lang))
