"""Any text in: no crash, a copied sentence is always supported, a changed digit always caught."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer.grounding import ground
from assistant.answer.grounding.segments import segments

SENTENCES = (
    "Selon Gartner, les budgets marketing représentaient 9,1 % du chiffre d’affaires en 2023.",
    "The community answered 42,000 messages a month in 10 languages, on 12 platforms.",
    "Le 9 décembre 2014, l’AMF a publié sa recommandation, qui compte 34 pages.",
    "P&G removed $200 million of digital spend in 2017 and says that its reach rose 10%.",
    "Environ 1 000 questions sont arrivées en 3 jours, contre 50 en temps normal.",
    "Its price fell from 27.8 to 11.8 million pounds between 2022 and 2024.",
)
TEXT = st.text(max_size=400) | st.lists(
    st.sampled_from(
        [*SENTENCES, "[1]", "**", "|", "```", "1.", "« ", "not", "never", "2014-15", "%"]
    ),
    max_size=8,
).map(" ".join)


@settings(max_examples=120)
@given(TEXT, st.lists(TEXT, max_size=3))
def test_any_text_gets_a_report(text: str, sources: list[str]) -> None:
    report = ground(text, sources)
    assert all(text[s.start : s.end].strip() for s in report.sentences)


@settings(max_examples=80)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True), st.data())
def test_a_copied_sentence_is_supported(said: list[str], data: st.DataObject) -> None:
    sentence = data.draw(st.sampled_from(said))
    assert ground(sentence, [" ".join(said)]).passed


@settings(max_examples=60)
@given(TEXT)
def test_a_text_copied_from_its_source_is_never_withheld(text: str) -> None:
    assert ground(text.replace("[1]", ""), [text.replace("[1]", "")]).passed


@settings(max_examples=150)
@given(st.sampled_from(SENTENCES), st.data())
def test_a_changed_digit_is_caught(sentence: str, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([i for i, c in enumerate(sentence) if c.isdigit()]))
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != sentence[place]]))
    altered = sentence[:place] + digit + sentence[place + 1 :]
    assert not ground(altered, [" ".join(SENTENCES)]).passed


@pytest.mark.parametrize("text", ["A [x](javascript:alert(1)) b.", "> - **Bold** claim here now."])
def test_marks_are_no_words(text: str) -> None:
    found = segments(text)[0].text
    assert "javascript" not in found
    assert "*" not in found
