"""Prose becomes statements: whole sentences, clean text, citations, flags."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.library.sentences import Statement, read_statement, split_sentences

SENTENCES = [
    pytest.param("One. Two.", ["One.", "Two."], id="plain"),
    pytest.param("It grew 1.5 times. Then 0.34%.", ["It grew 1.5 times.", "Then 0.34%."], id="dec"),
    pytest.param("Ms. A. Brume said so. Why?", ["Ms. A. Brume said so.", "Why?"], id="initials"),
    pytest.param("Sales in the U.S. Army rose.", ["Sales in the U.S. Army rose."], id="acronym"),
    pytest.param("Brand vs. Price. End.", ["Brand vs. Price.", "End."], id="vs"),
    pytest.param(
        "Un réseau, p. ex. Facebook. Oui.", ["Un réseau, p. ex. Facebook.", "Oui."], id="p-ex"
    ),
    pytest.param("Selon M. Dupont, non. Si.", ["Selon M. Dupont, non.", "Si."], id="monsieur"),
    pytest.param("La loi n° 12. Fin.", ["La loi n° 12.", "Fin."], id="numero"),
    pytest.param("See No. 5 there. End.", ["See No. 5 there.", "End."], id="no"),
    pytest.param(
        "Vrai\u202f? Oui\u202f! Bien.", ["Vrai\u202f?", "Oui\u202f!", "Bien."], id="french-stops"
    ),
    pytest.param(
        "« Pourquoi ? » demande-t-il. Bien.", ["« Pourquoi ? » demande-t-il.", "Bien."], id="quote"
    ),
    pytest.param("He said “no.” Then left.", ["He said “no.”", "Then left."], id="closing-quote"),
    pytest.param(
        "Rose 5%. [@a; @b] Fell 3%. [@c]", ["Rose 5%. [@a; @b]", "Fell 3%. [@c]"], id="cited-after"
    ),
    pytest.param(
        "Rose 5%. [@a] (secondary source) Fell.",
        ["Rose 5%. [@a] (secondary source)", "Fell."],
        id="marker-after",
    ),
    pytest.param("Rose 5% [@a]. Fell [@b].", ["Rose 5% [@a].", "Fell [@b]."], id="cited-before"),
    pytest.param("It closed. adidas went on.", ["It closed.", "adidas went on."], id="lower-name"),
    pytest.param("It closed. eBay went on.", ["It closed.", "eBay went on."], id="camel-name"),
    pytest.param("At e.l.f. Beauty it rose.", ["At e.l.f. Beauty it rose."], id="dotted-name"),
    pytest.param("**A head.** Its text. More.", ["**A head.** Its text.", "More."], id="run-in"),
    pytest.param("Unended", ["Unended"], id="no-stop"),
    pytest.param("", [], id="empty"),
]


@pytest.mark.parametrize(("paragraph", "expected"), SENTENCES)
def test_paragraph_is_cut_into_sentences(paragraph: str, expected: list[str]) -> None:
    assert list(split_sentences(paragraph)) == expected


STATEMENTS = [
    pytest.param("Rose 5% [@a-1; @b].", Statement("Rose 5%.", ("a-1", "b"), ()), id="citation"),
    pytest.param(
        "Rose (self-reported) [@a].", Statement("Rose.", ("a",), ("self-reported",)), id="flag"
    ),
    pytest.param(
        "Monte (chiffre déclaré, source secondaire) [@a].",
        Statement("Monte.", ("a",), ("self-reported", "secondary")),
        id="both-flags-french",
    ),
    pytest.param(
        "Monte (chiffre déclaré ; source secondaire) [@a].",
        Statement("Monte.", ("a",), ("self-reported", "secondary")),
        id="semicolon",
    ),
    pytest.param(
        "Rose. [@a] (secondary source)", Statement("Rose.", ("a",), ("secondary",)), id="after-stop"
    ),
    pytest.param(
        "Rose (IBM, secondary source) [@a].",
        Statement("Rose (IBM).", ("a",), ("secondary",)),
        id="who-stays",
    ),
    pytest.param(
        "Monte (chiffre déclaré de prestataire) [@a].",
        Statement("Monte (chiffre de prestataire).", ("a",), ("self-reported",)),
        id="vendor-stays",
    ),
    pytest.param(
        "Rose 5% [@a]; fell 3% (self-reported) [@b].",
        Statement("Rose 5%; fell 3%.", ("a", "b"), ("self-reported",)),
        id="inside",
    ),
    pytest.param(
        "A **bold** and *fine* word", Statement("A bold and fine word.", (), ()), id="bold"
    ),
    pytest.param("2 * 3 * 4 = 24", Statement("2 * 3 * 4 = 24.", (), ()), id="product"),
    pytest.param(
        "An answer (not a marker).", Statement("An answer (not a marker).", (), ()), id="paren"
    ),
    pytest.param(
        "Answers are self-reported.", Statement("Answers are self-reported.", (), ()), id="prose"
    ),
]


@pytest.mark.parametrize(("raw", "expected"), STATEMENTS)
def test_statement_is_read(raw: str, expected: Statement) -> None:
    assert read_statement(raw) == expected


@given(st.text(alphabet="ab .!?,;[@]()*«»\u202f0 A", max_size=200))
def test_cutting_loses_no_character(paragraph: str) -> None:
    def letters(text: str) -> str:
        return "".join(text.split())

    assert letters("".join(split_sentences(paragraph))) == letters(paragraph)
