"""Our tokenizer and the `tokenizers` library read the same text as the same numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from assistant.models.unigram import Unigram, inert

_LIMIT = 512


@pytest.fixture(scope="module")
def ours(folder: Path) -> Unigram:
    return Unigram(folder)


@pytest.fixture(scope="module")
def theirs(folder: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(_LIMIT)
    return tokenizer


TEXTS = {
    "empty": "",
    "blanks": " \t\n \u00a0\u202f ",
    "French": "L’œuvre coûte 1 300 € : « 7,7 % » !",
    "decomposed accents": "e\u0301te\u0301 a\u0300 gac\u0327on",
    "ligatures and widths": "ﬁnance ＡＢＣ ½ ™ …",
    "emoji": "👍🏽 👩‍👩‍👧 🚀🚀",
    "right to left": "مرحبا بالعالم \u200fשלום",
    "Chinese": "社交媒体的价值是什么？",
    "unknown script in a row": "𓀀𓀁𓀂 a𓀀b",
    "control characters": "a\x00b\x07c\x1bd\x7f",
    "zero width": "a\u200bb\ufeffc\u200d",
    "word start marker": "a▁b ▁ ▁▁c",
    "long word": "x" * 3000,
    "long text": "Une phrase assez longue. " * 300,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_same_numbers(text: str, ours: Unigram, theirs: Tokenizer) -> None:
    assert ours.encode(text, _LIMIT) == theirs.encode(text).ids


_CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cn", "Co", "Cs"])


@settings(max_examples=300, deadline=None)
@given(text=st.text(_CHARACTERS, max_size=60) | st.text("aeéàlst ▁’.,0%\u202f\n", max_size=60))
def test_same_numbers_for_any_text(text: str, ours: Unigram, theirs: Tokenizer) -> None:
    plain = inert(text)
    assert ours.encode(plain, _LIMIT) == theirs.encode(plain).ids


@pytest.mark.parametrize("marker", ["<s>", "</s>", "<pad>", "<unk>", "<mask>"])
def test_the_models_markers_in_a_text_are_plain_words(marker: str, theirs: Tokenizer) -> None:
    number = theirs.token_to_id(marker)
    inside = theirs.encode(inert(f"a {marker} b")).ids[1:-1]
    assert number not in inside
