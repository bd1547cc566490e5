"""Routes of the board programme, and of what readers say of answers."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from assistant.feedback import Opinion, Unanswered
from assistant.programme import Course, Step, mark
from assistant.records import Lang
from assistant.web.api.asking import PRIVATE
from assistant.web.api.bodies import FeedbackBody, QuizBody
from assistant.web.api.faults import missing
from assistant.web.api.paging import Page
from assistant.web.api.results import Paged, plain
from assistant.web.api.room import Here, Room, Tongue
from assistant.web.api.shelf import WholeDocument, document_data

router = APIRouter()
_PROGRAMME: list[str | Enum] = ["programme"]
_FEEDBACK: list[str | Enum] = ["feedback"]
Id = Annotated[str, Path(max_length=200)]


class LessonData(BaseModel):
    """A lesson in the list; `minutes` is its reading time."""

    id: str
    order: int
    title: str
    goal: str
    minutes: int
    questions: int = Field(description="How many its quiz has.")


class QuestionData(BaseModel):
    """A question of a quiz, without its answer."""

    text: str
    options: list[str]


class WholeLesson(LessonData):
    """A lesson with its text and its quiz."""

    document: WholeDocument
    quiz: list[QuestionData]


class OutcomeData(BaseModel):
    """A question of a quiz, marked."""

    text: str
    chosen: int | None
    correct: int
    right: bool
    explanation: str
    references: list[str]


class MarkedData(BaseModel):
    """A quiz, marked."""

    lesson: str
    lang: Lang
    score: int
    answered: int
    questions: int
    outcomes: list[OutcomeData]


@router.get(
    "/programme/lessons",
    operation_id="list-lessons",
    response_model=Paged[LessonData],
    tags=_PROGRAMME,
)
def lessons(here: Here, tongue: Tongue, page: Page) -> Response:
    """The lessons of the board programme, in their order."""
    steps = Course(here.service.library).steps(tongue)
    return JSONResponse(page.of(steps, lambda each: each.id, _lesson))


@router.get(
    "/programme/lessons/{id}",
    operation_id="get-lesson",
    response_model=WholeLesson,
    tags=_PROGRAMME,
)
def lesson(here: Here, tongue: Tongue, id: Id) -> Response:
    """A lesson: its text with sources, and its quiz without the answers."""
    step = _step(here, tongue, id)
    quiz = [{"text": each.text, "options": list(each.options)} for each in step.lesson.quiz]
    document = document_data(here.service.library, step.document)
    # The answers of the quiz are given once it has been taken.
    document["passages"] = [each for each in document["passages"] if each["role"] != "quiz"]
    return JSONResponse(_lesson(step) | {"document": document, "quiz": quiz})


@router.post(
    "/programme/lessons/{id}/quiz",
    operation_id="mark-quiz",
    response_model=MarkedData,
    tags=_PROGRAMME,
)
def quiz(here: Here, tongue: Tongue, id: Id, body: QuizBody) -> Response:
    """Mark a quiz, and say why; nothing is kept."""
    step = _step(here, tongue, id)
    chosen = {place: each for place, each in enumerate(body.answers) if each is not None}
    marked = mark(step.lesson, chosen)
    outcomes = [
        {
            "text": each.question.text,
            "chosen": each.chosen,
            "correct": each.question.correct,
            "right": each.right,
            "explanation": each.question.explanation,
            "references": list(each.question.references),
        }
        for each in marked.outcomes
    ]
    data = {
        "lesson": step.id,
        "lang": step.lesson.lang,
        "score": marked.score,
        "answered": marked.answered,
        "questions": len(outcomes),
        "outcomes": outcomes,
    }
    return JSONResponse(data)


def _step(here: Room, lang: Lang, id: str) -> Step:
    step = Course(here.service.library).step(id, lang)
    if step is None:
        raise missing("lesson", id)
    return step


def _lesson(step: Step) -> dict[str, Any]:
    return {
        "id": step.id,
        "order": step.lesson.order,
        "title": step.document.title,
        "goal": step.lesson.goal,
        "minutes": step.lesson.minutes,
        "questions": len(step.lesson.quiz),
    }


@router.post(
    "/feedback",
    operation_id="give-feedback",
    response_model=Opinion,
    status_code=201,
    tags=_FEEDBACK,
)
def give(here: Here, body: FeedbackBody) -> Response:
    """Say whether an answer helped, and why; the question is kept with it."""
    fields = body.model_dump()
    kept = here.feedback.keep(Opinion(**fields | {"evidence": tuple(body.evidence)}))
    return JSONResponse(plain(kept), 201, PRIVATE)


@router.get(
    "/feedback", operation_id="list-feedback", response_model=Paged[Opinion], tags=_FEEDBACK
)
def opinions(here: Here, page: Page) -> Response:
    """What readers said of answers, the latest first."""
    found = here.feedback.all()
    return JSONResponse(page.of(found, lambda each: each.id, plain), headers=PRIVATE)


@router.get(
    "/feedback/unanswered",
    operation_id="list-unanswered",
    response_model=Paged[Unanswered],
    tags=_FEEDBACK,
)
def unanswered(here: Here, page: Page) -> Response:
    """Questions that the library declined, the most frequent first."""
    found = here.feedback.unanswered()
    key = "{0.lang}:{0.question}".format
    return JSONResponse(page.of(found, key, plain), headers=PRIVATE)
