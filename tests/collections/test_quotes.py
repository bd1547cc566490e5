"""Sentences and rows of a passage, and where exactly a row stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.numbering import renumbered
from assistant.answer.own import exact_locator
from assistant.records import Answer, Citation, Passage, Sentence
from assistant.retrieve.collections import OwnHit
from assistant.retrieve.late import Nearness
from assistant.retrieve.own_index import OpenCollection
from assistant.retrieve.quotes import Quote, units

TABLE = "Region | Churn\nNordic | 3.1 %\nIberia | 1.9 %"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Churn fell to 2.3 %. Renewals rose again.",
            ["Churn fell to 2.3 %.", "Renewals rose again."],
        ),
        ("Budget. 240 000 euros au total.", ["Budget. 240 000 euros au total."]),
        (TABLE, ["Nordic | 3.1 %", "Iberia | 1.9 %"]),
        (
            "- The first of the points\n- The second of the points",
            ["- The first of the points", "- The second of the points"],
        ),
    ],
    ids=["sentences", "run-in heading", "rows without their header", "list"],
)
def test_units_of_a_passage(text: str, expected: list[str]) -> None:
    assert [unit.text for unit in units(text)] == expected


def test_a_row_knows_its_header() -> None:
    assert {unit.header for unit in units(TABLE)} == {"Region | Churn"}


@given(st.text(max_size=400))
def test_every_unit_stands_in_its_passage_word_for_word(text: str) -> None:
    assert all(unit.text in text for unit in units(text))


def quote(locator: str, text: str, header: str = "", line: int = 0) -> Quote:
    passage = Passage("u:en:1", "u", "c", "upload", "en", "page", TABLE, locator=locator)
    collection = OpenCollection("c", "Board pack", {}, None)  # type: ignore[arg-type]
    return Quote(OwnHit(passage, collection, 0, 0, 0, 0), text, Nearness(0, 0), 0, header, line)


@pytest.mark.parametrize(
    ("locator", "line", "exact"),
    [
        ("sheet:2-3:Budget", 1, "sheet:2:Budget"),
        ("sheet:2-3:Budget", 2, "sheet:3:Budget"),
        ("row:12-13", 2, "row:13"),
        ("row:7", 1, "row:7"),
        ("page:4", 1, "page:4"),
    ],
)
def test_a_row_is_located_exactly(locator: str, line: int, exact: str) -> None:
    found = quote(locator, TABLE.split("\n")[line], "Region | Churn", line)
    assert exact_locator(found) == exact


def test_prose_keeps_the_place_of_its_passage() -> None:
    assert exact_locator(quote("row:2-3", "Some sentence.")) == "row:2-3"


def test_citations_are_numbered_in_reading_order() -> None:
    sources = tuple(Citation(n, f"p{n}", f"q{n}", "d", "t", "k", "en", "r") for n in (1, 2, 3))
    answer = Answer(
        "answer", "q", "en",
        lead=(Sentence("a", (2,)),),
        own=(Sentence("b", (3,)),),
        evidence=(Sentence("c", (1, 2)),),
        citations=sources,
    )  # fmt: skip
    told = renumbered(answer)
    assert [s.citations for s in (*told.lead, *told.own, *told.evidence)] == [(1,), (2,), (3, 1)]
    assert [(c.number, c.quote) for c in told.citations] == [(1, "q2"), (2, "q3"), (3, "q1")]
