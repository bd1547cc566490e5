"""`/embed`: the chat alone, compact, for frames of other sites; `/embed/ask`: its answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from assistant.errors import AssistantError
from assistant.records import Answer, Lang
from assistant.settings import Settings
from assistant.web.embed.answering import Asker, AskingService
from assistant.web.embed.asking import Asking, Misunderstood, read_asking
from assistant.web.embed.choices import Choices
from assistant.web.embed.framing import framing_headers, may_frame
from assistant.web.events import STREAM, event
from assistant.web.frame import Frame
from assistant.web.problem import problem
from assistant.web.ui.view import complaint, fault_html, fault_wording, pending_html

TEMPLATES = Path(__file__).resolve().parent / "templates"
EmbedService = AskingService
# Numbers the turns of the page by what the browser says; "t0" is the one that came with it.
_FIRST = "t0"


class ChatFrame:
    """Draws the page and answers what its script asks."""

    def __init__(self, settings: Settings, service: AskingService) -> None:
        self._settings = settings
        self._asker = Asker(settings, service)
        self._frame = Frame(settings, "", "embed", TEMPLATES)

    def page(self, request: Request) -> Response:
        """The chat; with `q` in the address its first question is answered, without a script."""
        query = request.query_params
        choices, lang = Choices.of(query), self._frame.lang(request)
        turn = ""
        if query.get("q", "").strip():
            turn = self._answered(query["q"], choices, lang)
        host = query.get("host", "")
        response = self._frame.page(
            request,
            "embed.html",
            headers=framing_headers(self._settings, script=True),
            choices=choices,
            kept=[*choices.chosen().items()],
            turn=Markup(turn),  # noqa: S704 - made by render, every text escaped
            examples=self._asker.examples(lang, choices.topic),
            host=host if may_frame(self._settings, host) else "",
            limit=self._settings.question_limit,
            waiting=Markup(pending_html("", self._asker.labels(lang), "")),  # noqa: S704
            ask_address=_ask_address(choices, lang),
        )
        del response.headers["Vary"]
        return response

    async def ask(self, request: Request) -> Response:
        """Answer one question as a stream of events; a fault has one shape, without a trace."""
        lang = self._frame.lang(request)
        labels = self._asker.labels(lang)
        try:
            asking = await read_asking(request)
            question = self._asker.taken(asking.question)
        except Misunderstood as fault:
            return self._refused(fault.status, fault.code, str(fault), fault.remedy)
        except AssistantError as fault:
            message, remedy = fault_wording(fault, labels)
            return self._refused(422, fault.code, message, remedy)
        return StreamingResponse(
            self._events(asking, question, lang),
            media_type=STREAM,
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )

    def _events(self, asking: Asking, question: str, lang: Lang) -> Iterator[str]:
        """`turn` for each answer as it grows, the last with `done`; or `fault`."""
        anchor, last = f"t{asking.turn}", None
        try:
            for answer in self._asker.answers(question, asking.history, lang, asking.collection):
                last = answer
                yield event("turn", {"html": self._asker.html(answer, anchor, False)})
        except AssistantError as fault:
            html = fault_html(question, fault, self._asker.labels(lang), anchor)
            told = complaint(fault, self._asker.labels(lang))
            yield event("fault", {"html": html, "told": told, "code": fault.code})
            return
        if last is not None:
            yield event("turn", self._finished(last, anchor))

    def _finished(self, answer: Answer, anchor: str) -> dict[str, Any]:
        labels = self._asker.labels(answer.lang)
        count = labels.count("sources_count", len(answer.citations))
        return {
            "done": True,
            "html": self._asker.html(answer, anchor, True),
            "told": labels("answered", sources=count),
            "question": answer.question,
            "kind": answer.kind,
            "lang": answer.lang,
            "sources": len(answer.citations),
        }

    def _answered(self, text: str, choices: Choices, lang: Lang) -> str:
        """The turn of a question in the address: its last answer, or what is wrong with it."""
        try:
            question = self._asker.taken(text)
            *_, answer = self._asker.answers(question, (), lang, choices.collection)
        except AssistantError as fault:
            shown = text[: self._settings.question_limit]
            return fault_html(shown, fault, self._asker.labels(lang), _FIRST)
        return self._asker.html(answer, _FIRST, True)

    @staticmethod
    def _refused(status: int, code: str, message: str, remedy: str) -> Response:
        return problem(status, {"code": code, "message": message, "remedy": remedy})


def _ask_address(choices: Choices, lang: Lang) -> str:
    """Where the script asks; a token of the address is handed on, and never stored."""
    token = {"token": choices.token} if choices.token else {}
    return "/embed/ask?" + urlencode({"lang": lang} | token)
