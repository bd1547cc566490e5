"""The addresses of the arithmetic."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, runtime_checkable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assistant.export import SHEET_MEDIA, Export, File
from assistant.plan.numbers.desk import Numbers
from assistant.settings import Settings
from assistant.web.numbers.budget import holdout_context, move_context
from assistant.web.numbers.cards import CardService, card_routes
from assistant.web.numbers.forms import LARGEST, Sheet, sent_sheet, typed_sheet
from assistant.web.numbers.place import Place
from assistant.web.numbers.returns import returns_context, returns_file
from assistant.web.numbers.series import (
    mirror_context,
    mirror_file,
    scorecard_context,
    scorecard_file,
)

Context = Callable[[Place, Sheet], dict[str, Any]]


@runtime_checkable
class NumbersService(Protocol):
    """What the pages need of the assistant."""

    @property
    def numbers(self) -> Numbers:
        """The arithmetic."""


def numbers_routes(settings: Settings, service: NumbersService) -> list[Route]:
    """Return the routes, with those of kept scorecards where the service has plans too."""
    pages = _Pages(settings, service)
    kept = card_routes(settings, service) if isinstance(service, CardService) else []
    return [
        *kept,
        Route("/returns", pages.address("returns", "returns.html", returns_context)),
        Route("/returns/holdout", pages.address("returns", "holdout.html", holdout_context)),
        Route("/returns/file.{ending}", pages.returns_file),
        Route("/returns/budget", pages.body("returns", "move.html", move_context),
              methods=["GET", "POST"]),
        Route("/scorecard", pages.body("scorecard", "scorecard.html", scorecard_context),
              methods=["GET", "POST"]),
        Route("/mirror", pages.body("mirror", "mirror.html", mirror_context),
              methods=["GET", "POST"]),
    ]  # fmt: skip


class _Pages:
    """Turns requests into pages."""

    def __init__(self, settings: Settings, service: NumbersService) -> None:
        self._settings = settings
        self._service = service

    def _place(self, key: str) -> Place:
        return Place(self._settings, self._service.numbers, key)

    def address(self, key: str, template: str, context: Context) -> Any:
        """A page whose whole state is in its address."""

        def page(request: Request) -> Response:
            place = self._place(key)
            sheet = typed_sheet(request, self._settings.prompts, place.frame.lang(request))
            return place.page(request, template, sheet, context(place, sheet))

        return page

    def body(self, key: str, template: str, context: Context) -> Any:
        """A page whose form is sent, for it may hold files."""

        async def page(request: Request) -> Response:
            place = self._place(key)
            lang = place.frame.lang(request)
            sheet: Sheet | None = typed_sheet(request, self._settings.prompts, lang)
            if request.method == "POST":
                sheet = await sent_sheet(request, self._settings.prompts, lang)
            if sheet is None:
                sheet = _too_large(self._settings, place, request)
            return await run_in_threadpool(answer, place, request, sheet)

        def answer(place: Place, request: Request, sheet: Sheet) -> Response:
            if request.method == "POST" and sheet["file"] == "xlsx" and key == "scorecard":
                data = scorecard_file(place, sheet)
                if data is not None:
                    return _file(File(data, SHEET_MEDIA, "xlsx"), key)
            if request.method == "POST" and sheet["file"] and key == "mirror":
                made = mirror_file(place, sheet, sheet["file"])
                if made is not None:
                    return _file(made, key)
            return place.page(request, template, sheet, context(place, sheet))

        return page

    def returns_file(self, request: Request) -> Response:
        """The case of the address as a workbook or as text."""
        place = self._place("returns")
        lang = place.frame.lang(request)
        sheet = typed_sheet(request, self._settings.prompts, lang)
        ending = request.path_params["ending"]
        made = sheet.attempt(lambda: returns_file(place, sheet, ending))
        if made is None:
            return place.page(request, "returns.html", sheet, returns_context(place, sheet))
        return _file(made, "returns")


def _too_large(settings: Settings, place: Place, request: Request) -> Sheet:
    lang = place.frame.lang(request)
    sheet = Sheet(lang, settings.prompts)
    t = place.frame.labels(lang)
    said = t("page_too_large", limit=LARGEST // 2**20)
    sheet.faults[""] = (said, t("page_too_large_remedy"))
    return sheet


def _file(made: Export | File, name: str) -> Response:
    return Response(
        made.data,
        media_type=made.media,
        headers={
            "Content-Disposition": f'attachment; filename="boardwise-{name}.{made.ending}"',
            "Cache-Control": "no-store",
        },
    )
