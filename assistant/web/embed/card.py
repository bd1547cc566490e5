"""`/card`: one question and its cited answer as plain HTML, without script or cookie."""

from __future__ import annotations

from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from assistant.errors import AssistantError
from assistant.records import Answer, Lang
from assistant.settings import Settings
from assistant.web.embed.answering import Asker, AskingService
from assistant.web.embed.chat import TEMPLATES
from assistant.web.embed.choices import Choices
from assistant.web.embed.framing import framing_headers
from assistant.web.frame import Frame
from assistant.web.ui.view import complaint


class CardPage:
    """Draws the card, or a form where there is no question yet."""

    def __init__(self, settings: Settings, service: AskingService) -> None:
        self._settings = settings
        self._asker = Asker(settings, service)
        self._frame = Frame(settings, "", "embed", TEMPLATES)

    def page(self, request: Request) -> Response:
        """The answer to `q`; 422 with the reason where the question cannot be taken."""
        choices, lang = Choices.of(request.query_params), self._frame.lang(request)
        text = request.query_params.get("q", "")
        answer, fault, status = None, "", 200
        if text.strip():
            try:
                question = self._asker.taken(text)
                *_, answer = self._asker.answers(question, (), lang, choices.collection)
            except AssistantError as error:
                status = 422 if error.code.startswith("question") else 503
                fault = complaint(error, self._asker.labels(lang))
        response = self._frame.page(
            request,
            "card.html",
            status,
            framing_headers(self._settings, script=False),
            choices=choices,
            question=text[: self._settings.question_limit],
            fault=fault,
            **self._parts(answer, choices, lang),
        )
        del response.headers["Vary"]
        return response

    def _parts(self, answer: Answer | None, choices: Choices, lang: Lang) -> dict[str, object]:
        if answer is None:
            return {"turn": "", "more": (), "whole": f"/?lang={lang}"}
        html = self._asker.html(answer, "card", False)
        return {
            "turn": Markup(html),  # noqa: S704 - made by render, every text escaped
            "more": [(each, f"/card?{choices.query(q=each)}") for each in answer.follow_ups],
            "whole": "/?" + urlencode({"q": answer.question, "lang": lang}),
        }
