"""The page people see while the application gets ready, and what it reports."""

from __future__ import annotations

import json
import threading
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from assistant.records import Lang
from assistant.render import load_labels
from assistant.render.inert import escaped
from assistant.settings import Settings
from assistant.web.tongue import preferred_language

_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
ASSETS = Path(__file__).resolve().parent / "assets"
Stage = Literal["start", "library", "model", "index", "interface"]


@dataclass(frozen=True)
class Readiness:
    """How far the start has come; `total` is 0 where a stage cannot be counted."""

    state: Literal["opening", "ready"] = "opening"
    stage: str = "start"
    done: int = 0
    total: int = 0


class Progress:
    """Where the thread that opens the application writes, and the page reads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._now = Readiness()

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Report that `done` of `total` units of a stage are finished."""
        with self._lock:
            self._now = Readiness("opening", stage, done, total)

    def ready(self) -> None:
        """Report that the application answers."""
        with self._lock:
            self._now = Readiness("ready")

    @property
    def now(self) -> Readiness:
        """The latest report."""
        with self._lock:
            return self._now


def health_routes(progress: Progress) -> list[Route | Mount]:
    """Return /healthz (the process lives), /readyz (it answers; 503 before) and the assets."""

    async def healthz(_: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def readyz(_: Request) -> Response:
        now = progress.now
        return JSONResponse(asdict(now), status_code=200 if now.state == "ready" else 503)

    return [
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        Mount("/boardwise", StaticFiles(directory=ASSETS)),
    ]


def opening_application(settings: Settings, progress: Progress) -> Starlette:
    """Return the application that answers every page until the real one takes over."""
    page: Callable[[Request], Awaitable[Response]] = _page(settings)
    return Starlette(routes=[*health_routes(progress), Route("/{path:path}", page)])


def _page(settings: Settings) -> Callable[[Request], Awaitable[Response]]:
    async def page(request: Request) -> Response:
        lang = preferred_language(settings.language, request.headers, request.cookies)
        return HTMLResponse(
            opening_html(settings.prompts, lang),
            status_code=200 if request.url.path == "/" else 503,
            headers={
                "Cache-Control": "no-store",
                "Retry-After": "2",
                # Its script stands in the page: there is nothing else to serve it yet.
                "Content-Security-Policy": _POLICY,
            },
        )

    return page


def opening_html(prompts: Path, lang: Lang) -> str:
    """Return the opening page in one language; raises PromptError without its wording."""
    labels = load_labels(prompts, lang)
    stages = ("start", "library", "model", "index", "interface")
    wording = {stage: labels(f"opening_stage_{stage}") for stage in stages}
    wording["lost"] = labels("opening_lost")
    # "<" would end the script; as \u003c it is the same string to JavaScript.
    script_data = json.dumps(wording, ensure_ascii=False).replace("<", "\\u003c")
    template = (ASSETS / "opening.html").read_text(encoding="utf-8")
    for name, value in {
        "lang": lang,
        "page_title": escaped(labels("page_title")),
        "product": escaped(labels("product")),
        "title": escaped(labels("opening_title")),
        "first": escaped(labels("opening_first")),
        "start": escaped(labels("opening_stage_start")),
        "wording": script_data,
    }.items():
        template = template.replace(f"%{name}%", value)
    return template
