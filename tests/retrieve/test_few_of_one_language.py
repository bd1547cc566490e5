"""A page in the other language neither crowds out a collection nor is lost in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.collections.texts import Text, TextReader
from assistant.evaluation.passage_sets import Asked, PassageSet
from assistant.records import Lang
from assistant.retrieve.filters import Filters
from assistant.service import Assistant

OWN = Filters(collections=("Stray",))
_PAGES = 30
_STRAYS = {
    "en": (
        Text("ferry", "The ferry to the island of Arran leaves Ardrossan at 9.45.", lang="en"),
        Text("queue", "Cars for the ferry must be in the queue half an hour before.", lang="en"),
    ),
    "fr": (
        Text("ferry", "Le bac pour l’île d’Arran quitte Ardrossan à 9 h 45.", lang="fr"),
        Text("queue", "Pour le bac, les voitures sont en file une demi-heure avant.", lang="fr"),
    ),
}


@pytest.fixture(params=["fr", "en"])
def stray(
    request: pytest.FixtureRequest, service: Assistant, general: PassageSet
) -> Iterator[tuple[Lang, list[Asked]]]:
    """Pages of one language and two of the other in a collection; that language, and what is
    asked in it about the pages."""
    lang: Lang = request.param
    pages = [page for page in general.pages if page.lang == lang][:_PAGES]
    strays = _STRAYS["en" if lang == "fr" else "fr"]
    service.collections.add_texts([*(page.as_text for page in pages), *strays], "Stray")
    asked = [each for each in general.asked if each.lang == lang and set(each.pages) <= set(pages)]
    yield lang, asked
    service.collections.delete("Stray")


def test_two_pages_of_the_other_language_take_their_own_place(
    stray: tuple[Lang, list[Asked]], service: Assistant
) -> None:
    lang, asked = stray
    assert len(asked) > 9
    first = [service.retrieve(each.question, lang, 3, OWN).hits[0].file for each in asked]
    assert not {"ferry", "queue"} & set(first)
    questions = {
        "fr": "À quelle heure part le bac pour Arran ?",
        "en": "When does the ferry to Arran leave?",
    }
    found = service.retrieve(questions[lang], lang, 3, OWN)
    assert found.hits[0].file == "ferry"


@pytest.mark.parametrize(
    ("others", "lang"),
    [
        (("Le levain se garde au frais et se rafraîchit deux fois.",) * 2, "fr"),
        (("Steam in the oven gives a loaf its crackling crust.",) * 2, "en"),
        ((), "en"),
    ],
    ids=["among French texts", "among English texts", "alone"],
)
def test_a_text_that_tells_no_language_takes_that_of_the_others(
    others: tuple[str, ...], lang: str
) -> None:
    texts = [Text(f"other {place}", each) for place, each in enumerate(others)]
    read = TextReader([*texts, Text("name", "Boulangerie Dupain, Lyon 2")])
    *_, outcome = read((), known=(), collection="own")
    assert {passage.lang for passage in outcome.passages} == {lang}
