"""Own passages are ranked whole when asked for, in either language, with what tells them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import as_retriever
from assistant.collections.texts import Text
from assistant.errors import QuestionError
from assistant.evaluation.passage_sets import PassageSet
from assistant.language.typography import clean_question
from assistant.retrieve.filters import Filters
from assistant.service import Assistant

OWN = Filters(collections=("General",))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Mon levain dort au frigo, comment le relancer ?", "levain"),
        ("Should I keep my baguette in the fridge?", "stale"),
        ("Comment obtenir une croûte bien croustillante ?", "crust"),
        ("Someone stole my French identity card, where do I report it?", "vol"),
        ("recepissé de vol ca suffit pour passer la frontiere ?", "vol"),
        ("Where does the Loire rise?", "loire"),
    ],
    ids=["fr-fr", "en-en", "fr-en", "en-fr", "slips", "name"],
)
def test_the_right_passage_is_first(question: str, expected: str, service: Assistant) -> None:
    found = service.retrieve(question, filters=OWN)
    assert found.hits[0].file == expected


def test_a_word_that_no_text_holds_is_not_read_as_another_only(service: Assistant) -> None:
    texts = [
        Text("rome", "Rome lies on the Tiber. Rome was not built in a day.", lang="en"),
        Text("roads", "All roads lead to Rome, said the guide.", lang="en"),
    ]
    service.collections.add_texts(texts, "Words")
    question = "Where is the rope?"
    search = service.own.documents.search(question, "en", ("Words",))
    service.collections.delete("Words")
    assert search is not None
    assert search.query.corrected == {"rope": "rome"}
    typed, mended = (service.embedder.encode_query(each) for each in (question, search.query.text))
    assert search.vector @ typed == pytest.approx(search.vector @ mended, abs=1e-3)
    assert search.vector @ typed > typed @ mended


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("disque plein SRV-17", "fr"),
        ("invoice overdue", "en"),
        ("Why is the disque plein?", "en"),
        ("Hartley", "en"),
    ],
    ids=["French keywords", "English keywords", "a sentence tells", "a name in either"],
)
def test_keywords_are_in_the_language_of_the_texts_that_know_them(
    question: str, lang: str, service: Assistant
) -> None:
    texts = [
        Text("plein", "Le disque du serveur SRV-17 est plein, appelle Hartley.", lang="fr"),
        Text("late", "The invoice of Hartley is overdue since May.", lang="en"),
    ]
    service.collections.add_texts(texts, "Keywords")
    search = service.own.documents.search(question, "en", ("Keywords",))
    service.collections.delete("Keywords")
    assert search is not None
    assert search.query.lang == lang


def test_as_many_are_ranked_as_are_asked_for(service: Assistant) -> None:
    found = service.retrieve("What is the price of a kilo of saffron?", count=20, filters=OWN)
    scores = [hit.score for hit in found.hits]
    assert found.ranked
    assert len({hit.passage.id for hit in found.hits}) == 20
    assert scores == sorted(scores, reverse=True)


def test_the_bar_holds_where_it_is_asked_for(service: Assistant) -> None:
    question = "What is the price of a kilo of saffron?"
    assert service.retrieve(question, count=20, filters=OWN, ranked=False).hits == ()


def test_a_language_is_kept_to(service: Assistant) -> None:
    only = Filters(collections=("General",), languages=("en",))
    found = service.retrieve("Comment obtenir une croûte croustillante ?", filters=only)
    assert {hit.passage.lang for hit in found.hits} == {"en"}


def test_langchain_gets_documents_with_their_places(service: Assistant) -> None:
    retriever = as_retriever(service, count=5, collections=["General"])
    first, *others = retriever.invoke("Quel fleuve passe par le lac Léman et Lyon ?")
    assert first.metadata["file"] == "rhone"
    assert first.metadata["lang"] == "en"
    assert len(others) == 4


def test_a_page_is_searched_by_its_beginning(service: Assistant) -> None:
    page = "Comment obtenir une croûte bien croustillante ? " * 200
    assert service.retrieve(page, filters=OWN).hits[0].file == "crust"
    with pytest.raises(QuestionError):
        service.retrieve(page, filters=OWN, ranked=False)


@pytest.mark.parametrize("typed", ["", "  ", "\n"], ids=["nothing", "spaces", "a line"])
def test_nothing_is_no_question(typed: str, service: Assistant) -> None:
    with pytest.raises(QuestionError):
        service.retrieve(typed, filters=OWN)


@given(typed=st.text(min_size=1, max_size=60).filter(lambda text: clean_question(text) != ""))
@settings(max_examples=15, deadline=None)
def test_any_question_ranks_what_there_is(typed: str, service: Assistant) -> None:
    found = service.retrieve(typed, count=7, filters=OWN)
    assert len(found.hits) == 7


def test_texts_are_taken_once(service: Assistant, general: PassageSet) -> None:
    again = general.pages[0].as_text
    report = service.collections.add_texts([again, Text("new", "A new sentence to keep.")], "Twice")
    report = service.collections.add_texts([again], "Twice")
    assert (report.count("added"), report.count("already")) == (0, 1)
    service.collections.delete("Twice")


def test_token_vectors_that_are_lost_are_worked_out_anew(service: Assistant) -> None:
    question = "Comment obtenir une croûte bien croustillante ?"
    report = service.collections.add_texts(
        [Text("crust", "A loaf gets its crackling crust from steam in the oven.", lang="en")],
        "Lost",
    )
    for path in Path(service.settings.home).glob(f"collections/{report.collection}/tokens/*"):
        path.write_bytes(b"cut")
    found = service.retrieve(question, filters=Filters(collections=("Lost",)))
    assert [hit.file for hit in found.hits] == ["crust"]
    service.collections.delete("Lost")
