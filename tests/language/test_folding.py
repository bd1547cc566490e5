"""Folding is fast for what is usual, and the same for whatever anybody types."""

from __future__ import annotations

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from assistant.language.words import fold


def by_definition(text: str) -> str:
    """Lower case, no marks, plain apostrophes, ligatures opened: one character after the other."""
    for odd in "’ʼ`´‘":
        text = text.replace(odd, "'")
    for one, two in (("œ", "oe"), ("Œ", "oe"), ("æ", "ae"), ("Æ", "ae"), ("ß", "ss")):
        text = text.replace(one, two)
    apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(each for each in apart if not unicodedata.combining(each))


def test_every_character_folds_as_defined() -> None:
    characters = (chr(code) for code in range(sys.maxunicode + 1))
    assert [each for each in characters if fold(each) != by_definition(each)] == []


@given(st.text(st.characters() | st.sampled_from("éÉàçœŒæ’‘`´'ﬁ½²\u034f\u0301\u0591\u202f aA")))
def test_every_text_folds_as_defined(text: str) -> None:
    assert fold(text) == by_definition(text)
