"""An elision typed without its apostrophe is read as one; a word that only looks so is left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieve.query import Speller

_WORDS = {"ecole": 3, "aire": 2, "hypotenuse": 2, "laine": 5, "autre": 9, "rare": 1, "once": 1}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("lecole", "ecole"),
        ("laire", "aire"),
        ("lhypotenuse", "hypotenuse"),
        ("quautre", "autre"),
        ("dautre", "autre"),
        ("laine", None),
        ("ecolle", "ecole"),
        ("lonce", None),
        ("danone", None),
    ],
    ids=["l", "nearer than laine", "h", "qu", "d", "known", "a slip", "seen once only", "a name"],
)
def test_french(typed: str, read: str | None) -> None:
    assert Speller(_WORDS, "fr").mend(typed) == read


def test_english_has_none() -> None:
    assert Speller({"hypotenuse": 2}, "en").mend("quhypotenuse") is None
    assert Speller({"hypotenuse": 2}, "fr").mend("quhypotenuse") == "hypotenuse"


@given(st.text(alphabet="abcdefhilmnoqrstu", min_size=1, max_size=12))
def test_what_is_mended_is_known(typed: str) -> None:
    read = Speller(_WORDS, "fr").mend(typed)
    assert read is None or read in _WORDS
