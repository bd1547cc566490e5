"""The addresses of the briefing page: the form and draft, the check of edits, the files."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request as Call
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assistant.briefing import ASKS, AUDIENCES, LENGTHS, Briefing, Line, Request
from assistant.errors import AssistantError
from assistant.export import FORMATS, KINDS, Export, Format, Style, chart_svg, format_of, read_style
from assistant.library.places import slug
from assistant.records import Lang
from assistant.render.sections import safe_link
from assistant.settings import Settings
from assistant.web.briefing.form import Typed, typed
from assistant.web.briefing.origin import form_of
from assistant.web.frame import HEADERS, Frame
from assistant.wording import explain, load_wording

ROOT = "/briefing"
_TEMPLATES = Path(__file__).resolve().parent / "templates"
_LARGEST = 45_000_000


@runtime_checkable
class BriefingService(Protocol):
    """What the briefing page needs of the assistant."""

    def brief(self, request: Request, fallback: Lang = "en") -> Briefing:
        """A draft."""

    def edit_brief(self, briefing: Briefing, edits: Any) -> Briefing:
        """The draft with edits, checked."""

    def export_brief(self, briefing: Briefing, format: Format, style: Style | None) -> Export:
        """The draft as a file."""


def briefing_routes(settings: Settings, service: BriefingService) -> list[Route]:
    """Return the routes of the page."""
    pages = _Pages(settings, service)
    return [
        Route(ROOT, pages.read, methods=["GET"]),
        Route(ROOT, pages.check, methods=["POST"]),
        Route(f"{ROOT}/export", pages.export, methods=["POST"]),
    ]


class _Pages:
    """Turns requests into pages and files."""

    def __init__(self, settings: Settings, service: BriefingService) -> None:
        self._prompts = settings.prompts
        self._service = service
        self._frame = Frame(settings, "briefing", "briefing_page", _TEMPLATES)

    def read(self, call: Call) -> Response:
        """The empty form, or the draft that the address asks for."""
        lang = self._frame.lang(call)
        try:
            kept = form_of(call.query_params, self._service, lang)
        except AssistantError as fault:
            return self._page(call, Typed(), False, self._told(fault, lang), 404)
        if kept is not None:
            # The address then holds the whole request, as that of any other draft does.
            return RedirectResponse(kept.href(ROOT, lang), 303)
        form = typed(list(call.query_params.multi_items()))
        return self._page(call, form, checked=False)

    async def check(self, call: Call) -> Response:
        """The draft with the edits of the form, each checked."""
        async with _form(call) as body:
            form = typed(list(body.multi_items()))
        return await run_in_threadpool(self._page, call, form, True)

    async def export(self, call: Call) -> Response:
        """The draft with its edits as a file; the page again, all kept, where that fails."""
        length = int(call.headers.get("content-length") or 0)
        if length > _LARGEST:
            return self._page(call, Typed(), False, self._label(call, "too_large"), 413)
        async with _form(call) as body:
            form = typed(list(body.multi_items()))
            logo, template = [await _bytes(body, name) for name in ("logo", "template")]
            wanted = str(body.get("format") or "")
        return await run_in_threadpool(self._file, call, form, wanted, logo, template)

    def _file(self, call: Call, form: Typed, wanted: str, logo: bytes, template: bytes) -> Response:
        lang = self._frame.lang(call)
        try:
            style = read_style(form.accent, logo, template)
            briefing = self._draft(form, lang)
            made = self._service.export_brief(briefing, format_of(wanted), style)
        except AssistantError as fault:
            return self._page(call, form, True, self._told(fault, lang), 422)
        name = f'attachment; filename="{slug(briefing.title)[:60] or "note"}.{made.ending}"'
        headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
        return Response(made.data, media_type=made.media, headers=headers)

    def _draft(self, form: Typed, lang: Lang) -> Briefing:
        briefing = self._service.brief(form.request(lang), lang)
        return self._service.edit_brief(briefing, form.edits) if form.edits else briefing

    def _page(
        self, call: Call, form: Typed, checked: bool, fault: str = "", status: int = 200
    ) -> Response:
        lang = self._frame.lang(call)
        briefing, original = None, None
        if form.topic.strip():
            try:
                original = self._service.brief(form.request(lang), lang)
                briefing = self._draft(form, lang)
            except AssistantError as error:
                fault, status = fault or self._told(error, lang), 422
        twin = form.href(ROOT, "en" if lang == "fr" else "fr")
        body = self._frame.render(
            "briefing.html",
            lang,
            twin,
            form=form,
            briefing=briefing,
            quotes=_quotes(original) if original else {},
            words=load_wording(self._prompts, "briefing", lang),
            checked=checked and bool(form.edits),
            fault=fault,
            choices={"audience": AUDIENCES, "length": LENGTHS, "ask": ASKS},
            formats=FORMATS,
            kinds=KINDS,
            marks=_Marks(briefing) if briefing else None,
            drawn=chart_svg,
            safe_link=safe_link,
            root=ROOT,
        )
        return Response(body, status, HEADERS, "text/html")

    def _told(self, fault: AssistantError, lang: Lang) -> str:
        message, remedy = explain(fault, self._prompts, lang)
        return self._frame.labels(lang)("fault", message=message, remedy=remedy).strip()

    def _label(self, call: Call, key: str) -> str:
        return self._frame.labels(self._frame.lang(call))(key)


class _Marks:
    """The numbers of the publications that a line cites."""

    def __init__(self, briefing: Briefing) -> None:
        self._briefing = briefing
        self._place = {each.key: place for place, each in enumerate(briefing.references, 1)}

    def of(self, line: Line) -> list[int]:
        """Numbers in order, each once."""
        return sorted(self._place[key] for key in self._briefing.keys(line.citations))


def _quotes(briefing: Briefing) -> dict[str, str]:
    """By line id, the wording that its source carries."""
    return {line.id: line.text for line in briefing.lines() if line.citations}


def _form(call: Call) -> AbstractAsyncContextManager[FormData]:
    return call.form(max_files=4, max_fields=900, max_part_size=200_000)


async def _bytes(body: FormData, name: str) -> bytes:
    given = body.get(name)
    return await given.read() if isinstance(given, UploadFile) else b""
