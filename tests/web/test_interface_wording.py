"""The catalogue of the interface is one catalogue in two languages."""

from __future__ import annotations

import re

import pytest
from fiction import PROMPTS

from assistant.render import Labels
from assistant.wording import load_wording, variables

EN = load_wording(PROMPTS, "interface", "en")
FR = load_wording(PROMPTS, "interface", "fr")
SPACED = re.compile(r"(?<![\u202f&])[;:?!%»](?=\s|$)|«(?!\u202f)")


def test_both_languages_have_the_same_keys() -> None:
    assert EN.keys() == FR.keys()


@pytest.mark.parametrize("key", sorted(EN.keys()))
def test_both_languages_take_the_same_variables(key: str) -> None:
    assert variables(EN.template(key)) == variables(FR.template(key))


@pytest.mark.parametrize("key", sorted(FR.keys()))
def test_french_is_typeset(key: str) -> None:
    text = FR.template(key)
    assert "'" not in text
    assert not SPACED.search(text)


@pytest.mark.parametrize(("number", "text"), [(0, "0 source"), (1, "1 source"), (2, "2 sources")])
def test_french_plural_begins_at_two(number: int, text: str, french: Labels) -> None:
    assert french.count("sources_count", number) == text


def test_english_has_no_sources(english: Labels) -> None:
    assert english.count("sources_count", 0) == "0 sources"
