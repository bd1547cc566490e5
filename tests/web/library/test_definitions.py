"""Glossary terms in a text: which are found, and how their definitions are shown."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.library import Term
from assistant.library.definitions import TermFinder
from assistant.records import Lang
from assistant.render.definitions import Definitions


def term(id: str, en: str, fr: str, short: tuple[str, ...] = (), also: str = "") -> Term:
    names = MappingProxyType({"en": en, "fr": fr})
    synonyms = MappingProxyType({"en": tuple(also.split("|")), "fr": ()})
    meaning = MappingProxyType({"en": f"<{en}> meant.", "fr": f"<{fr}> défini."})
    return Term(id, names, short, synonyms, meaning, "", "")  # type: ignore[arg-type]


TERMS = (
    term("reach", "reach", "portée", also="audience reach|coverage"),
    term("organic-reach", "organic reach", "portée organique"),
    term("effort", "customer effort score", "score d’effort client", ("CES",)),
    term("revenue-ca", "turnover", "chiffre d’affaires", ("CA",)),
    term("board-ca", "supervisory board", "conseil de surveillance", ("CA",)),
    term("lead", "lead", "lead"),
    term("sales", "sales", "ventes"),
)


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        pytest.param("fr", "La portée organique baisse.", ["portée organique"], id="longest-first"),
        pytest.param("fr", "La PORTEE compte.", ["PORTEE"], id="case-and-accents"),
        pytest.param("fr", "Le score d'effort client.", ["score d'effort client"], id="apostrophe"),
        pytest.param("fr", "Ces chiffres et le CES.", ["CES"], id="abbreviation-in-its-case"),
        pytest.param("en", "Leads and a lead.", ["Leads", "lead"], id="plural"),
        pytest.param("en", "Press coverage grew.", [], id="one-word-synonyms-only-search"),
        pytest.param("en", "Audience reach grew.", ["Audience reach"], id="longer-synonym"),
        pytest.param("en", "It was organic. Reach fell.", ["Reach"], id="a-stop-ends-a-term"),
        pytest.param("en", "Outreach and sales.", [], id="whole-words-and-everyday-words"),
    ],
)  # fmt: skip
def test_terms_found(lang: Lang, text: str, found: list[str]) -> None:
    mentions = TermFinder(TERMS, lang).mentions(text)
    assert [text[each.start : each.end] for each in mentions] == found


def test_an_abbreviation_with_two_meanings_shows_both() -> None:
    html = Definitions(TERMS).section("fr", "a")("Le CA.")
    assert "chiffre d’affaires" in html
    assert "conseil de surveillance" in html


def test_a_term_is_marked_once_a_section() -> None:
    define = Definitions(TERMS).section("en", "a")
    assert (define("Reach and reach.") + define("Reach.")).count('class="term"') == 1


def test_another_section_marks_it_again() -> None:
    definitions = Definitions(TERMS)
    texts = [definitions.section("en", anchor)("Reach.") for anchor in ("a", "b")]
    assert ['id="a-d1"' in texts[0], 'id="b-d1"' in texts[1]] == [True, True]


def test_the_page_of_a_term_does_not_define_it() -> None:
    assert Definitions(TERMS).section("en", "a", {"reach"})("Reach.") == "Reach."


def test_a_definition_is_reached_by_keyboard_and_said_by_a_screen_reader() -> None:
    html = Definitions(TERMS).section("en", "a")("Reach.")
    assert 'tabindex="0" aria-describedby="a-d1"' in html
    assert 'role="tooltip" id="a-d1"' in html


def test_definitions_are_escaped() -> None:
    assert "&lt;reach&gt; meant." in Definitions(TERMS).section("en", "a")("Reach.")


@given(st.text(st.sampled_from("reach <>&\"'éCESA.\n"), max_size=60))
def test_no_text_becomes_markup(text: str) -> None:
    html = Definitions(TERMS).section("en", "a")(text)
    allowed = ("<span class=", "<span><strong>", "</span>", "</strong>")
    rest = html
    for tag in allowed:
        rest = rest.replace(tag, "")
    assert "<" not in rest.replace('<span class="definition"', "")
