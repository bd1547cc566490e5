"""The readiness check of one person, and of a board that shares a code."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from assistant.library import Readiness
from assistant.programme import assess
from assistant.programme.boards import ANSWERS, CHECK, Boards, board_code
from assistant.programme.readiness import unanswered
from assistant.web.programme.check import board_context, check_context, posted_answers
from assistant.web.programme.place import Form, Place, form_handler
from assistant.web.programme.visitor import ROOT, known_visitor, visitor


class CheckPages:
    """Turns requests into pages of the readiness check."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._boards = Boards(place.progress)
        self.answer = form_handler(place, self._answer)
        self.found = form_handler(place, self._found)
        self.member = form_handler(place, self._member)

    def check(self, request: Request) -> Response:
        """The twelve questions, or the result where they are answered."""
        readiness = self._place.library.readiness
        if readiness is None:
            return self._place.missing(request)
        learner = known_visitor(request, self._place.progress)
        answers = self._kept(learner)
        edit = "edit" in request.query_params
        return self._check(request, readiness, answers, learner, edit, told=False)

    def find(self, request: Request) -> Response:
        """Lead from a code that somebody typed to its board."""
        lang = self._place.lang(request)
        code = board_code(request.query_params.get("code", ""))
        readiness = self._place.library.readiness
        if not code or readiness is None or self._boards.board(code, readiness) is None:
            return self._check_with(request, wrong_code=True)
        return RedirectResponse(f"{ROOT}/boards/{code}?lang={lang}", 303)

    def board(self, request: Request) -> Response:
        """What a board says together."""
        return self._board(request, known_visitor(request, self._place.progress))

    def _answer(self, request: Request, form: Form) -> Response:
        readiness = self._place.library.readiness
        if readiness is None:
            return self._place.missing(request)
        answers = posted_answers(readiness, form)
        reader = visitor(request, self._place.progress)
        if answers:
            self._place.progress.keep(reader.id, CHECK, ANSWERS, answers)
        page = self._check(request, readiness, answers, reader.id, False, told=True)
        if answers:
            reader.remember(request, page)
        return page

    def _found(self, request: Request, form: Form) -> Response:
        """Open a board; only who has answered can be its first member."""
        readiness = self._place.library.readiness
        learner = known_visitor(request, self._place.progress)
        if learner is None or readiness is None or unanswered(readiness, self._kept(learner)):
            return self._check_with(request)
        code = self._boards.found(form.get("name", [""])[0], learner)
        return RedirectResponse(f"{ROOT}/boards/{code}?lang={self._place.lang(request)}", 303)

    def _member(self, request: Request, form: Form) -> Response:
        """Enter a board with one's answers, or leave it."""
        code = board_code(request.path_params["code"])
        readiness = self._place.library.readiness
        learner = known_visitor(request, self._place.progress)
        if learner and readiness and form.get("do", [""])[0] == "leave":
            self._boards.leave(code, learner)
        elif learner and readiness and not unanswered(readiness, self._kept(learner)):
            self._boards.join(code, learner)
        return self._board(request, learner)

    def _board(self, request: Request, learner: str | None) -> Response:
        place = self._place
        readiness, code = place.library.readiness, board_code(request.path_params["code"])
        board = self._boards.board(code, readiness) if readiness and code else None
        if readiness is None or board is None:
            return self._check_with(request, wrong_code=True)
        member = bool(learner) and code in dict(self._boards.of(learner or ""))
        answered = not unanswered(readiness, self._kept(learner))
        address = f"{request.url.scheme}://{request.url.netloc}{ROOT}/boards/{code}"
        lang = place.lang(request)
        context = board_context(board, place.library, lang, member, answered, address)
        return place.page(request, "board.html", **context)

    def _check_with(self, request: Request, wrong_code: bool = False) -> Response:
        readiness = self._place.library.readiness
        if readiness is None:
            return self._place.missing(request)
        learner = known_visitor(request, self._place.progress)
        status = 404 if wrong_code else 200
        answers = self._kept(learner)
        return self._check(
            request, readiness, answers, learner, False, False, status, wrong_code=wrong_code
        )

    def _check(
        self,
        request: Request,
        readiness: Readiness,
        answers: Mapping[str, int],
        learner: str | None,
        edit: bool,
        told: bool,
        status: int = 200,
        wrong_code: bool = False,
    ) -> Response:
        whole = not unanswered(readiness, answers)
        assessment = assess(readiness, answers) if whole and not edit else None
        lang = self._place.lang(request)
        context = check_context(readiness, self._place.library, lang, answers, assessment, told)
        boards = self._boards.of(learner) if learner else ()
        return self._place.page(
            request,
            "check.html",
            status,
            boards=boards,
            wrong_code=wrong_code,
            invited=board_code(request.query_params.get("board", "")),
            asked_code=request.query_params.get("code", "")[:20],
            **context,
        )

    def _kept(self, learner: str | None) -> dict[str, int]:
        if learner is None:
            return {}
        kept: dict[str, int] = self._place.progress.work(learner).get(CHECK, {}).get(ANSWERS, {})
        return kept
