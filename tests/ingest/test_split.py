"""Passages: of a size to quote, under their headings, nothing lost and nothing torn apart."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ingest import Block, Extract, Place, locate, split
from assistant.ingest.places import locator
from assistant.language.documents import language_of_document, language_of_passage
from assistant.settings import load_settings
from assistant.wording import load_wording

SENTENCE = "The customer panel has measured the same thing in every quarter since it began."
FRENCH = "Le panel de clients mesure la même chose à chaque trimestre depuis qu’il existe."


def extract(*blocks: Block, title: str = "Panel") -> Extract:
    return Extract("panel.pdf", "ab" * 32, "pdf", title, "en", blocks=blocks)


def paragraph(text: str, **place: object) -> Block:
    return Block("paragraph", text, Place(**place))  # type: ignore[arg-type]


def test_short_paragraphs_of_a_section_share_a_passage() -> None:
    passages = split(extract(*(paragraph(f"{n}. {SENTENCE}", page=1) for n in range(4))))
    assert [passage.text.count(SENTENCE) for passage in passages] == [4]


def test_a_heading_parts_passages_and_is_their_context() -> None:
    first = paragraph(SENTENCE, headings=("Results", "France"))
    second = paragraph(SENTENCE + " Again.", headings=("Results", "Spain"))
    assert [each.context for each in split(extract(first, second))] == [
        "Panel › Results › France",
        "Panel › Results › Spain",
    ]


def test_a_page_parts_passages_but_for_a_scrap() -> None:
    long, scrap = f"{SENTENCE} {SENTENCE} {SENTENCE}", "A scrap of a page."
    two = split(extract(paragraph(long, page=1), paragraph(SENTENCE, page=2)))
    one = split(extract(paragraph(scrap, page=1), paragraph(SENTENCE, page=2)))
    assert [each.locator for each in two] == ["page:1", "page:2"]
    assert [each.locator for each in one] == ["page:1-2"]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    numbered = " ".join(f"Finding {n} is this. {SENTENCE}" for n in range(30))
    passages = split(extract(paragraph(numbered, page=3)))
    assert all(each.text.endswith(".") for each in passages)
    assert " ".join(each.text for each in passages) == numbered


def test_the_same_words_are_kept_once() -> None:
    text = " ".join([SENTENCE] * 8)
    assert len(split(extract(*[paragraph(text, page=3)] * 5))) == 1


def test_a_sentence_stays_with_the_list_that_it_announces() -> None:
    lead = paragraph(f"{SENTENCE} " * 6 + "The board decided:")
    items = [Block("list", f"Item {n}") for n in range(3)]
    (passage,) = split(extract(lead, *items))
    assert passage.text.endswith("The board decided:\n- Item 0\n- Item 1\n- Item 2")


def test_a_long_table_repeats_its_header_and_tells_its_rows() -> None:
    rows = (("Region", "Answers"), *((f"Region number {n}", str(n)) for n in range(100)))
    table = Block("table", "", Place(sheet="Data", row=5, row_to=105), rows=rows, header=1)
    passages = split(extract(table))
    assert {each.text.split("\n")[0] for each in passages} == {"Region | Answers"}
    told = [line for each in passages for line in each.text.split("\n")[1:]]
    assert told == [f"Region number {n} | {n}" for n in range(100)]
    spans = [re.fullmatch(r"sheet:(\d+)-(\d+):Data", each.locator) for each in passages]
    ends = [(int(span[1]), int(span[2])) for span in spans if span]
    assert ends[0][0] == 6
    assert ends[-1][1] == 105
    assert all(last + 1 == first for (_, last), (first, _) in pairwise(ends))


def test_rows_that_are_texts_are_passages_of_their_own_and_none_is_cut() -> None:
    long = " ".join(f"{SENTENCE} Case number {n}." for n in range(40))
    rows = (("Question", "Answer"), ("Why a test?", SENTENCE), ("Why two?", long), ("Who?", FRENCH))
    table = Block("table", "", Place(row=1, row_to=4), rows=rows, header=1)
    passages = split(extract(table))
    assert {each.text.split("\n")[0] for each in passages} == {"Question | Answer"}
    assert all(each.text.count("\n") == 1 for each in passages)
    parts = [each.text.split("\n")[1].split(" | ") for each in passages]
    assert " ".join(text for name, text in parts if name == "Why two?") == long
    assert [each.locator for each in passages][:2] == ["row:2", "row:3"]
    assert passages[-1].locator == "row:4"
    assert max(len(each.text.split()) for each in passages) < 200


def test_a_table_that_is_its_header_alone_is_told_by_its_row() -> None:
    table = Block("table", "", Place(row=7, row_to=7), rows=(("Region", "Answers"),), header=1)
    (passage,) = split(extract(table))
    assert (passage.text, passage.locator) == ("Region | Answers", "row:7")


NUMBERS = tuple((f"North {n}", str(n)) for n in range(9))
REMARK = " ".join(f"Remarkable{n}" for n in range(400))
LONG_WORDS = " ".join(f"{'anti' * 8}constitutional{n}." for n in range(160))


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(("Lille", REMARK), id="one long remark among figures"),
        pytest.param((REMARK, LONG_WORDS, "Lille"), id="several long cells"),
        pytest.param(("Lille", LONG_WORDS), id="few words but many letters"),
        pytest.param(tuple(f"Column number {n} of them" for n in range(400)), id="wide"),
    ],
)
def test_no_word_of_a_long_row_is_lost(row: tuple[str, ...]) -> None:
    table = Block("table", "", Place(row=1, row_to=11), rows=(*NUMBERS, row, ("South", "1")))
    passages = split(extract(table))
    told = {word for each in passages for word in each.text.split()}
    assert [word for cell in row for word in cell.split() if word not in told] == []
    assert all(len(line) <= 4000 for each in passages for line in each.text.split("\n"))
    assert passages[-1].locator.endswith("11")
    assert {each.locator for each in passages} >= {"row:10"}


def test_a_passage_in_the_other_language_says_so() -> None:
    english, french = (
        paragraph(f"{text} {text}", page=at) for at, text in ((1, SENTENCE), (2, FRENCH))
    )
    assert [each.lang for each in split(extract(english, french))] == ["en", "fr"]
    assert language_of_passage("Stratégie & KPIs", "en") == "en"


WORDS = st.lists(
    st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=30),
    min_size=1,
    max_size=250,
).map(" ".join)
BLOCKS = st.lists(
    st.one_of(
        st.builds(Block, st.just("paragraph"), WORDS, st.builds(Place, page=st.integers(1, 3))),
        st.builds(Block, st.just("list"), WORDS, st.builds(Place, page=st.integers(1, 3))),
        st.builds(Block, st.just("heading"), WORDS, level=st.integers(1, 6)),
    ),
    max_size=8,
)


@settings(max_examples=40)
@given(BLOCKS)
def test_no_word_is_lost_and_none_is_added(blocks: list[Block]) -> None:
    passages = split(extract(*blocks))
    wanted = {word for block in blocks if block.kind != "heading" for word in block.text.split()}
    given_ = {word for passage in passages for word in passage.text.split()}
    assert given_ - {"-"} == wanted - {"-"}
    assert all(0 < len(each.text.split()) <= 180 for each in passages)


@settings(max_examples=40)
@given(BLOCKS)
def test_ids_are_unique_and_the_same_each_time(blocks: list[Block]) -> None:
    first, again = split(extract(*blocks)), split(extract(*blocks), "other")
    assert [each.id for each in first] == [each.id for each in again]
    assert len({each.id for each in first}) == len(first)


def test_places_in_words() -> None:
    said = {
        lang: [
            locate(locator(place), load_wording(load_settings().prompts, "ingest", lang))
            for place in (
                Place(page=12),
                Place(page=12, page_to=13),
                Place(slide=3),
                Place(sheet="Budget", row=4, row_to=9),
                Place(row=4),
                Place(headings=("Results", "France")),
                Place(),
            )
        ]
        for lang in ("en", "fr")
    }
    assert said["en"] == [
        "p. 12",
        "pp. 12–13",
        "slide 3",
        "sheet “Budget”, rows 4–9",
        "row 4",
        "section “Results › France”",
        "",
    ]
    assert said["fr"][2:4] == ["diapositive 3", "feuille «\u202fBudget\u202f», lignes 4–9"]


def test_the_language_of_a_document() -> None:
    german = (
        "Der Vorstand hat das Budget genehmigt und wird die Ergebnisse in jedem Quartal erhalten. "
        "Wir messen den Anteil der Kunden, die wieder kaufen, und vergleichen ihn mit dem Vorjahr. "
    )
    assert language_of_document([SENTENCE] * 5) == ("en", True)
    assert language_of_document([FRENCH] * 5) == ("fr", True)
    assert language_of_document(["12 400", "B2B"], "fr") == ("fr", True)
    assert language_of_document([german] * 5)[1] is False
