"""Conversations as they are held: corrections, thanks in between, names without a capital."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.answer.commands import command_of
from assistant.answer.conversation import corrected, standalone, without_courtesy
from assistant.answer.intent import recognise
from assistant.answer.organisations import Organisations
from assistant.evaluation.questions import load_cases

if TYPE_CHECKING:
    from assistant.records import Lang
    from assistant.service import Assistant

SETS = Path(__file__).parents[1] / "evaluation"
SPOKEN, HELD_OUT = "follow_ups_spoken.yaml", "follow_ups_held_out.yaml"


@pytest.mark.parametrize(
    ("text", "kind", "lang"),
    [
        pytest.param("who says that?", "source", None, id="who-says"),
        pytest.param("qui dit ça ?", "source", None, id="qui-dit"),
        pytest.param("tu le sais d'où ?", "source", None, id="d-ou"),
        pytest.param("is that recent?", "dated", None, id="recent"),
        pytest.param("ces chiffres datent de quand ?", "dated", None, id="datent"),
        pytest.param("how old are these figures?", "dated", None, id="how-old"),
        pytest.param("and the counter-arguments?", "against", None, id="counter"),
        pytest.param("quels sont les contre-arguments ?", "against", None, id="contre"),
        pytest.param("what's the catch?", "against", None, id="catch"),
        pytest.param("et les limites ?", "against", None, id="limites"),
        pytest.param("résume en deux phrases", "shorter", None, id="two-sentences"),
        pytest.param("summarise in three lines", "shorter", None, id="three-lines"),
        pytest.param("résume tout ça en français", "summary", "fr", id="summary-in-french"),
        pytest.param("shorter and in English please", "shorter", "en", id="shorter-in-english"),
        pytest.param("now in english please", "language", "en", id="now-in-english"),
        pytest.param("explain it to my grandmother", "simply", None, id="grandmother"),
        pytest.param("pour quelle raison ?", "why", None, id="raison"),
    ],
)
def test_what_is_asked_of_the_answer_before(text: str, kind: str, lang: str | None) -> None:
    command = command_of(text)
    assert command is not None
    assert (command.kind, command.lang) == (kind, lang)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("What are the limits of brand lift studies?", id="limits-of-something"),
        pytest.param("Who says that influencers pay?", id="who-says-something"),
        pytest.param("Is that recent study on Yelp reliable?", id="a-study"),
        pytest.param("Pour quelle raison Lush est-elle partie ?", id="reason-for-something"),
    ],
)
def test_a_question_of_its_own_is_no_request(text: str) -> None:
    assert command_of(text) is None


@pytest.mark.parametrize(
    ("text", "lang", "meant"),
    [
        pytest.param("no, I meant in B2B", "en", "and in B2B", id="en"),
        pytest.param("non, je parlais du recrutement", "fr", "et du recrutement", id="fr"),
        pytest.param(
            "sorry, I meant what is the return on ad spend of a big retailer",
            "en",
            "what is the return on ad spend of a big retailer",
            id="a-whole-question",
        ),
        pytest.param("No social network sells", "en", "No social network sells", id="none"),
    ],
)
def test_a_correction_tells_what_is_meant(text: str, lang: Lang, meant: str) -> None:
    assert corrected(text, lang) == meant


@pytest.fixture(scope="module")
def known(assistant: Assistant) -> Organisations:
    return Organisations(assistant.library)


KLM = "What did KLM gain from its social service?"


@pytest.mark.shelf
@pytest.mark.parametrize(
    ("question", "lang", "earlier", "expected"),
    [
        pytest.param(
            "what about air france?",
            "en",
            [KLM],
            "What did air france gain from its social service — what about air france?",
            id="another-organisation",
        ),
        pytest.param(
            "did they count the cost?",
            "en",
            [KLM, "what about air france?"],
            "What did air france gain from its social service — did they count the cost?",
            id="they-are-the-last-ones",
        ),
        pytest.param("and nps?", "en", ["What is ROAS?"], "What is nps", id="another-term"),
        pytest.param(
            "et le churn ?", "fr", ["C'est quoi le NPS ?"], "C’est quoi churn", id="autre-terme"
        ),
        pytest.param(
            "what are the risks?",
            "en",
            ["Should our chief executive post?"],
            "Should our chief executive post — what are the risks?",
            id="asked-of-anything",
        ),
        pytest.param(
            "no, I meant in B2B",
            "en",
            ["Do social networks sell?"],
            "Do social networks sell — and in B2B",
            id="correction",
        ),
    ],
)
def test_a_turn_is_completed(
    known: Organisations, question: str, lang: Lang, earlier: list[str], expected: str
) -> None:
    assert standalone(question, lang, earlier, known) == expected


def test_courtesies_of_either_language_are_no_topic() -> None:
    turns = ["Do influencers pay?", "merci !", "ok thanks", "hello"]
    assert without_courtesy(turns) == turns[:1]


@pytest.mark.parametrize(
    ("text", "lang", "intent"),
    [
        pytest.param("great, thank you very much", "en", "thanks", id="long-thanks"),
        pytest.param("ok and in B2B?", "en", "general", id="a-question-after-ok"),
        pytest.param("ok et en B2B ?", "fr", "general", id="question-apres-ok"),
    ],
)
def test_thanks_and_what_follows_them(text: str, lang: Lang, intent: str) -> None:
    assert recognise(text, lang) == intent


@pytest.mark.parametrize("name", [SPOKEN, HELD_OUT])
def test_each_set_of_conversations_has_both_languages_and_every_kind(name: str) -> None:
    cases = load_cases(SETS / name)
    assert len({case.id for case in cases}) >= 40
    assert {case.lang for case in cases} == {"fr", "en"}
    kinds = {
        "carry",
        "source",
        "dated",
        "against",
        "correction",
        "courtesy",
        "summary",
        "uncovered",
    }
    assert kinds <= {case.slice for case in cases}
    assert max(len(case.history) for case in cases) >= 11


@pytest.mark.shelf
@pytest.mark.parametrize(
    ("history", "question", "says", "never"),
    [
        pytest.param(
            ["Do influencers pay?", "thanks"], "who says that?", "IPA", "welcome", id="after-thanks"
        ),
        pytest.param(
            ["Que vaut un fan Facebook ?"], "et l'oréal ?", "« l'oréal »", "136", id="lacking-name"
        ),
        pytest.param(
            ["Un boycott fait-il baisser les ventes ?"],
            "quels sont les contre-arguments ?",
            "7,8 %",
            "34 à 37 %",
            id="against",
        ),
    ],
)
def test_replies_follow_the_conversation(
    assistant: Assistant, history: list[str], question: str, says: str, never: str
) -> None:
    answer = assistant.ask(question, history)
    parts = (*answer.lead, *answer.evidence, *answer.counter, *answer.limits)
    text = " ".join(each.text for each in parts).replace("\u202f", " ")
    assert says in text
    assert never not in text


@pytest.mark.shelf
def test_a_name_without_a_capital_leads(assistant: Assistant) -> None:
    answer = assistant.ask("and wetherspoon?", ["Why did Lush leave social media?"])
    assert answer.citations[0].document == "wetherspoon-quits-social"


@pytest.mark.shelf
def test_the_age_of_an_answer_is_told_from_its_sources(assistant: Assistant) -> None:
    answer = assistant.ask("is that recent?", ["Should we leave X?"])
    years = [r.year for c in answer.citations for r in c.references if r.year]
    assert str(max(years)) in answer.notice
    assert all(sentence.citations for sentence in answer.evidence)
