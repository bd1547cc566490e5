"""No sentence that answers is taken for one that cannot: the table holds what documents write."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assistant.records import Lang
from assistant.retrieve.asked import Told, amiss, given

_CASES = yaml.safe_load(Path(__file__).with_name("asked_answered.yaml").read_text("utf-8"))


def _cases() -> list[object]:
    return [
        pytest.param(asked_in, lang, each, id=f"{langs} {each['q']} {each['a']}")
        for langs, rows in _CASES.items()
        for asked_in, lang in [langs.split("-")]
        for each in rows
    ]


@pytest.mark.parametrize(("asked_in", "lang", "case"), _cases())
def test_what_answers_is_not_left_out(asked_in: Lang, lang: Lang, case: dict[str, str]) -> None:
    header, around = case.get("header", ""), case.get("around", "")
    told = Told(case["a"], header, f"{around} {case['a']}", lang)
    assert not amiss(case["q"], asked_in, told)


@pytest.mark.parametrize(
    ("question", "lang", "text", "header"),
    [
        ("When was the charter adopted?", "en", "The charter applies when a client complains.", ""),
        ("Quand la charte a-t-elle été adoptée ?", "fr", "La charte s’applique en cas d’incident.",
         ""),
        ("How much did the drill cost?", "en", "The drill brought 40 people together.", ""),
        ("Combien coûte la formation ?", "fr", "La formation réunit douze personnes.", ""),
        ("How long does the contract run?", "en", "The contract covers Facebook and LinkedIn.", ""),
        ("Quelle est la durée du bail ?", "fr", "Le bail porte sur deux étages.", ""),
        ("Who is the treasurer?", "en", "The treasurer presented the accounts.", ""),
        ("Qui est le directeur des achats ?", "fr", "Le directeur des achats signe le bon.", ""),
        ("How many sales in the first half?", "en", "H2: 4,200 units sold.", ""),
        ("What was revenue in FY24?", "en", "FY25 revenue was £12.4m.", ""),
        ("What was the headcount in Q4?", "en", "In Q2 it was 412.", "Item | Q1 | Q2"),
        ("What were sales in 2022?", "en", "In 2024 sales were 410,000, against 390,000 in 2023.",
         ""),
        ("How many visitors in June?", "en", "2025-03 | 1,240", "Month | Visitors"),
    ],
)  # fmt: skip
def test_what_cannot_answer_is_left_out(question: str, lang: Lang, text: str, header: str) -> None:
    assert amiss(question, lang, Told(text, header, text, lang))


def test_what_may_answer_counts_for_less_than_what_does() -> None:
    question = "When should I call the hotline?"
    told = [Told(each, "", each, "en") for each in ("Call on Monday.", "Call if it burns.")]
    assert [given(question, "en", each) for each in told] == [1.0, 0.0]
