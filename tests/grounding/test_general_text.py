# ruff: noqa: E501 - a case reads better on one line
"""Text of any kind: what a reader would accept is not refused for its form, nor causes invented."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.answer.grounding import ground
from assistant.answer.grounding.amounts import SHARE, amounts
from assistant.answer.grounding.polarity import denials
from assistant.answer.grounding.reading import read
from assistant.answer.grounding.verdict import CROSSED, Trees
from assistant.records import Lang

COFFEE = "Coffee drinking is associated with a lower risk of stroke, researchers at Oxford found in 2019."
SALES = "La hausse des ventes est corrélée à la météo, selon l’étude."
DOWNLOADS = (
    "Spotify’s app downloads grew 21% in the first week of December 2020, according to Apptopia."
)
FORT = "Fort Gannet was used as a prison from 1840 until 1922 and has been a museum since 1958."
STOCK = "The warehouse held 38 tonnes of grain in 2022, down from 45 tonnes in 2021."


def codes(text: str, source: str) -> set[str]:
    return {r.code for each in ground(text, [source]).sentences for r in each.reasons}


@pytest.mark.parametrize(("text", "source"), [
    ("Coffee drinking causes a lower risk of stroke.", COFFEE),
    ("Coffee lowers the risk of stroke.", COFFEE),
    ("La météo fait grimper les ventes.", SALES),
], ids=["causes", "lowers", "fait-grimper"])  # fmt: skip
def test_a_cause_is_withheld_where_the_source_tells_of_company(text: str, source: str) -> None:
    assert "causation" in codes(text, source)


@pytest.mark.parametrize("text", [
    "I cannot help with that.", "Je ne peux pas vous aider.", "I'm sorry, but I can't answer this question.",
    "As an AI language model, I am unable to answer.",
], ids=["help", "aider", "sorry", "model"])  # fmt: skip
def test_a_refusal_is_no_statement_of_the_source(text: str) -> None:
    assert not ground(text, [COFFEE]).supported


@pytest.mark.parametrize(("text", "source", "code"), [
    ("In the first week of December 2020, according to Apptopia, Spotify’s app downloads grew 21%.", DOWNLOADS, "roles"),
    ("Le recul est le plus fort jamais relevé.", "Le recul est le plus fort qui ait été relevé.", "negation"),
    ("The fort served as a prison for more than eighty years.", FORT, "figure-absent"),
    ("The warehouse lost 7 tonnes of grain between 2021 and 2022.", STOCK, "figure"),
], ids=["put-in-front", "jamais-without-ne", "years-between", "difference"])  # fmt: skip
def test_a_form_is_no_reason(text: str, source: str, code: str) -> None:
    assert code not in codes(text, source)


@pytest.mark.parametrize(("text", "source", "code"), [
    ("Argentina beat Germany in the final.", "Germany beat Argentina in the final.", "roles"),
    ("The fort served as a prison for more than ninety years.", FORT, "figure-absent"),
    ("The warehouse lost 9 tonnes of grain between 2021 and 2022.", STOCK, "figure"),
    ("All marketers were confident.", "In 2025, 85% of marketers were confident across media.", "quantifier"),
], ids=["exchanged", "years-between", "difference", "all"])  # fmt: skip
def test_what_is_wrong_in_that_form_is_still_told(text: str, source: str, code: str) -> None:
    assert code in codes(text, source)


@pytest.mark.parametrize(("text", "lang", "denied"), [
    ("Le plus fort recul jamais relevé en 2024.", "fr", 0),
    ("Il n’a jamais relevé ce recul.", "fr", 1),
    ("L’outil ne voit ni la radio, ni la presse, ni le web.", "fr", 1),
], ids=["ever", "never", "neither"])  # fmt: skip
def test_only_a_denial_denies(text: str, lang: Lang, denied: int) -> None:
    assert bool(denials(read(text, lang))) == bool(denied)


def test_a_fraction_in_figures_is_the_share_in_words() -> None:
    figures, words = amounts("à 1/6 du coût", "fr"), amounts("à un sixième du coût", "fr")
    assert [a.unit for a in (*figures, *words)] == [SHARE, SHARE]
    assert abs(figures[0].value - words[0].value) < 1


def test_the_trees_say_what_they_said_when_they_were_fitted() -> None:
    from assistant.evaluation.grounding_trees import boosted

    chance = np.random.default_rng(5)
    values = [{"a": float(a), "b": float(b)} for a, b in chance.random((240, 2)).round(2)]
    labels = np.array([float((v["a"] > 0.5) != (v["b"] > 0.5)) for v in values])
    made = Trees(**boosted(values, [False] * 240, labels, np.full(240, 1 / 240), ["a", "b"]))
    told = [made.logit({**v, CROSSED: 0.0}) > 0 for v in values]
    # Which of two signals is high and the other low is what no weighted sum tells.
    assert np.mean(np.array(told) == (labels == 1)) > 0.95
