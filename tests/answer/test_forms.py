"""What a question asks for, read from its words: sides, verdicts, names, commands, repetitions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.commands import command_of
from assistant.answer.conversation import standalone
from assistant.answer.core import core
from assistant.answer.numbering import pruned, renumbered, said
from assistant.answer.repeats import says_the_same, self_contained
from assistant.answer.sides import sides_of
from assistant.answer.verdict import gives_verdict
from assistant.answer.wishes import wishes_of
from assistant.export.of_answer import answers_paper
from assistant.export.paper import Grid
from assistant.records import LANGS, Answer, Citation, Lang, Passage, Sentence, Table, TableRow
from assistant.retrieve.query import Query


@pytest.mark.parametrize(
    ("question", "lang", "names"),
    [
        pytest.param("Facebook ou LinkedIn pour du B2B ?", "fr", ("Facebook", "LinkedIn"), id="ou"),
        pytest.param("Compare reach and engagement", "en", ("reach", "engagement"), id="compare"),
        pytest.param(
            "Quelle est la différence entre la portée et le taux d'engagement ?",
            "fr",
            ("portée", "taux d'engagement"),
            id="difference",
        ),
        pytest.param("Which is better: paid or organic?", "en", ("paid", "organic"), id="better"),
        pytest.param("B2B vs B2C: does it work?", "en", ("B2B", "B2C"), id="versus"),
        pytest.param("How does NPS differ from CSAT?", "en", ("NPS", "CSAT"), id="differ"),
        pytest.param(
            "Does LinkedIn bring more B2B leads than Facebook?",
            "en",
            ("LinkedIn", "Facebook"),
            id="more-than",
        ),
        pytest.param(
            "Instagram est-il plus efficace que Facebook ?",
            "fr",
            ("Instagram", "Facebook"),
            id="plus-que",
        ),
        pytest.param("Do engaged customers spend more than others?", "en", None, id="than-others"),
        pytest.param("Does it return more than it costs?", "en", None, id="than-a-clause"),
        pytest.param("oui ou non ?", "fr", None, id="yes-or-no"),
        pytest.param("Is it proven, or do they say so?", "en", None, id="clauses"),
        pytest.param("Do social networks sell?", "en", None, id="one-thing"),
        pytest.param("La corrélation entre bruit et ventes ?", "fr", None, id="between"),
    ],
)
def test_the_two_sides_of_a_comparison(
    question: str, lang: Lang, names: tuple[str, str] | None
) -> None:
    found = sides_of(question, lang)
    assert (found.names if found else None) == names


@pytest.mark.parametrize(
    ("text", "lang", "verdict"),
    [
        pytest.param("Yes, but modestly.", "en", True, id="yes"),
        pytest.param("Cela dépend de l’horizon.", "fr", True, id="depends"),
        pytest.param("Rarement : laisser la critique en ligne.", "fr", True, id="rarely"),
        pytest.param("Pour l’opinion, oui ; pour les ventes, rien.", "fr", True, id="split"),
        pytest.param("A signed charter and secured access.", "en", False, id="a-list"),
        pytest.param("Ryanair comptait 2,1 millions d’abonnés.", "fr", False, id="a-fact"),
        pytest.param("Yesterday the share fell.", "en", False, id="no-word-of-it"),
    ],
)
def test_what_gives_a_verdict(text: str, lang: Lang, verdict: bool) -> None:
    assert gives_verdict(text, lang) is verdict


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("pourquoi ?", "why"),
        ("Why?", "why"),
        ("et tes sources ?", "source"),
        ("where does that figure come from?", "source"),
        ("plus court svp", "shorter"),
        ("shorter please", "shorter"),
        ("in English please", "language"),
        ("en français", "language"),
        ("résume ce qu’on a dit", "summary"),
        ("summarise our conversation so far", "summary"),
        ("explique à un non-spécialiste", "simply"),
        ("explain it in plain English", "simply"),
        ("d’autres exemples ?", "more"),
        ("any more examples?", "more"),
        ("pourquoi payer pour les réseaux sociaux ?", None),
        ("Why did Lush leave?", None),
        ("un exemple français ?", None),
        ("in English law, who is liable?", None),
        ("Quelles sources de leads marchent ?", None),
        ("et en B2B ?", None),
    ],
)
def test_commands(text: str, command: str | None) -> None:
    found = command_of(text)
    assert (found.kind if found else None) == command


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for lang in LANGS:
        found = sides_of(text, lang)
        assert found is None or all(found.names)
        assert core(text, lang) in text or core(text, lang) == text
    assert command_of(f"{text} zyxw vutsr qponm") is None


def query(text: str, lang: Lang, unknown: tuple[str, ...] = ()) -> Query:
    return Query(text, lang, (), (), unknown=unknown)


@pytest.mark.parametrize(
    ("text", "lang", "unknown", "labels"),
    [
        pytest.param(
            "Que gagne Heineken sur TikTok ?",
            "fr",
            ("heineken",),
            [("platform", "TikTok"), ("name", "Heineken")],
            id="name-and-platform",
        ),
        pytest.param(
            "Did Red Bull earn from it?", "en", (), [("name", "Red Bull")], id="joined-name"
        ),
        pytest.param(
            "What of luxury in Japan?",
            "en",
            (),
            [("place", "Japan"), ("sector", "luxury")],
            id="sector-and-place",
        ),
        pytest.param("Franchement, ça vend ?", "fr", ("franchement",), [], id="an-aside"),
        pytest.param("What about sales in B2B?", "en", (), [("market", "B2B")], id="market"),
        pytest.param("Tell us about it", "en", (), [], id="us-is-no-country"),
    ],
)
def test_what_the_evidence_should_be_about(
    text: str, lang: Lang, unknown: tuple[str, ...], labels: list[tuple[str, str]]
) -> None:
    found = wishes_of(text, query(text, lang, unknown))
    assert [(each.kind, each.label) for each in found.items] == labels


@pytest.mark.parametrize(
    ("text", "lang", "since", "newest", "count"),
    [
        pytest.param("Des preuves depuis 2020 ?", "fr", 2020, False, None, id="since-fr"),
        pytest.param("Anything after 2019?", "en", 2019, False, None, id="since-en"),
        pytest.param("Les études récentes ?", "fr", None, True, None, id="recent"),
        pytest.param("the latest figure", "en", None, True, None, id="latest"),
        pytest.param("Donne-moi trois exemples", "fr", None, False, 3, id="three"),
        pytest.param("Give me 4 B2B case studies", "en", None, False, 4, id="four"),
    ],
)
def test_time_and_number(
    text: str, lang: Lang, since: int | None, newest: bool, count: int | None
) -> None:
    found = wishes_of(text, query(text, lang))
    assert (found.since, found.newest, found.count) == (since, newest, count)


def test_a_follow_up_puts_its_platform_in_the_place_of_the_other() -> None:
    earlier = ["What does a lead cost on Facebook?"]
    whole = standalone("and on LinkedIn?", "en", earlier)
    assert whole == "What does a lead cost on LinkedIn — and on LinkedIn?"


def passage(text: str, lang: Lang = "en", references: tuple[str, ...] = ("a",)) -> Passage:
    return Passage(text, "d", "shelf", "article", lang, "evidence", text, references=references)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param(
            "NewsCred got 71 names per $1,000 of promoted posts in late 2013.",
            "NewsCred says that it captured 71 names per $1,000 of promoted LinkedIn posts.",
            True,
            id="same-figures-same-source",
        ),
        pytest.param(
            "KLM credited €25 million of sales to its social channels in 2014.",
            "KLM credited €25 million of annual sales to its social channels in 2014, it said.",
            True,
            id="words-contained",
        ),
        pytest.param(
            "Sales rose by 5% in 2010 after the campaign.",
            "Sales rose by 7% in 2010 after the campaign.",
            False,
            id="another-figure",
        ),
    ],
)
def test_a_statement_is_not_said_twice(one: str, other: str, same: bool) -> None:
    assert says_the_same(passage(one), passage(other)) is same


@pytest.mark.parametrize(
    ("text", "lang", "alone"),
    [
        ("It rose by 5%.", "en", False),
        ("In that Freshfields survey of 2013, 28% crossed borders.", "en", False),
        ("Searches predict far less, according to that 2013 study.", "en", False),
        ("Dans la même enquête, 28 % passaient les frontières.", "fr", False),
        ("KLM credited €25 million to social media.", "en", True),
        ("Une étude de 2018 compte 78 tempêtes.", "fr", True),
    ],
)
def test_a_sentence_that_leans_on_another(text: str, lang: Lang, alone: bool) -> None:
    assert self_contained(passage(text, lang)) is alone


def citation(number: int) -> Citation:
    return Citation(number, f"p{number}", "quote", "d", "T", "article", "en", "evidence")


COMPARED = Answer(
    "answer",
    "?",
    "en",
    lead=(Sentence("Lead.", (4,)),),
    table=Table(("A", "B"), (TableRow("Row", ((Sentence("One.", (2,)),), ())),)),
    evidence=(Sentence("More.", (1,)),),
    citations=tuple(citation(n) for n in (1, 2, 3, 4)),
)


def test_citations_of_a_table_are_numbered_where_it_stands() -> None:
    told = [(each.text, each.citations) for each in said(renumbered(COMPARED))]
    assert told == [("Lead.", (1,)), ("One.", (2,)), ("More.", (3,))]


def test_citations_that_nothing_carries_are_left_out() -> None:
    left = pruned(replace(COMPARED, evidence=()))
    assert [(c.number, c.passage) for c in left.citations] == [(1, "p4"), (2, "p2")]


def test_a_comparison_is_exported_as_a_table() -> None:
    paper = answers_paper([COMPARED], Path(__file__).parents[2] / "prompts", "en")
    grid = next(block for block in paper.blocks if isinstance(block, Grid))
    assert grid.header == ("", "A", "B")
    assert sum(grid.widths) == pytest.approx(1.0)
    assert [run.text for run in grid.rows[0][1]] == ["One."]
