"""What somebody is told who is not let in, or asks for too much: a page, or data for a program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from assistant.errors import AccessError, AssistantError
from assistant.settings import Settings
from assistant.web.frame import Frame
from assistant.web.problem import problem
from assistant.wording import explain

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

TEMPLATES = Path(__file__).resolve().parent / "templates"
STATUS = {
    "sign-in-needed": 401,
    "not-allowed": 403,
    "foreign-form": 403,
    "foreign-name": 421,
    "page-missing": 404,
    "page-method": 405,
    "opening": 503,
    "body-large": 413,
    "body-slow": 408,
    "too-often": 429,
    "too-busy": 503,
    "too-slow": 503,
    "provider": 502,
}
_SEE_OTHER = 303


def refusal(code: str, **details: object) -> AccessError:
    """The fault of a code of `STATUS`; its wording is in `prompts/errors`."""
    fault = AccessError(f"Refused: {code}.", code=code)
    fault.details = details
    return fault


class Refusals:
    """Tells a fault in the language and the form that the caller reads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._frame = Frame(settings, "", "access", TEMPLATES)

    def __call__(self, request: Request, fault: AssistantError, wait: float = 0) -> Response:
        """The answer to a request that is refused; `wait` in seconds until it may be sent again."""
        status = STATUS.get(fault.code, 500)
        headers = {"Cache-Control": "no-store"}
        if wait:
            headers["Retry-After"] = str(max(1, round(wait + 0.5)))
        if status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        lang = self._frame.lang(request)
        message, remedy = explain(fault, self._settings.prompts, lang)
        if not read_by_people(request):
            error = {"code": fault.code, "message": message, "remedy": remedy}
            return problem(status, error, headers)
        if status == 401 and self._settings.sign_in in ("users", "oidc"):
            return RedirectResponse(
                f"/sign-in?next={quote(_here(request))}&lang={lang}", _SEE_OTHER
            )
        # A browser would ask for a password of its own.
        headers.pop("WWW-Authenticate", None)
        return self._frame.page(
            request, "refused.html", status, headers, message=message, remedy=remedy
        )


async def answer_refusal(
    settings: Settings, code: str, scope: Scope, receive: Receive, send: Send, wait: float = 0
) -> None:
    """Refuse a request before any application has seen it."""
    request = Request(scope, receive)

    def told() -> Response:
        return Refusals(settings)(request, refusal(code), wait)

    response = await run_in_threadpool(told)
    await response(scope, receive, send)


def read_by_people(request: Request) -> bool:
    """True for what a browser opens as a page."""
    if request.url.path.startswith(("/api/", "/v1/", "/mcp", "/gradio_api/", "/metrics")):
        return False
    return "text/html" in request.headers.get("accept", "")


def _here(request: Request) -> str:
    """The address to come back to; only what can be opened by itself."""
    if request.method != "GET":
        return "/"
    query = request.url.query
    return f"{request.url.path}?{query}" if query else request.url.path
