"""The first ten passages are not all of one document, and stay in the order of their scores."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.records import Hit, Lang, Passage
from assistant.retrieve.documents import varied
from assistant.service import Assistant


def _hit(document: str, score: float) -> Hit:
    passage = Passage(
        id=f"{document}#{score}",
        document=document,
        collection="shelf",
        kind="study",
        lang="en",
        role="statement",
        text="A sentence.",
    )
    return Hit(passage, score)


def _given(*hits: tuple[str, float]) -> list[tuple[str, float]]:
    return [(h.passage.document, h.score) for h in varied([_hit(*each) for each in hits], 3)]


def test_a_near_second_document_comes_before_the_third_passage_of_the_first() -> None:
    found = _given(("a", 4.0), ("a", 3.9), ("a", 3.8), ("b", 3.5))
    assert found == [("a", 4.0), ("a", pytest.approx(3.6)), ("b", 3.5)]


def test_a_far_second_document_does_not() -> None:
    found = _given(("a", 4.0), ("a", 3.9), ("a", 3.8), ("b", 2.5))
    assert [document for document, _ in found] == ["a", "a", "a"]


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.floats(-5, 5)), max_size=30),
    st.integers(1, 12),
)
def test_scores_fall_and_the_best_of_each_document_is_first(
    drawn: list[tuple[str, float]], count: int
) -> None:
    hits = sorted((_hit(*each) for each in drawn), key=lambda hit: -hit.score)
    found = varied(hits, count)
    scores = [hit.score for hit in found]
    assert len(found) == min(count, len(hits))
    assert scores == sorted(scores, reverse=True)
    best = {hit.passage.document: hit.score for hit in reversed(hits)}
    for document in {hit.passage.document for hit in found}:
        assert next(h.score for h in found if h.passage.document == document) == best[document]


@pytest.mark.shelf
@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("What do bad reviews cost a company?", "en"),
        ("Que rapporte le service client sur les réseaux sociaux ?", "fr"),
    ],
)
def test_ten_passages_of_the_library_come_from_several_documents(
    assistant: Assistant, question: str, lang: Lang
) -> None:
    found = assistant.retrieve(question, lang).hits
    sources = Counter(hit.passage.document for hit in found)
    assert len(found) == 10
    assert len(sources) >= 4
