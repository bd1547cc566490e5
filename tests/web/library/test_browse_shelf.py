"""What the shelf can be filtered by, and what a choice or a word leaves of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.library import Library
from assistant.library.browse import (
    Catalogue,
    counts,
    decades_of,
    is_historical,
    merged,
    narrowed,
    span_of,
    worded,
)
from assistant.library.layout import Notebook, lay_out, year_of_figure
from assistant.library.places import places_of
from assistant.library.related import nearest, related_documents
from assistant.library.timeline import timeline
from assistant.records import Lang, Reference
from assistant.web.library.chart import build_chart

NONE: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        pytest.param("France", {"france", "europe"}, id="europe-too"),
        pytest.param("États-Unis", {"united-states"}, id="in-french"),
        pytest.param("France, with the UK and Germany in 2021",
                     {"france", "united-kingdom", "germany", "europe"}, id="several"),
        pytest.param("28 countries", {"world"}, id="a-number-of-countries"),
        pytest.param("European Union", {"europe"}, id="union"),
        pytest.param("Not stated", NONE, id="not-stated"),
        pytest.param("", NONE, id="empty"),
        pytest.param("Île d’Oléron", {"ile-d-oleron"}, id="unknown-is-its-own-key"),
    ],
)  # fmt: skip
def test_places(text: str, places: set[str]) -> None:
    assert places_of(text) == places


@pytest.mark.parametrize(
    ("years", "span"),
    [("2011-2013", (2011, 2013)), ("about 2009-2012", (2009, 2012)),
     ("2008 to launch", (2008, 2008)), ("undated", None), ("", None)],
)  # fmt: skip
def test_span(years: str, span: tuple[int, int] | None) -> None:
    assert span_of(years) == span


def test_a_span_touches_every_decade_between() -> None:
    assert decades_of((1998, 2012)) == {"1990s", "2000s", "2010s"}


@pytest.mark.parametrize(
    ("year", "old"), [(2017, True), (2018, False), (2026, False), (None, False)]
)
def test_a_figure_is_historical_after_eight_years(year: int | None, old: bool) -> None:
    assert is_historical(year, 2026) is old


@pytest.mark.parametrize(
    ("choices", "ids"),
    [
        pytest.param({"kind": "case-study"}, {"brume-lighthouses"}, id="kind"),
        pytest.param({"evidence": "independent"}, {"foghorn-study"}, id="independent"),
        pytest.param({"evidence": "self-reported"}, {"brume-lighthouses"}, id="self-reported"),
        pytest.param({"country": "nowhere", "topic": "measurement"}, {"foghorn-study"}, id="both"),
        pytest.param({"decade": "2010s", "sector": "lighthouses"}, {"brume-lighthouses"}, id="era"),
        pytest.param({"kind": "article", "evidence": "self-reported"}, NONE, id="nothing"),
    ],
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_filters_combine_alike_in_both_languages(
    catalogue: Catalogue, lang: Lang, choices: dict[str, str], ids: set[str]
) -> None:
    assert {e.document.id for e in narrowed(catalogue.entries[lang], choices)} == ids


def test_counts_say_what_another_choice_would_leave(catalogue: Catalogue) -> None:
    tallies = counts(catalogue.entries["fr"], {"kind": "article"})
    assert tallies["kind"]["case-study"] == 1
    assert tallies["evidence"] == {"independent": 1}


def test_a_choice_that_the_shelf_does_not_know_is_dropped(catalogue: Catalogue) -> None:
    assert catalogue.choices({"kind": "article", "topic": "<b>"}) == {"kind": "article"}


def test_a_free_text_facet_is_labelled_in_each_language(catalogue: Catalogue) -> None:
    sector = next(iter(narrowed(catalogue.entries["fr"], {"kind": "case-study"})))
    key = next(iter(sector.keys["sector"]))
    assert (catalogue.label("sector", key, "fr"), catalogue.label("sector", key, "en")) == (
        "Phares",
        "Lighthouses",
    )


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        pytest.param("brum", "brume-lighthouses", id="beginning-of-a-word"),
        pytest.param("PHARES", "brume-lighthouses", id="case"),
        pytest.param("etude fictive", "foghorn-study", id="accents"),
    ],
)
def test_words_find_documents_titles_first(catalogue: Catalogue, typed: str, first: str) -> None:
    assert worded(catalogue.entries["fr"], typed, "fr")[0].document.id == first


def test_every_word_must_be_there(catalogue: Catalogue) -> None:
    assert worded(catalogue.entries["en"], "lighthouse zebra", "en") == ()


def test_what_holds_the_words_comes_before_what_is_near(catalogue: Catalogue) -> None:
    one, two, three, *_ = catalogue.entries["en"]
    assert merged([two, one], [three, one], [three]) == (one, two, three)


def test_timeline_counts_each_document_once_in_its_latest_year(catalogue: Catalogue) -> None:
    years = timeline(catalogue.entries["en"])
    assert [(y.year, y.counts) for y in years] == [(2012, (0, 0, 1, 0)), (2013, (1, 0, 0, 0))]


def test_bars_fill_the_height_of_the_tallest_year(catalogue: Catalogue) -> None:
    chart = build_chart(timeline(catalogue.entries["en"]), 2026)
    assert chart is not None
    assert {bar.height for bar in chart.bars} == {120.0}


def test_no_year_no_chart() -> None:
    assert build_chart((), 2026) is None


@pytest.mark.parametrize(
    ("text", "issued", "year"),
    [
        pytest.param("Sales rose 5%.", (2012,), 2012, id="by-its-source"),
        pytest.param("Sales rose 5% in 2009.", (2012,), 2009, id="by-its-text"),
        pytest.param("It opened in 2009.", (2012,), None, id="a-date-is-no-figure"),
        pytest.param("Sales rose 5%.", (), None, id="undated"),
    ],
)
def test_year_of_a_figure(text: str, issued: tuple[int, ...], year: int | None) -> None:
    assert year_of_figure(text, [Reference("k", "webpage", "t", "p", issued=issued)]) == year


def test_sources_are_numbered_as_they_are_first_cited(shelf: Library) -> None:
    notebook = Notebook(shelf)
    document = shelf.document("brume-lighthouses", "en")
    assert document is not None
    lay_out(document, notebook, shelf, 2026)
    assert [(n, r.key) for n, r in notebook.notes()] == [(1, "brume-2012"), (2, "harbour-nd")]


def test_a_bullet_list_is_a_list_and_a_paragraph_is_not(shelf: Library) -> None:
    document = shelf.document("brume-lighthouses", "en")
    assert document is not None
    sections = lay_out(document, Notebook(shelf), shelf, 2026)
    listed = {section.role: [block.listed for block in section.blocks] for section in sections}
    assert (listed["brief"], listed["evidence"]) == ([False], [True])


@pytest.mark.parametrize(
    ("years", "marked"),
    [
        pytest.param("2011-2024", {True, False}, id="recent"),
        pytest.param("2012", {False}, id="old"),
    ],
)
def test_only_a_recent_document_marks_its_old_figures(
    shelf: Library, years: str, marked: set[bool]
) -> None:
    document = shelf.document("brume-lighthouses", "en")
    assert document is not None
    sections = lay_out(replace(document, years=years), Notebook(shelf), shelf, 2026)
    assert {
        line.historical for s in sections for block in s.blocks for line in block.lines
    } == marked


def test_related_documents_begin_with_those_named(shelf: Library) -> None:
    document = shelf.document("brume-lighthouses", "fr")
    assert document is not None
    assert [each.id for each in related_documents(document, shelf)] == ["foghorn-study"]


def test_a_kpi_is_related_to_the_evidence_on_it(shelf: Library) -> None:
    document = shelf.document("kpi:visits", "en")
    assert document is not None
    assert "brume-lighthouses" in {each.id for each in related_documents(document, shelf)}


def test_a_wrong_address_has_its_nearest(shelf: Library) -> None:
    assert nearest("brume-lighthouse", shelf, "fr")[0].id == "brume-lighthouses"
