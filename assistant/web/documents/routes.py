"""The addresses of the company's own documents."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Protocol, runtime_checkable
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from assistant.collections import Collection, CollectionDesk
from assistant.collections.store import named
from assistant.errors import AssistantError, CollectionError
from assistant.settings import Settings
from assistant.web.documents.jobs import Job, Jobs
from assistant.web.documents.reading import located
from assistant.web.documents.receiving import MOST_BYTES, MOST_FILES, receive
from assistant.web.documents.telling import Told, told_job
from assistant.web.frame import Frame
from assistant.web.origin import from_our_page
from assistant.wording import explain

ROOT = "/documents"
_TEMPLATES = Path(__file__).resolve().parent / "templates"
_SEE_OTHER = 303
_LONGEST_TYPED = 300


@runtime_checkable
class DocumentsService(Protocol):
    """What the page needs of the assistant."""

    @property
    def collections(self) -> CollectionDesk:
        """The company's own documents."""


def documents_routes(settings: Settings, service: DocumentsService) -> list[Route]:
    """Return the routes; what waits for the disk runs in threads."""
    pages = _Pages(settings, service)
    read, write = ["GET"], ["POST"]
    one = f"{ROOT}/{{id}}"
    return [
        Route(ROOT, pages.overview, methods=read),
        Route(f"{ROOT}/", pages.overview, methods=read),
        Route(f"{ROOT}/upload", pages.guarded(pages.upload), methods=write),
        Route(f"{ROOT}/upload", pages.back, methods=read),
        Route(f"{ROOT}/jobs/{{id}}.json", pages.job_state, methods=read),
        Route(f"{ROOT}/jobs/{{id}}", pages.job, methods=read),
        Route(f"{ROOT}/jobs/{{id}}/cancel", pages.guarded(pages.cancel), methods=write),
        Route(f"{ROOT}/jobs/{{id}}/cancel", pages.back, methods=read),
        Route(one, pages.collection, methods=read),
        Route(f"{one}/rename", pages.guarded(pages.rename), methods=write),
        Route(f"{one}/rename", pages.back, methods=read),
        Route(f"{one}/delete", pages.confirm, methods=read),
        Route(f"{one}/delete", pages.guarded(pages.delete), methods=write),
        Route(f"{one}/{{file}}", pages.file, methods=read),
        Route(f"{one}/{{file}}/delete", pages.confirm, methods=read),
        Route(f"{one}/{{file}}/delete", pages.guarded(pages.delete), methods=write),
    ]


Handler = Callable[[Request], Awaitable[Response]]


