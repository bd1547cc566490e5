"""The overview, the lessons, their slides, and a reader's own data."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from assistant.export.of_pack import pack_file
from assistant.programme import Course, Step, assess, example, facilitator_pack
from assistant.programme.boards import ANSWERS, CHECK
from assistant.programme.progress import KEPT_DAYS
from assistant.programme.readiness import unanswered
from assistant.records import Lang
from assistant.web.programme.lesson import (
    EXERCISE,
    QUIZ,
    lesson_context,
    posted_figures,
    posted_quiz,
    state,
)
from assistant.web.programme.place import PRIVATE, Form, Place, form_handler
from assistant.web.programme.visitor import COOKIE, ROOT, Visitor, known_visitor, visitor

_MEDIA = {
    "md": "text/markdown; charset=utf-8",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
Work = dict[str, dict[str, Any]]


class LessonPages:
    """Turns requests into pages of lessons."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self.work = form_handler(place, self._work)
        self.erase = form_handler(place, self._erase)

    def overview(self, request: Request, erased: bool = False) -> Response:
        """The programme: every lesson, how far the reader is, what is stored about them."""
        place, lang = self._place, self._place.lang(request)
        steps = Course(place.library).steps(lang)
        learner = None if erased else known_visitor(request, place.progress)
        work = place.progress.work(learner) if learner else {}
        states = {step.id: state(step, work.get(step.id, {})) for step in steps}
        done = [step for step in steps if (found := states[step.id][0]) and found.complete]
        left = [step for step in steps if step not in done]
        return place.page(
            request,
            "overview.html",
            steps=steps,
            states=states,
            done=len(done),
            resume=left[0] if left else None,
            advised=self._advised(work),
            stored=bool(work),
            erased=erased,
            days=KEPT_DAYS,
        )

    def lesson(self, request: Request) -> Response:
        """Read one lesson."""
        step = self._step(request)
        if step is None:
            return self._place.missing(request)
        learner = known_visitor(request, self._place.progress)
        work = self._place.progress.work(learner) if learner else {}
        return self._lesson(request, step, work)

    def slides(self, request: Request) -> Response:
        """Take the facilitator pack away as a file."""
        step, ending = self._step(request), request.path_params["ending"]
        if step is None or ending not in _MEDIA:
            return self._place.missing(request)
        wording = self._place.labels(step.lesson.lang).wording
        pack = facilitator_pack(step, self._place.library, wording)
        name = f"{step.lesson.order:02d}-{step.id}.{step.lesson.lang}.{ending}"
        return _file(pack_file(pack, ending, wording), _MEDIA[ending], name)

    def export(self, request: Request) -> Response:
        """Take away all that is stored about the reader."""
        learner = known_visitor(request, self._place.progress)
        stored = self._place.progress.export(learner) if learner else {"work": [], "boards": []}
        text = json.dumps(stored, ensure_ascii=False, indent=2)
        return _file(text.encode(), "application/json; charset=utf-8", "boardwise-programme.json")

    def _work(self, request: Request, form: Form) -> Response:
        """Keep a quiz or an exercise, and show the lesson with it."""
        step = self._step(request)
        if step is None:
            return self._place.missing(request)
        progress = self._place.progress
        reader = visitor(request, progress)
        action = form.get("do", [""])[0]
        if action == "quiz":
            chosen = posted_quiz(form, len(step.lesson.quiz))
            progress.keep(reader.id, step.id, QUIZ, chosen)
        elif action == "exercise":
            progress.keep(reader.id, step.id, EXERCISE, posted_figures(step, form))
        elif action in ("quiz-again", "exercise-clear"):
            progress.drop(reader.id, step.id, QUIZ if action == "quiz-again" else EXERCISE)
        elif action == "example":
            return self._lesson(request, step, progress.work(reader.id), filled=True)
        return self._lesson(request, step, progress.work(reader.id), reader)

    def _lesson(
        self,
        request: Request,
        step: Step,
        work: Work,
        reader: Visitor | None = None,
        filled: bool = False,
    ) -> Response:
        place, lang = self._place, step.lesson.lang
        typed = example(step.exercise, lang) if filled and step.exercise else None
        context = lesson_context(
            step,
            place.library,
            work.get(step.id, {}),
            place.labels(lang),
            place.shared(lang),
            place.settings,
            typed,
        )
        page = place.page(request, "lesson.html", **context)
        if reader:
            reader.remember(request, page)
        return page

    def _erase(self, request: Request, form: Form) -> Response:
        learner = known_visitor(request, self._place.progress)
        if learner:
            self._place.progress.erase(learner)
        page = self.overview(request, erased=True)
        page.delete_cookie(COOKIE, path=ROOT)
        return page

    def _advised(self, work: Work) -> tuple[str, ...]:
        """The lessons that the reader's readiness check leads to."""
        readiness = self._place.library.readiness
        answers = work.get(CHECK, {}).get(ANSWERS)
        if readiness is None or answers is None or unanswered(readiness, answers):
            return ()
        return assess(readiness, answers).path

    def _step(self, request: Request) -> Step | None:
        lang: Lang = self._place.lang(request)
        return Course(self._place.library).step(request.path_params["id"], lang)


def _file(data: bytes, media_type: str, name: str) -> Response:
    headers = {**PRIVATE, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type=media_type, headers=headers)
