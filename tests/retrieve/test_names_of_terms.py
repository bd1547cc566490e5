"""A text that names a term by another of its names shares the words by which a question does."""

from __future__ import annotations

import pytest

from assistant.language.words import stems
from assistant.records import Lang
from assistant.retrieve.query import Glossary, Query, Speller, TermForms, analyse
from assistant.service import Assistant

TERMS = Glossary(
    (
        TermForms(
            "chief-executive",
            {"en": ("Chief executive", "CEO"), "fr": ("Directeur général", "PDG", "dirigeant")},
        ),
        TermForms("churn", {"en": ("Churn rate",), "fr": ("Taux d’attrition",)}),
    )
)
SHELF = {
    "fr": ["Notre PDG publie.", "Le directeur général parle.", "Un directeur commercial vend."],
    "en": ["Our CEO posts.", "The chief executive speaks.", "A chief engineer builds."],
}


def asked(text: str, lang: Lang) -> Query:
    known = {word: 2 for line in SHELF[lang] for word in line.lower().rstrip(".").split()}
    return analyse(text, lang, TERMS, Speller(known, lang))


@pytest.mark.parametrize(
    ("lang", "question", "text", "met"),
    [
        ("fr", "le directeur général parle", "Notre PDG publie.", {"directeur", "general"}),
        ("fr", "notre pdg publie", "Le directeur général parle.", {"pdg"}),
        ("fr", "notre pdg publie", "Un directeur commercial vend.", set()),
        ("en", "our chief executive", "Our CEO posts.", {"chief", "execut"}),
        ("en", "our CEO", "A chief engineer builds.", set()),
        ("en", "an engineer", "Our CEO posts.", set()),
    ],
    ids=["name-to-short", "short-to-name", "half-a-name", "english", "half-in-english", "no-term"],
)
def test_another_name_is_the_same_term(lang: Lang, question: str, text: str, met: set[str]) -> None:
    own = stems(text, lang)
    told = asked(question, lang).told(own)
    assert told >= set(own)
    assert met <= told
    assert bool(met) == (told > set(own))


@pytest.mark.shelf
def test_a_listed_question_is_met_by_the_other_name(assistant: Assistant) -> None:
    search = assistant.retriever.search(
        "Un compte LinkedIn du directeur général, pour quoi ?", "fr"
    )
    near = [hit.passage.document for hit in search.matches[:4]]
    # It lists "Notre PDG doit-il publier sur LinkedIn ?"
    assert "q-should-our-ceo-post" in near
