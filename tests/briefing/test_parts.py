"""What people type, what edits break, what can be drawn: without the shelf."""

from __future__ import annotations

import pytest

from assistant.briefing import read_figures, read_options, typed_request
from assistant.briefing.charts import of_figures, of_statement, supported
from assistant.briefing.draft import accepted
from assistant.briefing.edit import faults
from assistant.briefing.records import Request
from assistant.errors import BriefingError
from assistant.records import Citation, Lang, Passage
from assistant.settings import load_settings
from assistant.wording import Wording, load_wording


def wording(lang: Lang) -> Wording:
    return load_wording(load_settings().prompts, "briefing", lang)


def test_both_languages_have_the_same_wording() -> None:
    for task in ("briefing", "briefing_page"):
        english, french = (
            load_wording(load_settings().prompts, task, lang) for lang in ("en", "fr")
        )
        assert english.keys() == french.keys()


@pytest.mark.parametrize(
    ("text", "lang", "label", "number", "unit"),
    [
        ("Annual budget: €120,000", "en", "Annual budget", 120_000.0, "EUR"),
        ("Taux de départ : 12,5 %", "fr", "Taux de départ", 12.5, "%"),
        ("- Abonnés = 48 000", "fr", "Abonnés", 48_000.0, ""),
        ("Between: 3 to 9 months", "en", "Between", None, ""),
    ],
    ids=["money", "percent", "count", "a range is kept as typed"],
)
def test_own_figures(text: str, lang: Lang, label: str, number: float | None, unit: str) -> None:
    figure = read_figures(text, lang)[0]
    assert (figure.label, figure.number, figure.unit) == (label, number, unit)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("no figure here", "briefing-line"),
        ("Budget: much", "briefing-line"),
        (": 12", "briefing-line"),
        ("\n".join(f"Figure {n}: {n}" for n in range(13)), "briefing-many-figures"),
    ],
    ids=["no label", "no number", "no name", "too many"],
)
def test_figures_that_cannot_be_read_are_told(text: str, code: str) -> None:
    with pytest.raises(BriefingError) as fault:
        read_figures(text, "en")
    assert fault.value.code == code


def test_options_may_lack_cost_and_return() -> None:
    assert [(o.name, o.cost, o.benefit) for o in read_options("A | 1 €\nB", "en")] == [
        ("A", "1 €", ""),
        ("B", "", ""),
    ]


@pytest.mark.parametrize(
    ("topic", "code"),
    [("", "briefing-topic"), (" \u200b ", "briefing-topic"), ("x" * 301, "briefing-topic-long")],
)
def test_topics_that_cannot_be_taken(topic: str, code: str) -> None:
    with pytest.raises(BriefingError) as fault:
        accepted(Request(topic))
    assert fault.value.code == code


@pytest.mark.parametrize("field", ["audience", "length", "ask"])
def test_an_unknown_choice_is_told(field: str) -> None:
    values = {"audience": "board", "length": "one-page", "ask": "decide", field: "other"}
    with pytest.raises(BriefingError) as fault:
        typed_request("t", values["audience"], values["length"], values["ask"], None, "en")
    assert fault.value.code == "briefing-choice"


SOURCE = "In 2019 a survey of 800 foghorn owners found that 34% had sold more, according to Brume."


def citation(text: str, lang: Lang = "en") -> Citation:
    return Citation(1, "p", text, "d", "D", "article", lang, "evidence")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (SOURCE, True),
        ("A survey of 800 foghorn owners in 2019 found that 34% had sold more.", True),
        ("34% of 800 foghorn owners had sold more in 2019, Brume found.", True),
        (SOURCE.replace("34%", "43%"), False),
        (SOURCE.replace("34%", "34 points"), False),
        (SOURCE.replace("800", "8,000"), False),
        (SOURCE.replace("2019", "2018"), False),
        (SOURCE.replace("had sold", "had not sold"), False),
        (SOURCE.replace("more", "less"), False),
        ("Lighthouses are the best investment for a harbour.", False),
    ],
    ids=[
        "verbatim",
        "shortened",
        "reordered",
        "digits",
        "unit",
        "magnitude",
        "year",
        "denied",
        "direction",
        "another subject",
    ],
)
def test_edits_against_their_source(text: str, kept: bool) -> None:
    assert (faults(text, [citation(SOURCE)], "en", wording("en")) == ()) is kept


def passage(text: str, lang: Lang) -> Passage:
    return Passage("p", "d", "shelf", "article", lang, "evidence", text)


@pytest.mark.parametrize(
    ("text", "lang", "bars"),
    [
        (
            "In 2018, owners relied on horns (71%), bells (70%) and lanterns (68%).",
            "en",
            [("Horns", 71.0), ("Bells", 70.0), ("Lanterns", 68.0)],
        ),
        (
            "Taux : 6,50 % LinkedIn, 5,07 % Facebook, 4,86 % TikTok.",
            "fr",
            [("LinkedIn", 6.5), ("Facebook", 5.07), ("TikTok", 4.86)],
        ),
        ("In 2010, 15% could show it, 36% had a sense of it and 49% could not.", "en", []),
        ("Sales rose 12% (2010), then 14% (2011).", "en", []),
    ],
    ids=["labels first", "values first", "no labels", "too few"],
)
def test_only_plain_lists_are_drawn(text: str, lang: Lang, bars: list[tuple[str, float]]) -> None:
    chart = of_statement(passage(text, lang), 1, wording(lang))
    assert ([(bar.label, bar.value) for bar in chart.bars] if chart else []) == bars
    if chart:
        assert supported(chart, passage(text, lang), lang)
        assert all(bar.label in chart.alt for bar in chart.bars)


def test_figures_of_different_units_are_not_set_side_by_side() -> None:
    mixed = read_figures("Budget: €120,000\nTurnover: 12%", "en")
    assert of_figures(mixed, wording("en")) is None
