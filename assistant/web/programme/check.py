"""What the pages of the readiness check show, alone and as a board."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.library import Library, Readiness
from assistant.programme import Assessment, Course, shown
from assistant.programme.boards import FEWEST, Board
from assistant.programme.readiness import unanswered
from assistant.records import Lang


def check_context(
    readiness: Readiness,
    library: Library,
    lang: Lang,
    answers: Mapping[str, int],
    assessment: Assessment | None,
    told: bool,
) -> dict[str, Any]:
    """All that `check.html` needs; `told` marks the questions left without an answer."""
    left = unanswered(readiness, answers)
    return {
        "readiness": readiness,
        "answers": answers,
        "left": left if told else (),
        "fewest": FEWEST,
        **result_context(assessment, library, lang),
    }


def board_context(
    board: Board, library: Library, lang: Lang, member: bool, answered: bool, address: str
) -> dict[str, Any]:
    """All that `board.html` needs; `address` is what is passed on to the others."""
    return {
        "board": board,
        "member": member,
        "answered": answered,
        "address": address,
        "fewest": FEWEST,
        **result_context(board.assessment, library, lang),
    }


def result_context(assessment: Assessment | None, library: Library, lang: Lang) -> dict[str, Any]:
    """The scores as people read them, and the lessons that they lead to."""
    course = Course(library)
    path = assessment.path if assessment else ()
    return {
        "assessment": assessment,
        "path": [step for id in path if (step := course.step(id, lang))],
        "percent": lambda share: shown(round(share, 2), "rate", lang),
    }


def posted_answers(readiness: Readiness, form: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The scores chosen, by id of question; anything else in the form is dropped."""
    found: dict[str, int] = {}
    for question in readiness.questions:
        value = form.get(question.id, [""])[0]
        scores = {str(answer.score): answer.score for answer in question.answers}
        if value in scores:
            found[question.id] = scores[value]
    return found
