"""What an answer opens with: the matter that is asked about, not a question of the same form."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.core import asker, core
from assistant.answer.sides import sides_of
from assistant.answer.verdict import bare_verdict
from assistant.index.lexical import LexicalIndex
from assistant.records import Answer, Lang, Passage
from assistant.retrieve.affinity import Affinity
from assistant.retrieve.query import Glossary, Query, Speller, analyse
from assistant.service import Assistant


@dataclass(frozen=True)
class Told:
    """A question, what it says of who asks, and what is searched."""

    lang: Lang
    question: str
    asker: str
    core: str


TOLD = {
    "mid-sized-maker": Told(
        "fr",
        "On dirige une ETI industrielle de 300 personnes, LinkedIn sert-il à recruter des "
        "ingénieurs ?",
        "On dirige une ETI industrielle de 300 personnes, ",
        "LinkedIn sert-il à recruter des ingénieurs ?",
    ),
    "law-firm": Told(
        "en",
        "We are a 40-person law firm. Is there any point in the partners writing on LinkedIn?",
        "We are a 40-person law firm. ",
        "Is there any point in the partners writing on LinkedIn?",
    ),
    "head-of-people": Told(
        "fr",
        "DRH d'un groupe de BTP : les réseaux nous aideraient-ils à trouver des maçons ?",
        "DRH d'un groupe de BTP : ",
        "les réseaux nous aideraient-ils à trouver des maçons ?",
    ),
    # What the company does is what the question turns on.
    "champagne": Told(
        "fr",
        "Notre maison de champagne exporte en Asie. Un faux pas en ligne peut-il coûter cher ?",
        "",
        "Notre maison de champagne exporte en Asie. Un faux pas en ligne peut-il coûter cher ?",
    ),
    # The rest could not be understood alone.
    "little-left": Told(
        "en",
        "We are a small firm. Anything in this for us?",
        "",
        "We are a small firm. Anything in this for us?",
    ),
    # What happened is no presentation.
    "event": Told(
        "en",
        "We've just bought a smaller rival. What do we do with its accounts and followers?",
        "",
        "We've just bought a smaller rival. What do we do with its accounts and followers?",
    ),
    "nobody": Told("en", "Do likes turn into money?", "", "Do likes turn into money?"),
}


@pytest.mark.parametrize("told", TOLD.values(), ids=TOLD.keys())
def test_who_asks_is_set_apart_from_what_is_asked(told: Told) -> None:
    assert (asker(told.question, told.lang), core(told.question, told.lang)) == (
        told.asker,
        told.core,
    )


@given(st.text(max_size=120), st.sampled_from(["fr", "en"]))
def test_what_is_said_of_the_asker_opens_the_question(text: str, lang: Lang) -> None:
    assert text.startswith(asker(text, lang))


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        pytest.param("Souvent, mais pas toujours.", True, id="often"),
        pytest.param("En partie.", True, id="in-part"),
        pytest.param("Oui, dès lors que des clients y demandent de l’aide.", False, id="reason"),
        pytest.param("Personne ne l’a mesuré avec un groupe témoin.", False, id="statement"),
    ],
)
def test_a_verdict_of_a_few_words_is_bare(text: str, bare: bool) -> None:
    passage = Passage("p", "d", "library", "question", "fr", "answer", text)
    assert bare_verdict(passage) is bare


def test_two_values_of_one_thing_are_not_compared() -> None:
    assert sides_of("Le faux communiqué : -18 % ou -4 % à la clôture ?", "fr") is None


SHELF = (
    "How fast must we answer complaints?",
    "What is the reputation of the chief executive worth?",
    "Do customers stay with us?",
)
# Two words of one meaning stand in nearly one direction.
DIRECTIONS = {"grievance": 0.1, "complaint": 0.0, "complaints": 0.05, "reputation": math.pi / 2}


def vector(word: str) -> np.ndarray:
    angle = DIRECTIONS.get(word, math.pi)
    return np.asarray([math.cos(angle), math.sin(angle)], dtype=np.float32)


def asked(text: str, lexical: LexicalIndex) -> Query:
    return analyse(text, "en", Glossary(()), Speller(lexical.word_frequency, "en", {"grievance"}))


@pytest.fixture(scope="module")
def lexical() -> LexicalIndex:
    return LexicalIndex.build(SHELF, "en")


@pytest.mark.parametrize(
    ("question", "text", "least", "most"),
    [
        pytest.param("complaint", SHELF[0], 1.0, 1.0, id="same-stem"),
        pytest.param("grievance", SHELF[0], 0.9, 1.0, id="same-meaning"),
        pytest.param("complaint", SHELF[1], 0.0, 0.0, id="same-form-other-matter"),
        pytest.param("complaint reputation", SHELF[1], 0.3, 0.7, id="one-of-two"),
        pytest.param("what is it", SHELF[1], 0.0, 0.0, id="no-word"),
    ],
)
def test_words_are_met_by_stem_or_by_meaning(
    lexical: LexicalIndex, question: str, text: str, least: float, most: float
) -> None:
    share = Affinity(vector).share(asked(question, lexical), (text,), lexical)
    assert least <= round(share, 6) <= most


def test_a_model_without_vectors_of_words_goes_by_stems(lexical: LexicalIndex) -> None:
    texts = (SHELF[0],)
    by_stem = Affinity(lambda word: None).share(asked("complaint", lexical), texts, lexical)
    other = Affinity(lambda word: None).share(asked("grievance", lexical), texts, lexical)
    assert (by_stem, other) == (1.0, 0.0)


@given(st.lists(st.sampled_from(SHELF)), st.text(max_size=60))
def test_a_share_lies_between_none_and_all(texts: list[str], question: str) -> None:
    index = _INDEX
    assert 0.0 <= Affinity(vector).share(asked(question, index), texts, index) <= 1.0 + 1e-9


_INDEX = LexicalIndex.build(SHELF, "en")


def opens(answer: Answer) -> list[str]:
    """The documents that carry what an answer opens with, in order."""
    numbers = [number for sentence in answer.lead for number in sentence.citations]
    cited = {citation.number: citation.document for citation in answer.citations}
    return list(dict.fromkeys(cited[number] for number in numbers))


@pytest.mark.parametrize(
    ("lang", "question", "document"),
    [
        pytest.param(
            "en",
            "Is there any proof that answering complaints online keeps customers?",
            "q-serve-customers-on-social",
            id="complaints-not-chief-executives",
        ),
        pytest.param(
            "fr",
            "On dirige une ETI industrielle de 300 personnes, LinkedIn sert-il à recruter des "
            "ingénieurs ?",
            "q-does-social-help-recruit",
            id="recruiting-not-industry",
        ),
        pytest.param(
            "fr",
            "combien coute une crise mal gérée sur twitter",
            "q-does-a-firestorm-hurt",
            id="cost-not-speed",
        ),
        pytest.param(
            "en",
            "Does an internal network make people stay longer?",
            "q-turnover-and-wellbeing",
            id="staying-not-shopping",
        ),
    ],
)
def test_an_answer_opens_on_the_matter(
    assistant: Assistant, lang: Lang, question: str, document: str
) -> None:
    assert opens(assistant.ask(question, lang=lang))[:1] == [document]


def test_what_only_goes_together_is_not_introduced_as_proof(assistant: Assistant) -> None:
    answer = assistant.ask("Do blogs cause sales to rise?", lang="en")
    assert any("proves no cause" in sentence.text for sentence in answer.lead)


def test_an_experiment_is_not_called_a_mere_coincidence(assistant: Assistant) -> None:
    answer = assistant.ask("Is it proven that likes make people buy?", lang="en")
    assert not any("proves no cause" in sentence.text for sentence in answer.lead)


def test_words_of_one_meaning_are_near_in_the_model(assistant: Assistant) -> None:
    one, form, other = (assistant.embedder.word(w) for w in ("engineers", "ingénieurs", "loyalty"))
    assert one is not None
    assert form is not None
    assert other is not None
    assert float(one @ form) > 0.5 > float(one @ other)
