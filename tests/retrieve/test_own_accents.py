"""French questions typed without accents are read as the texts spell their words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.collections.texts import Text
from assistant.language.words import fold
from assistant.retrieve.own_accents import accented
from assistant.service import Assistant

_NAME = "Accents"
_TEXTS = (
    "La déconnexion ferme la fenêtre ; l'œuvre reçue reste à l'écran. Une fenêtre se déplace.",
    "DÉCONNEXION FORCÉE. Le côté droit de la tour, la côte d'en face et la cote du plan.",
    "La cote est relevée. Il marche, elle a marché : la marche est facile.",
)


@pytest.fixture(scope="module")
def held(service: Assistant) -> Assistant:
    texts = [Text(f"t{n}", each, lang="fr") for n, each in enumerate(_TEXTS)]
    service.collections.add_texts(texts, _NAME)
    return service


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("deconnexion de la fenetre", "déconnexion de la fenêtre"),
        ("Deconnexion", "Déconnexion"),
        ("DECONNEXION RECUE", "DÉCONNEXION REÇUE"),
        ("oeuvre a l'ecran", "œuvre a l'écran"),
        ("deconnexion à distance", "deconnexion à distance"),
        ("cote du plan", "cote du plan"),
        ("marche", "marche"),
        ("zorglub SRV-17", "zorglub SRV-17"),
        ("", ""),
    ],
    ids=[
        "lower", "capital", "capitals", "ligature", "one accent typed", "another word",
        "present", "unknown", "nothing",
    ],
)  # fmt: skip
def test_read(typed: str, read: str, held: Assistant) -> None:
    indexes = [each.index for each in held.own.documents.searcher.collections((_NAME,))]
    assert accented(typed, "fr", indexes) == read
    assert accented(typed, "en", indexes) == typed


def test_a_search_reads_what_was_meant(held: Assistant) -> None:
    search = held.own.documents.search("deconnexion forcee", "fr", (_NAME,))
    assert search is not None
    assert search.readings == ("déconnexion forcée",)
    assert search.hits[0].collection.files[search.hits[0].passage.document].name == "t1"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aceinorstu 'éà-", max_size=30))
def test_only_accents_are_added(held: Assistant, typed: str) -> None:
    indexes = [each.index for each in held.own.documents.searcher.collections((_NAME,))]
    assert fold(accented(typed, "fr", indexes)) == fold(typed)
