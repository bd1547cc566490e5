"""`/check`: paste a text, see every sentence with its source or with what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from assistant.answer.grounding import DRAFT_LIMIT, Checked, Report, Sources, Watcher, silent
from assistant.errors import AssistantError
from assistant.records import Lang
from assistant.render.grounding import reason_text, report_plain, summary
from assistant.settings import Settings
from assistant.web.check.progress import told_as_it_goes
from assistant.web.events import STREAM
from assistant.web.forms import read_form
from assistant.web.frame import Frame
from assistant.wording import Wording, explain, load_wording

ROOT = "/check"
TEMPLATES = Path(__file__).resolve().parent / "templates"
PRIVATE = {"Cache-Control": "no-store"}
# A draft and its sources, encoded for a form, take more than their letters.
_BODY, _FIELDS = 8_000_000, 10
_DIVIDER = re.compile(r"^\s*-{3,}\s*$", re.MULTILINE)
_QUOTE = 420


@runtime_checkable
class CheckService(Protocol):
    """What the page needs of the assistant."""

    def ground(
        self, text: str, sources: Sources | None = None, lang: Lang | None = None,
        watch: Watcher = silent,
    ) -> Report:  # fmt: skip
        """Check every sentence of a text against sources, or against the shelf."""


def check_routes(settings: Settings, service: CheckService) -> list[Route]:
    """Return the routes of the page; nothing that is pasted is kept."""
    page = CheckPage(settings, service)
    return [Route(ROOT, page.form, methods=["GET"]), Route(ROOT, page.check, methods=["POST"])]


class CheckPage:
    """Turns requests into the form and its result."""

    def __init__(self, settings: Settings, service: CheckService) -> None:
        self._settings = settings
        self._service = service
        self._frame = Frame(settings, "check", "grounding", TEMPLATES)

    def form(self, request: Request) -> Response:
        """The empty form."""
        return self._page(request, {})

    async def check(self, request: Request) -> Response:
        """Check what was pasted; on a fault the form comes back as it was filled in.

        The page's script asks for events: how far the check is, at last the same page.
        """
        form = await _read(request)
        if STREAM not in request.headers.get("accept", ""):
            return await run_in_threadpool(self._checked, request, form)

        def checked(watch: Watcher) -> Response:
            return self._checked(request, form, watch)

        headers = {**PRIVATE, "X-Accel-Buffering": "no"}
        return StreamingResponse(told_as_it_goes(checked), media_type=STREAM, headers=headers)

    def _checked(
        self, request: Request, form: Mapping[str, str], watch: Watcher = silent
    ) -> Response:
        lang = self._frame.lang(request)
        text, own = form.get("text", ""), form.get("sources", "")
        sources = [part for part in _DIVIDER.split(own) if part.strip()] if own.strip() else None
        try:
            report = self._service.ground(text, sources, watch=watch)
        except AssistantError as fault:
            message, remedy = explain(fault, self._settings.prompts, lang)
            return self._page(
                request, form, status=422, fault=f"{message} {remedy}", code=fault.code
            )
        wording = load_wording(self._settings.prompts, "grounding", lang)
        return self._page(
            request,
            form,
            summary=summary(report, wording),
            passed=report.passed,
            rows=[_row(each, wording, sources is None, lang) for each in report.sentences],
            plain=report_plain(report, wording),
        )

    def _page(
        self, request: Request, form: Mapping[str, str], status: int = 200, **context: Any
    ) -> Response:
        empty = {"summary": "", "passed": False, "rows": (), "plain": "", "fault": "", "code": ""}
        lang = self._frame.lang(request)
        number = f"{DRAFT_LIMIT:,}".replace(",", "\u202f" if lang == "fr" else ",")
        return self._frame.page(
            request, "check.html", status, PRIVATE, text=form.get("text", ""),
            sources=form.get("sources", ""), root=ROOT, limit=number, **(empty | context),
        )  # fmt: skip


def _row(sentence: Checked, wording: Wording, shelf: bool, lang: Lang) -> dict[str, Any]:
    """What the template shows of one sentence; a passage of the shelf links to its document."""
    document = sentence.source.split(":")[0] if shelf and sentence.source else ""
    quote = " ".join(sentence.quote.split())
    return {
        "text": sentence.text,
        "lang": sentence.lang,
        "status": sentence.status,
        "label": wording(f"status.{sentence.status}"),
        "reasons": [reason_text(each, wording) for each in sentence.reasons],
        "quote": quote if len(quote) <= _QUOTE else quote[:_QUOTE] + "…",
        "source": sentence.source if not shelf else "",
        "link": f"/library/{document}?lang={lang}" if document else "",
    }


async def _read(request: Request) -> Mapping[str, str]:
    """The fields of a posted form; one too large to be ours reads as an over-long text."""
    fields = await read_form(request, _BODY, _FIELDS)
    if fields is None:
        return {"text": "x" * (DRAFT_LIMIT + 1)}
    return {name: values[-1].replace("\r\n", "\n") for name, values in fields.items()}
