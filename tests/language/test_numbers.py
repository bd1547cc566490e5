"""Figures read alike in French and in English, and what counts nothing is left out."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.numbers import agree, figures, missing, numbers, years
from assistant.records import LANGS, Lang

SAME = [
    pytest.param("0,34\u202f% des ventes", "0.34% of sales", [("0.34", "%")], id="percent"),
    pytest.param(
        "1\u202f300 milliards de dollars", "$1.3 trillion", [("13e11", "USD")], id="scale"
    ),
    pytest.param("1 200 personnes", "1,200 people", [("1200", "")], id="thousands"),
    pytest.param("2,5 M€", "€2.5m", [("25e5", "EUR")], id="letter-scale"),
    pytest.param("3 Md€", "€3bn", [("3e9", "EUR")], id="milliard"),
    pytest.param("6,5 millions de dollars", "$6.5 million", [("65e5", "USD")], id="dollars"),
    pytest.param("5 à 9\u202f%", "5 to 9%", [("5", "%"), ("9", "%")], id="range"),
    pytest.param("5-9 %", "5-9%", [("5", "%"), ("9", "%")], id="hyphen-range"),
    pytest.param(
        "entre 5 et 9 millions", "between 5 and 9 million", [("5e6", ""), ("9e6", "")], id="between"
    ),
    pytest.param(
        "115, 107 et 62 points de pourcentage",
        "115, 107 and 62 percentage points",
        [("115", "pp"), ("107", "pp"), ("62", "pp")],
        id="list",
    ),
    pytest.param(
        "3,35-3,45 milliards de dollars",
        "$3.35-3.45 billion",
        [("335e7", "USD"), ("345e7", "USD")],
        id="currency-range",
    ),
    pytest.param("10-15 dollars", "$10-15", [("10", "USD"), ("15", "USD")], id="dollar-range"),
    pytest.param("15 fois plus", "15 times more", [("15", "x")], id="multiple"),
    pytest.param("de −20 à 50", "from −20 to 50", [("-20", ""), ("50", "")], id="negative"),
    pytest.param("1,62 livre", "£1.62", [("1.62", "GBP")], id="pounds"),
    pytest.param("9 milliards de couronnes suédoises", "SEK 9 billion", [("9e9", "SEK")], id="sek"),
    pytest.param("23 points", "23 percentage points", [("23", "pp")], id="points"),
    pytest.param("1/8 du coût", "1/8 of the cost", [("0.125", "")], id="fraction"),
    pytest.param("60/40", "60/40", [("60", ""), ("40", "")], id="split"),
    pytest.param("les trois quarts", "three quarters", [("0.75", "")], id="three-quarters"),
    pytest.param("les deux tiers", "two thirds", [("0.666667", "")], id="two-thirds"),
    pytest.param("la moitié", "half", [("0.5", "")], id="half"),
    pytest.param("un tiers des ventes", "a third of sales", [("0.333333", "")], id="third"),
    pytest.param("deux fois", "twice", [("2", "x")], id="twice"),
    pytest.param("vingt et un", "twenty-one", [("21", "")], id="twenty-one"),
    pytest.param("quatre-vingt-dix-neuf", "ninety-nine", [("99", "")], id="ninety-nine"),
    pytest.param(
        "mille deux cents", "one thousand two hundred", [("1200", "")], id="twelve-hundred"
    ),
    pytest.param("un million et demi", "a million and a half", [("15e5", "")], id="and-a-half"),
    pytest.param("un demi-million", "half a million", [("5e5", "")], id="half-a-million"),
    pytest.param("1.234,56 €", "€1,234.56", [("1234.56", "EUR")], id="dots-and-commas"),
    pytest.param("12.500 euros", "12,500 euros", [("12500", "EUR")], id="dotted-thousands"),
    pytest.param("1’300 francs suisses", "CHF 1’300", [("1300", "CHF")], id="swiss"),
    pytest.param("100 000 fans", "100 000 fans", [("100000", "")], id="spaced-english"),
    pytest.param("6,5 M$", "USD 6.5m", [("65e5", "USD")], id="code"),
    pytest.param("2,5 millions €", "2.5 million €", [("25e5", "EUR")], id="symbol-after"),
    pytest.param("25 points de base", "25 basis points", [("25", "bp")], id="basis-points"),
    pytest.param("trois sur quatre", "three in four", [("3", ""), ("4", "")], id="out-of"),
    pytest.param("vingt-quatre", "two dozen", [("24", "")], id="dozen"),
    pytest.param("+24 %", "+24%", [("24", "%")], id="plus"),
    pytest.param("5 %-10 %", "5%-10%", [("5", "%"), ("10", "%")], id="no-minus-in-a-range"),
    pytest.param(
        "1 300 milliers de milliards", "1,300 trillion", [("13e14", "")], id="thousand-billion"
    ),
    pytest.param("pour deux ans", "for two years", [("2", "")], id="after-pour"),
    pytest.param("vingt pour cent", "twenty per cent", [("20", "%")], id="spelled-percent"),
]


@pytest.mark.parametrize(("french", "english", "expected"), SAME)
def test_both_languages_state_the_same_figures(
    french: str, english: str, expected: list[tuple[str, str]]
) -> None:
    wanted = [(Decimal(value), unit) for value, unit in expected]
    assert [each.key for each in figures(french, "fr")] == wanted
    assert [each.key for each in figures(english, "en")] == wanted


NOT_FIGURES: list[tuple[Lang, str]] = [
    ("fr", "En 2012, puis en 2013"),
    ("fr", "dans les années 2010 et les années 90"),
    ("fr", "en 2011-2012 et 2011-12"),
    ("fr", "le 31 janvier 2013, du 3 au 5 mai"),
    ("fr", "le 1er rang, la 6e place, la 3ème édition"),
    ("fr", "à 9 h 30 et à 14h30"),
    ("fr", "une entreprise, un site"),
    ("fr", "des millions de clients, quelques centaines"),
    ("fr", "24 heures sur 24"),
    ("en", "In the mid-2010s and the '90s"),
    ("en", "on January 31, 2013, and 3 to 5 May"),
    ("en", "the 1st of 6th and the 21st century"),
    ("en", "at 10:30 and 9 a.m."),
    ("en", "B2B in Q4, Web 2.0, COVID-19, the CAC 40, RFC 2119"),
    ("en", "DOC-2014-15, ISO 20252:2019, law 2023-451, Regulation 2022/2065"),
    ("en", "3D, 5G, 3M, 7-Eleven, 24/7, Fortune 500"),
    ("en", "a third survey in the first half of the year"),
    ("en", "[@iab-uk-2013; @slate-2016] and https://example.org/2013/42"),
    ("en", "millions of people, hundreds of posts"),
    ("en", "in 2025 X changed"),
    ("en", "GPT-4, Qwen2.5, Windows 11 and FY2024"),
    ("fr", "l’article 5, la page 12, la version 2.0"),
]


@pytest.mark.parametrize(("lang", "text"), NOT_FIGURES, ids=[text for _, text in NOT_FIGURES])
def test_what_counts_nothing_is_no_figure(lang: Lang, text: str) -> None:
    assert figures(text, lang) == ()


def test_unit_of_a_sum_does_not_reach_the_percentage_before_it() -> None:
    found = figures("Revenue rose 41% to $252 million", "en")
    assert [each.key for each in found] == [(Decimal(41), "%"), (Decimal(252_000_000), "USD")]


def test_scale_does_not_reach_back_to_a_larger_number() -> None:
    assert figures("from 500 to 1 million", "en")[0].value == 500


def test_year_is_told_from_the_date_that_holds_it() -> None:
    assert years("le 31 janvier 2013, pour l’exercice 2011-2012", "fr") == {2011, 2012, 2013}


def test_fiscal_year_is_a_year() -> None:
    assert years("in FY2024", "en") == {2024}


def test_quarter_does_not_swallow_the_number_after_it() -> None:
    assert [each.value for each in figures("In Q4 300 people came", "en")] == [300]


def test_raw_is_the_text_between_start_and_end() -> None:
    text = "Le groupe a gagné 2,5 millions d’euros en 2013."
    for each in numbers(text, "fr"):
        assert text[each.start : each.end] == each.raw


def test_a_third_agrees_with_33_percent() -> None:
    assert agree(figures("un tiers", "fr")[0], figures("33%", "en")[0])


def test_half_does_not_agree_with_48_percent() -> None:
    assert not agree(figures("la moitié", "fr")[0], figures("48%", "en")[0])


def test_missing_counts_repetitions() -> None:
    twice, once = figures("5% then 5%", "en"), figures("5 %", "fr")
    assert [each.value for each in missing(twice, once)] == [5]


def test_missing_matches_digits_before_words() -> None:
    french = figures("Deux ans avant, une panne de 2 jours", "fr")
    english = figures("A couple of years before, an outage of 2 days", "en")
    assert [each.worded for each in missing(french, english)] == [True]


UNITS = {
    "%": ("{}\u202f%", "{}%"),
    "pp": ("{} points de pourcentage", "{} percentage points"),
    "EUR": ("{} euros", "€{}"),
    "USD": ("{} dollars", "${}"),
    "GBP": ("{} livres sterling", "£{}"),
    "x": ("{} fois", "{} times"),
}
SCALES = {1: ("", ""), 10**6: (" millions", " million"), 10**9: (" milliards", " billion")}


def written(value: Decimal, lang: Lang) -> str:
    """A number as a careful editor writes it in that language."""
    text = f"{value:,f}"
    return text.replace(",", "\u202f").replace(".", ",") if lang == "fr" else text


@given(
    value=st.decimals(min_value="0.01", max_value=999_999, places=2),
    unit=st.sampled_from(sorted(UNITS)),
    scale=st.sampled_from(sorted(SCALES)),
)
def test_a_figure_survives_both_notations(value: Decimal, unit: str, scale: int) -> None:
    if unit not in ("EUR", "USD", "GBP"):
        scale = 1
    found = []
    for index, lang in enumerate(LANGS):
        number = written(value, lang)
        if unit in ("EUR", "USD", "GBP") and lang == "fr" and scale > 1:
            money = UNITS[unit][0].format("").strip()
            text = (
                f"Il faut {number}{SCALES[scale][0]} {'d’' if money[0] == 'e' else 'de '}{money}."
            )
        elif unit in ("EUR", "USD", "GBP"):
            text = f"Cela {UNITS[unit][index].format(number)}{SCALES[scale][index]}."
        else:
            text = f"Cela {UNITS[unit][index].format(number)}."
        found.append([each.key for each in figures(text, lang)])
    assert found[0] == found[1] == [(value * scale, unit)]


@given(st.text(max_size=300), st.sampled_from(["fr", "en"]))
def test_any_text_is_read_without_fault(text: str, lang: Lang) -> None:
    for each in numbers(text, lang):
        assert text[each.start : each.end] == each.raw


@given(st.integers(min_value=2, max_value=10**9 - 1))
def test_grouped_thousands_are_one_number(value: int) -> None:
    for lang in LANGS:
        text = f"Il y a {written(Decimal(value), lang)} personnes"
        kinds = {each.kind for each in numbers(text, lang)}
        assert [each.value for each in numbers(text, lang)] == [value]
        assert kinds == {"quantity"} or 1900 <= value <= 2099