class _Pages:
    """Turns requests into pages."""

    def __init__(self, settings: Settings, service: DocumentsService) -> None:
        self._settings = settings
        self._service = service
        self._frame = Frame(settings, "documents", "documents", _TEMPLATES)
        self._jobs = Jobs(lambda: service.collections)

    @property
    def _desk(self) -> CollectionDesk:
        return self._service.collections

    def guarded(self, handler: Handler) -> Handler:
        """A form counts only where it stood on a page of ours; a fault is told on the page."""

        async def checked(request: Request) -> Response:
            if not from_our_page(request):
                return self._frame.page(request, "refused.html", 403, root=ROOT)
            try:
                return await handler(request)
            except AssistantError as fault:
                return await asyncio.to_thread(self._told, request, fault)

        return checked

    def overview(self, request: Request) -> Response:
        """Upload, and everything that is there."""
        return self._overview(request)

    def _overview(self, request: Request, fault: str = "", status: int = 200) -> Response:
        found = self._desk.all()
        ended = self._jobs.ended({each.id for each in found})
        return self._frame.page(
            request,
            "overview.html",
            status,
            root=ROOT,
            collections=found,
            jobs=self._jobs.running(),
            ended=[self._of(job, request) for job in ended],
            fault=fault,
            chosen=request.query_params.get("collection", ""),
            most_files=MOST_FILES,
            most_megabytes=MOST_BYTES // 2**20,
        )

    def _told(self, request: Request, fault: AssistantError) -> Response:
        lang = self._frame.lang(request)
        text = " ".join(explain(fault, self._settings.prompts, lang))
        unknown = isinstance(fault, CollectionError) and "unknown" in fault.code
        return self._overview(request, text, 404 if unknown else 400)

    async def upload(self, request: Request) -> Response:
        """Take the files in, in the background; the answer is the page of its progress."""
        upload = await receive(request)
        wording = self._frame.labels(self._frame.lang(request))
        if not upload.paths:
            shutil.rmtree(upload.folder, ignore_errors=True)
            page = self._overview
            return await asyncio.to_thread(page, request, wording("page.no_files"), 400)
        name = upload.collection or wording("page.default_name")
        try:
            named(name)
        except CollectionError:
            shutil.rmtree(upload.folder, ignore_errors=True)
            raise
        job = self._jobs.begin(upload.folder, upload.paths, name)
        return self._to(request, f"/jobs/{job.id}")

    def job(self, request: Request) -> Response:
        """The progress of an upload, and what became of each file."""
        job = self._jobs.get(request.path_params["id"])
        if job is None:
            gone = self._frame.labels(self._frame.lang(request))("page.job_gone")
            return self._overview(request, gone, 404)
        # Without the script the page asks again by itself.
        headers = {} if job.over else {"Refresh": "3"}
        if "quiet" in request.query_params:
            headers = {}
        told = self._of(job, request)
        return self._frame.page(request, "job.html", headers=headers, root=ROOT, told=told, job=job)

    def job_state(self, request: Request) -> Response:
        """The same as data, for the script that keeps the page current."""
        job = self._jobs.get(request.path_params["id"])
        if job is None:
            return JSONResponse({"over": True}, 404)
        state = {"over": job.over, "share": job.step.share, "text": self._of(job, request).text}
        return JSONResponse(state, headers={"Cache-Control": "no-store"})

    def _of(self, job: Job, request: Request) -> Told:
        return told_job(job, self._settings.prompts, self._frame.lang(request))

    def back(self, request: Request) -> Response:
        """The page on which a form stood, for its address opened anew or in the other language."""
        return self._to(request, request.url.path.removeprefix(ROOT).rpartition("/")[0])

    async def cancel(self, request: Request) -> Response:
        """Ask a job to stop; what is finished stays."""
        if job := self._jobs.get(request.path_params["id"]):
            job.cancel.set()
        return self._to(request, f"/jobs/{request.path_params['id']}")

    def collection(self, request: Request) -> Response:
        """The files of one collection."""
        try:
            found = self._desk.show(request.path_params["id"])
        except AssistantError as fault:
            return self._told(request, fault)
        return self._one(request, found)

    def _one(
        self, request: Request, found: Collection, name: str = "", fault: str = ""
    ) -> Response:
        return self._frame.page(
            request,
            "collection.html",
            400 if fault else 200,
            root=ROOT,
            collection=found,
            # What was typed is kept where it cannot be taken.
            typed=name or found.name,
            fault=fault,
        )

    async def rename(self, request: Request) -> Response:
        """Give a collection another name."""
        async with request.form(max_fields=5, max_files=0) as form:
            name = str(form.get("name") or "")
        return await asyncio.to_thread(self._renamed, request, name)

    def _renamed(self, request: Request, name: str) -> Response:
        found = self._desk.show(request.path_params["id"])
        try:
            return self._to(request, f"/{self._desk.rename(found.id, name).id}")
        except CollectionError as fault:
            words = " ".join(explain(fault, self._settings.prompts, self._frame.lang(request)))
            return self._one(request, found, name[:_LONGEST_TYPED], words)

    def confirm(self, request: Request) -> Response:
        """Ask before anything is deleted."""
        try:
            found = self._desk.show(request.path_params["id"])
            file = self._file(request)
        except AssistantError as fault:
            return self._told(request, fault)
        return self._frame.page(request, "delete.html", root=ROOT, collection=found, file=file)

    def _file(self, request: Request) -> Any:
        wanted = request.path_params.get("file")
        if not wanted:
            return None
        return self._desk.document(request.path_params["id"], wanted)[0]

    async def delete(self, request: Request) -> Response:
        """Delete a collection, or one file of it."""
        id, file = request.path_params["id"], request.path_params.get("file")
        if file:
            await asyncio.to_thread(self._desk.delete_file, id, file)
            return self._to(request, f"/{id}")
        await asyncio.to_thread(self._desk.delete, id)
        return self._to(request, "")

    def file(self, request: Request) -> Response:
        """What was read of a file, place by place."""
        id = request.path_params["id"]
        try:
            collection = self._desk.show(id)
            file, passages = self._desk.document(id, request.path_params["file"])
        except AssistantError as fault:
            return self._told(request, fault)
        parts = located(passages, self._settings.prompts, self._frame.lang(request))
        context: dict[str, Any] = {"collection": collection, "file": file, "parts": parts}
        return self._frame.page(request, "file.html", root=ROOT, **context)

    def _to(self, request: Request, path: str) -> Response:
        lang = self._frame.lang(request)
        return RedirectResponse(f"{ROOT}{quote(path)}?lang={lang}", _SEE_OTHER)
