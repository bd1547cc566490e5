"""A reader's opinion of an answer, and a question without one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from assistant.errors import AssistantError
from assistant.records import Answer, Lang

Verdict = Literal["up", "down"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
LONGEST_TEXT = 20_000
LONGEST_REASON = 2_000
MOST_EVIDENCE = 200


class FeedbackError(AssistantError):
    """An opinion that cannot be kept, or one that is not there."""

    code = "feedback-unknown"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a reader said of an answer.

    `evidence` are the ids of the passages it cited; `answer` is its text as shown; `kind` says
    whether the question was answered or declined. `id` and `at` (UTC, ISO 8601) are given when
    it is kept.
    """

    verdict: Verdict
    question: str
    answer: str = ""
    reason: str = ""
    evidence: tuple[str, ...] = ()
    lang: Lang = "en"
    kind: str = ""
    id: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that was declined, how often, and when last (UTC, ISO 8601)."""

    question: str
    lang: Lang
    kind: str
    times: int
    last: str


def opinion_on(answer: Answer, verdict: Verdict, reason: str = "") -> Opinion:
    """An opinion on an answer, with its sentences and the passages behind them."""
    shown = (*answer.lead, *answer.own, *answer.evidence, *answer.counter, *answer.limits)
    text = " ".join(sentence.text for sentence in shown) or answer.notice
    return Opinion(
        verdict,
        answer.question,
        text[:LONGEST_TEXT],
        reason,
        tuple(citation.passage for citation in answer.citations),
        answer.lang,
        answer.kind,
    )


def checked(opinion: Opinion) -> Opinion:
    """The opinion itself; FeedbackError where a part of it is empty, unknown or too long."""
    wrong = (
        ("verdict", opinion.verdict not in VERDICTS),
        ("question", not opinion.question.strip() or len(opinion.question) > LONGEST_TEXT),
        ("answer", len(opinion.answer) > LONGEST_TEXT),
        ("reason", len(opinion.reason) > LONGEST_REASON),
        ("evidence", len(opinion.evidence) > MOST_EVIDENCE),
    )
    for name, is_wrong in wrong:
        if is_wrong:
            raise FeedbackError(
                f"The {name} is empty, unknown or too long.",
                "Correct it.",
                code="feedback-part",
                part=name,
            )
    return opinion
