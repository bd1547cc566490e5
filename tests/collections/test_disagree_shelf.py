"""Statements of an upload against those of the library: what is shown as a contradiction."""

from __future__ import annotations

import pytest

from assistant.answer.disagree import Disagreement, disagreements
from assistant.answer.trend import trend
from assistant.language.detect import detect
from assistant.records import Lang, Passage
from assistant.retrieve.collections import OwnHit
from assistant.retrieve.late import Nearness
from assistant.retrieve.own_index import OpenCollection
from assistant.retrieve.quotes import Quote
from assistant.service import Assistant


def told(text: str, assistant: Assistant) -> tuple[Disagreement, ...]:
    """What the library says against a sentence of an upload."""
    lang: Lang = "fr" if detect(text) == "fr" else "en"
    passage = Passage("u:1", "u", "c", "upload", lang, "page", text)
    collection = OpenCollection("c", "Board pack", {}, None)  # type: ignore[arg-type]
    quote = Quote(OwnHit(passage, collection, 0, 0, 0, 0), text, Nearness(0, 0), 0)
    return disagreements(quote, assistant.retriever, assistant.library, lang)


@pytest.mark.parametrize(
    ("text", "own", "shelf"),
    [
        pytest.param(
            "Maersk Line's in-house study, published in April 2013, put the return on its Facebook "
            "page at about 150%.",
            "150%", "1,500%", id="name-with-an-apostrophe",
        ),
        pytest.param(
            "Gymshark’s revenue rose to £480 million in financial year 2024.",
            "£480 million", "£607.3 million", id="figure-of-the-same-year",
        ),
        pytest.param(
            "Awareness of Small Business Saturday rose from 22% in 2010 to 41% in 2011.",
            "41%", "65%", id="two-years",
        ),
        pytest.param(
            "En novembre 2012, 45 % des PDG interrogés par le prestataire Fournaise disaient ne "
            "plus imposer d’objectifs ni de KPI au marketing.",
            "45 %", "69\u202f%", id="french",
        ),
        pytest.param(
            "Burberry’s like-for-like sales fell by 12% in the quarter to 31 December 2013.",
            "fall", "rise", id="other-direction-same-figure",
        ),
        pytest.param(
            "Les ventes de Prime au Royaume-Uni ont augmenté entre le premier trimestre 2023 et "
            "le premier trimestre 2024.",
            "rise", "fall", id="direction-told-by-figures",
        ),
    ],
)  # fmt: skip
def test_a_contradiction_is_shown(text: str, own: str, shelf: str, assistant: Assistant) -> None:
    assert [(each.own, each.shelf) for each in told(text, assistant)] == [(own, shelf)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Cracker Barrel’s comparable traffic fell 7.3% in the quarter to 31 October 2025.",
            id="another-statement-confirms-it",
        ),
        pytest.param(
            "Procter & Gamble cut $200 million of digital spending in 2017.",
            id="another-thing-rose",
        ),
        pytest.param("Stanley’s revenue fell to about $600 million in 2025.", id="another-year"),
        pytest.param(
            "In 2019, 41% of the boards of German listed companies were digitally savvy.",
            id="another-country",
        ),
        pytest.param(
            "Like-for-like sales fell by 12% in the quarter to 31 December 2013.",
            id="another-company-stands-first",
        ),
        pytest.param(
            "Our like-for-like sales fell by 12% in the quarter to 31 December 2013.",
            id="the-reader’s-own",
        ),
        pytest.param("Gymshark’s revenue grew by 9% in financial year 2024.", id="another-unit"),
    ],
)
def test_what_is_no_contradiction_is_left_alone(text: str, assistant: Assistant) -> None:
    assert told(text, assistant) == ()


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Revenue rose from £1 million to £2 million.", "en", "rise"),
        ("Les ventes sont passées de 26,8 à 12,8 millions de livres.", "fr", "fall"),
        ("Churn did not fall in 2024.", "en", None),
        ("Sales rose and profit fell.", "en", None),
        ("Sales were 5 million euros.", "en", None),
    ],
    ids=["words-and-figures", "figures", "denied", "both", "neither"],
)
def test_a_direction_is_told_where_there_is_one(text: str, lang: Lang, expected: str) -> None:
    assert trend(text, lang) == expected
