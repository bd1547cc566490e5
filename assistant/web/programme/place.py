"""What every page of the programme is made from."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from assistant.library import Library
from assistant.programme import Progress
from assistant.records import Lang
from assistant.render import Labels, load_labels
from assistant.settings import Settings
from assistant.web.forms import read_form
from assistant.web.frame import Frame
from assistant.web.origin import from_our_page
from assistant.web.programme.visitor import ROOT

TEMPLATES = Path(__file__).resolve().parent / "templates"
# A reader's own work: no shared cache may keep the page.
PRIVATE = {"Cache-Control": "no-store"}

# No form of the programme is larger, or has more fields.
_LARGEST, _FIELDS = 64 * 1024, 400

Form = Mapping[str, Sequence[str]]


class Place:
    """Holds the frame, the readers' work and the way to the library."""

    def __init__(
        self, settings: Settings, library: Callable[[], Library], progress: Progress
    ) -> None:
        self.settings = settings
        self.progress = progress
        self.frame = Frame(settings, "programme", "programme", TEMPLATES)
        self._library = library

    @property
    def library(self) -> Library:
        """The shelf as it stands."""
        return self._library()

    def lang(self, request: Request) -> Lang:
        """The language of the page."""
        return self.frame.lang(request)

    def labels(self, lang: Lang) -> Labels:
        """The wording of the programme."""
        return self.frame.labels(lang)

    def shared(self, lang: Lang) -> Labels:
        """The wording shared with the chat."""
        return load_labels(self.settings.prompts, lang)

    def page(self, request: Request, template: str, status: int = 200, **context: Any) -> Response:
        """Fill a template of the programme."""
        lang = self.lang(request)
        return self.frame.page(
            request,
            template,
            status,
            PRIVATE,
            root=ROOT,
            href=lambda path="", anchor="": f"{ROOT}{path}?lang={lang}{anchor}",
            **context,
        )

    def missing(self, request: Request) -> Response:
        """The page for an address that holds nothing."""
        return self.page(request, "missing.html", 404)

    def refused(self, request: Request) -> Response:
        """The page for a form of another site, or one too large to be ours."""
        return self.page(request, "refused.html", 403)


def form_handler(
    place: Place, handle: Callable[[Request, Form], Response]
) -> Callable[[Request], Awaitable[Response]]:
    """A handler that reads the form of a page of ours and does its work in a thread."""

    async def handler(request: Request) -> Response:
        form = await read_form(request, _LARGEST, _FIELDS) if from_our_page(request) else None
        if form is None:
            return await run_in_threadpool(place.refused, request)
        return await run_in_threadpool(handle, request, form)

    return handler
