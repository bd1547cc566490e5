"""Sentences out of a stream, whatever its pieces are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.narrate.cutting import Cutter

CASES = [
    pytest.param("One rose. Two fell.", ["One rose.", "Two fell."], id="two"),
    pytest.param("It rose by 3.5%. It fell.", ["It rose by 3.5%.", "It fell."], id="decimal"),
    pytest.param("One\nTwo\n\nThree", ["One", "Two", "Three"], id="lines"),
    pytest.param("M. Roi sold. Then less.", ["M. Roi sold.", "Then less."], id="initial"),
    pytest.param("<think>He asks. I guess.</think>It rose.", ["It rose."], id="thought"),
    pytest.param("It rose. <think>Now what", ["It rose."], id="unfinished thought"),
    pytest.param("It broke of", ["It broke of"], id="broken off"),
    pytest.param("", [], id="nothing"),
]  # fmt: skip


def cut(pieces: list[str]) -> list[str]:
    cutter = Cutter()
    found = [sentence for piece in pieces for sentence in cutter.feed(piece)]
    return [*found, *cutter.end()]


@pytest.mark.parametrize(("text", "sentences"), CASES)
def test_a_reply_is_cut_into_sentences(text: str, sentences: list[str]) -> None:
    assert cut([text]) == sentences


@pytest.mark.parametrize(("text", "sentences"), CASES)
def test_letter_by_letter_gives_the_same(text: str, sentences: list[str]) -> None:
    assert cut(list(text)) == sentences


def test_a_sentence_is_given_as_soon_as_the_next_begins() -> None:
    cutter = Cutter()
    assert list(cutter.feed("One rose. T")) == ["One rose."]


@given(st.lists(st.text(alphabet="ab.?! \n<think>/É3,%", max_size=12), max_size=8))
def test_pieces_lose_no_letter(pieces: list[str]) -> None:
    whole = "".join(pieces)
    if "<" in whole:
        return
    assert "".join("".join(cut(pieces)).split()) == "".join(whole.split())
