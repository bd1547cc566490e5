"""`/plan`: make, keep, change, compare, copy, export and import plans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol, runtime_checkable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assistant.errors import AssistantError
from assistant.export.plan_files import plan_file
from assistant.plan.exchange import LARGEST_FILE
from assistant.plan.numbers.faults import faults_of
from assistant.plan.planning import Planning
from assistant.plan.records import Plan
from assistant.plan.store import PlanMissing, PlanStale, Saved
from assistant.plan.told import told
from assistant.records import Lang
from assistant.render.plan_markdown import plan_markdown
from assistant.settings import Settings
from assistant.web.plan.form import Form, form_of, read_form, with_percent
from assistant.web.plan.page import ROOT, PlanPage, View
from assistant.wording import explain

_PRIVATE = {"Cache-Control": "no-store"}


@runtime_checkable
class PlanService(Protocol):
    """What the page needs of the assistant."""

    @property
    def planning(self) -> Planning:
        """The plans."""


def plan_routes(settings: Settings, service: PlanService) -> list[Route]:
    """Return the routes of the page."""
    desk = _Desk(settings, service)
    return [
        Route(ROOT, desk.open, methods=["GET"]),
        Route(ROOT, desk.post, methods=["POST"]),
        Route(f"{ROOT}/import", desk.take, methods=["POST"]),
        Route(f"{ROOT}/{{id}}.json", desk.export),
        Route(f"{ROOT}/{{id}}.md", desk.markdown),
        Route(f"{ROOT}/{{id}}/file", desk.document, methods=["GET"]),
        Route(f"{ROOT}/{{id}}/copy", desk.copy, methods=["POST"]),
        Route(f"{ROOT}/{{id}}/delete", desk.delete, methods=["POST"]),
        Route(f"{ROOT}/{{id}}", desk.saved, methods=["GET"]),
    ]


class _Desk:
    """Turns requests into pages, files and redirections."""

    def __init__(self, settings: Settings, service: PlanService) -> None:
        self._settings = settings
        self._service = service
        self._page = PlanPage(settings, service)

    @property
    def _planning(self) -> Planning:
        return self._service.planning

    def open(self, request: Request) -> Response:
        """The empty form, or the draft for the objective in the address."""
        asked = request.query_params.getlist("objective")[:6]
        fields: dict[str, str] = {}
        for place, text in enumerate(asked):
            objective, facts = told(text[:400])
            fields |= {**facts, **fields, f"wish.{place}": objective}
        form = read_form(fields)
        return self._drafted(request, form) if asked else self._page.show(request, View(form))

    async def post(self, request: Request) -> Response:
        """Draft what the form holds; save it where the button says so."""
        async with request.form(max_fields=4000, max_part_size=200_000) as body:
            form = read_form({name: text for name, text in body.items() if isinstance(text, str)})
        return await run_in_threadpool(self._drafted, request, form)

    def _drafted(self, request: Request, form: Form) -> Response:
        lang = self._page.lang(request)
        try:
            plan = self._planning.draft(form.typed, lang, form.changes)
        except AssistantError as fault:
            return self._page.show(request, View(form, faults=self._told(fault, lang)), 422)
        if form.do in ("save", "copy", "over"):
            return self._keep(request, form, plan)
        return self._page.show(request, View(form, plan, latest=self._latest(form.id)))

    def _keep(self, request: Request, form: Form, plan: Plan) -> Response:
        """Save as new, as the next version, or over a newer one whose number the form names."""
        lang = self._page.lang(request)
        try:
            if not form.id or form.do == "copy":
                kept = self._planning.save(plan, form.reason)
            else:
                kept = self._planning.replan(form.id, form.base, plan, form.reason)
        except PlanStale as fault:
            theirs = self._planning.store.get(form.id)
            view = View(form, plan, theirs=theirs, latest=theirs.version)
            return self._page.show(request, view, 409, stale=str(fault.details["base"]))
        except PlanMissing:
            return self._page.missing(request)
        return self._to(kept, lang)

    def saved(self, request: Request) -> Response:
        """A saved plan, its form filled, with its versions."""
        version = _number(request.query_params.get("version", ""))
        try:
            kept = self._planning.store.get(request.path_params["id"], version)
        except PlanMissing:
            return self._page.missing(request)
        compare = bool(request.query_params.get("compare"))
        return self._page.show(request, replace(self._view(kept), compare=compare))

    def _view(self, kept: Saved) -> View:
        """A saved version with its form filled."""
        latest = self._latest(kept.id)
        form = form_of(kept.plan.request, kept.plan.lang, kept.id, latest)
        filled = with_percent(form, kept.plan, self._page.percentages())
        return View(filled, kept.plan, saved=kept, latest=latest)

    def export(self, request: Request) -> Response:
        """A saved plan as JSON."""
        return self._file(request, "json", "application/json")

    def markdown(self, request: Request) -> Response:
        """A saved plan as Markdown."""
        return self._file(request, "md", "text/markdown; charset=utf-8")

    def _file(self, request: Request, ending: str, media: str) -> Response:
        id = request.path_params["id"]
        try:
            kept = self._planning.store.get(id)
        except PlanMissing:
            return self._page.missing(request)
        if ending == "json":
            text = self._planning.export(id)
        else:
            text = plan_markdown(kept.plan, self._settings.prompts)
        name = f'attachment; filename="plan-{id}-{kept.version}.{ending}"'
        return Response(text, media_type=media, headers={**_PRIVATE, "Content-Disposition": name})

    def document(self, request: Request) -> Response:
        """A saved plan in the format that the address names; the page with the fault where
        that fails."""
        lang, id = self._page.lang(request), request.path_params["id"]
        try:
            kept = self._planning.store.get(id, _number(request.query_params.get("version", "")))
            made = plan_file(
                kept.plan, self._settings.prompts, request.query_params.get("format", "")
            )
        except PlanMissing:
            return self._page.missing(request)
        except AssistantError as fault:
            told = {"file": self._whole(fault, lang)}
            return self._page.show(request, replace(self._view(kept), faults=told), 422)
        name = f'attachment; filename="plan-{id}-{kept.version}.{made.ending}"'
        headers = {**_PRIVATE, "Content-Disposition": name}
        return Response(made.data, media_type=made.media, headers=headers)

    def copy(self, request: Request) -> Response:
        """A plan of its own with the same content."""
        try:
            kept = self._planning.duplicate(request.path_params["id"])
        except PlanMissing:
            return self._page.missing(request)
        return self._to(kept, self._page.lang(request))

    def delete(self, request: Request) -> Response:
        """Remove a plan with its versions."""
        try:
            self._planning.store.delete(request.path_params["id"])
        except PlanMissing:
            return self._page.missing(request)
        return RedirectResponse(f"{ROOT}?lang={self._page.lang(request)}#plans", 303)

    async def take(self, request: Request) -> Response:
        """Keep the plan of an exported file."""
        async with request.form(max_files=1, max_part_size=LARGEST_FILE) as body:
            upload = body.get("file")
            raw = await upload.read(LARGEST_FILE + 1) if isinstance(upload, UploadFile) else b""
        return await run_in_threadpool(self._taken, request, raw)

    def _taken(self, request: Request, raw: bytes) -> Response:
        lang = self._page.lang(request)
        try:
            kept = self._planning.take(raw.decode("utf-8-sig", errors="replace"), "import")
        except AssistantError as fault:
            view = View(Form(), faults={"file": self._whole(fault, lang)})
            return self._page.show(request, view, 422)
        return self._to(kept, lang)

    def _latest(self, id: str) -> int:
        if not id:
            return 0
        try:
            return self._planning.store.history(id)[0].version
        except PlanMissing:
            return 0

    def _to(self, kept: Saved, lang: Lang) -> Response:
        return RedirectResponse(f"{ROOT}/{kept.id}?lang={lang}", 303)

    def _told(self, fault: AssistantError, lang: Lang) -> Mapping[str, str]:
        """Field → what is wrong and the remedy."""
        return {each.field: self._whole(each, lang) for each in faults_of(fault)}

    def _whole(self, fault: AssistantError, lang: Lang) -> str:
        return " ".join(explain(fault, self._settings.prompts, lang)).strip()


def _number(text: str) -> int | None:
    """The number of a version; None where the address names none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None
