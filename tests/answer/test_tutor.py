"""The tutor in the chat: requests recognised, quizzes judged from one turn to the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer.tutor_talk import Reply, Request, reply_of, request_of, topics_of
from assistant.records import Answer, Lang
from assistant.render import load_labels, to_markdown
from assistant.render.plain import to_plain
from assistant.service import Assistant, start
from assistant.settings import load_settings

KNOWLEDGE = Path(__file__).resolve().parents[1] / "knowledge"
TITLE = "Quel retour peut-on prouver, et lequel non ?"


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("teach me", "en", Request("teach", "")),
        ("Teach me about ROI", "en", Request("teach", "roi")),
        ("Please bring me up to speed on crises", "en", Request("teach", "crises")),
        ("Quiz me on ROI", "en", Request("quiz", "roi")),
        ("test me!", "en", Request("quiz", "")),
        ("explain it like I'm a CFO", "en", Request("explain", "", "finance")),
        ("Explain attribution to a finance director", "en",
         Request("explain", "attribution", "finance")),
        ("explain share of voice", "en", None),
        ("How do we test media with a control group?", "en", None),
        ("What did we learn from Pepsi?", "en", None),
        ("apprends-moi", "fr", Request("teach", "")),
        ("Formez-nous à la gestion de crise", "fr", Request("teach", "gestion de crise")),
        (f"Apprends-moi\u202f: {TITLE}", "fr",
         Request("teach", "quel retour peut-on prouver, et lequel non")),
        ("Interroge-moi sur le ROI", "fr", Request("quiz", "roi")),
        ("interrogez-moi", "fr", Request("quiz", "")),
        ("Explique-moi comme à un directeur financier", "fr", Request("explain", "", "finance")),
        ("Explique l’attribution comme à un DRH", "fr", Request("explain", "attribution", "hr")),
        ("Que peut apprendre un conseil de Pepsi ?", "fr", None),
        ("Comment tester une campagne ?", "fr", None),
        ("Explique le reach", "fr", None),
    ],
)  # fmt: skip
def test_requests(text: str, lang: Lang, expected: Request | None) -> None:
    assert request_of(text, lang) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("B", Reply(1)),
        ("b.", Reply(1)),
        ("réponse C", Reply(2)),
        ("2", Reply(1)),
        ("A. Prouver qu’un contact a causé la vente", Reply(0)),
        ("I don't know", Reply(None)),
        ("je ne sais pas", Reply(None)),
        ("stop", Reply(None, stop=True)),
        ("à quoi bon ?", None),
        ("5 exemples", None),
        ("et pour le B2B ?", None),
        ("CAC", None),
    ],
)
def test_replies(text: str, expected: Reply | None) -> None:
    assert reply_of(text) == expected


def test_a_follow_up_leans_on_what_was_talked_of_not_on_the_quiz() -> None:
    earlier = ["Does it sell?", "quiz me on crises", "B", "skip", "explain it like I'm a CFO"]
    assert topics_of(earlier, "en") == ["Does it sell?", "crises"]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    home = tmp_path_factory.mktemp("home")
    return start(load_settings(home=home, knowledge=KNOWLEDGE))


def talk(assistant: Assistant, *turns: str) -> list[Answer]:
    return [assistant.ask(text, turns[:place]) for place, text in enumerate(turns)]


def lead(answer: Answer) -> str:
    return " ".join(sentence.text for sentence in answer.lead)


def test_a_lesson_comes_with_its_link_its_points_and_a_question(small: Assistant) -> None:
    (answer,) = talk(small, "teach me")
    assert answer.intent == "teach"
    assert [link.path for link in answer.links] == ["/programme/hearing?lang=en"]
    assert all(sentence.citations for sentence in answer.evidence)
    assert answer.asked == "Question 1 of 1. What did the study measure?"
    assert answer.follow_ups == ("A. Sales", "B. Visits")


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ("B", "Right: Visits."),
        ("B. Visits", "Right: Visits."),
        ("visits", "Right: Visits."),
        ("a", "Not quite. The right answer is B: Visits."),
        ("I don't know", "The right answer was B: Visits."),
    ],
)
def test_the_next_turn_is_judged_with_its_source(small: Assistant, reply: str, said: str) -> None:
    answer = talk(small, "quiz me", reply)[-1]
    assert said in lead(answer)
    assert "It measured visits near 40 harbours." in lead(answer)
    assert [each.key for each in answer.citations[0].references] == ["foghorn-2013"]
    assert answer.asked == ""
    assert lead(answer).endswith("of 1.")


def test_after_the_quiz_a_letter_is_no_reply(small: Assistant) -> None:
    assert talk(small, "quiz me", "B", "B")[-1].intent != "quiz"


def test_another_question_ends_the_quiz(small: Assistant) -> None:
    assert talk(small, "quiz me", "Were foghorns heard?", "B")[-1].intent != "quiz"


def test_a_letter_is_answered_in_the_language_of_the_quiz(small: Assistant) -> None:
    assert talk(small, "interroge-moi", "A")[-1].lang == "fr"
    assert talk(small, "quiz me", "a")[-1].lang == "en"


def test_it_is_told_in_every_medium(small: Assistant) -> None:
    (answer,) = talk(small, "quiz me")
    labels = load_labels(small.settings.prompts, "en")
    for text in (to_plain(answer, labels), to_markdown(answer, labels)):
        assert "What did the study measure?" in text
        assert "Visits" in text
    assert "/programme/hearing" in to_plain(answer, labels)


@pytest.mark.shelf
@pytest.mark.parametrize(
    ("text", "lesson"),
    [
        ("quiz me on ROI", "returns-and-proof"),
        ("interroge-moi sur la crise", "risk-and-crisis"),
        ("teach me about vanity metrics", "reading-a-kpi"),
        ("apprends-moi à lire un KPI", "reading-a-kpi"),
        ("forme-moi sur le budget", "budgets-test-or-commit"),
        ("teach me about employees on LinkedIn", "one-roadmap"),
        ("explain it like I'm a CFO", "returns-and-proof"),
        ("explique-moi comme à un DRH", "one-roadmap"),
        (f"Apprends-moi\u202f: {TITLE}", "returns-and-proof"),
        ("apprends-moi", "cannot-delegate"),
        ("teach me oversight", "overseeing"),
    ],
)
def test_the_right_lesson(assistant: Assistant, text: str, lesson: str) -> None:
    answer = assistant.ask(text)
    assert answer.links[0].path.startswith(f"/programme/{lesson}?")
    assert answer.evidence or answer.asked


@pytest.mark.shelf
def test_a_whole_quiz_is_scored(assistant: Assistant) -> None:
    # "c" alone reads as French (« c quoi »); the quiz keeps to its own language.
    answers = talk(assistant, "quiz me on ROI", "B", "c", "A", "I don't know", "A", "c")
    assert {answer.lang for answer in answers} == {"en"}
    assert answers[-2].asked.startswith("Question 6 of 6.")
    assert lead(answers[-1]).endswith("4 right answers of 6.")
    assert all(answer.citations for answer in answers[1:])


@pytest.mark.shelf
def test_what_no_lesson_covers_is_said(assistant: Assistant) -> None:
    answer = assistant.ask("teach me quantum physics")
    assert answer.refused
    assert answer.links[0].path == "/programme?lang=en"


@pytest.mark.shelf
def test_an_explanation_leans_on_the_talk(assistant: Assistant) -> None:
    talked = ["How do we prepare for a crisis?"]
    answer = assistant.ask("explain it like I'm a CFO", talked)
    assert "risk-and-crisis" in answer.links[0].path
    assert len(answer.board_questions) == 3
