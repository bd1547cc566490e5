"""The addresses of the library: listing, documents, sources as files."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from assistant.library.places import slug
from assistant.records import Lang
from assistant.settings import Settings
from assistant.web.library.address import ROOT
from assistant.web.library.document import MEDIA, citations, document_page, missing_page
from assistant.web.library.listing import listing
from assistant.web.library.room import LibraryService, Room
from assistant.web.tongue import preferred_language

# The page depends on these where its address does not say the language.
_HEADERS = {"Cache-Control": "no-cache", "Vary": "Accept-Language, Cookie"}


def library_routes(settings: Settings, service: LibraryService) -> list[Route]:
    """Return the routes; plain functions, which Starlette runs in threads."""
    pages = _Pages(settings, Room(service, settings.prompts))
    return [
        Route(ROOT, pages.listing),
        Route(f"{ROOT}/", pages.listing),
        Route(f"{ROOT}/{{id}}/citations.{{ending}}", pages.citations),
        Route(f"{ROOT}/{{id:path}}", pages.document),
    ]


class _Pages:
    """Turns requests into pages."""

    def __init__(self, settings: Settings, room: Room) -> None:
        self._settings = settings
        self._room = room

    def listing(self, request: Request) -> Response:
        """Browse the shelf."""
        lang = self._lang(request)
        page = listing(self._room, dict(request.query_params), lang)
        return HTMLResponse(page, headers=_HEADERS)

    def document(self, request: Request) -> Response:
        """Read one document."""
        id, lang = request.path_params["id"], self._lang(request)
        page = document_page(self._room, id, lang)
        return HTMLResponse(page, headers=_HEADERS) if page else self._missing(id, lang)

    def citations(self, request: Request) -> Response:
        """Take a document's sources away as a file."""
        id, ending = request.path_params["id"], request.path_params["ending"]
        lang = self._lang(request)
        text = citations(self._room, id, lang, ending)
        if text is None:
            return self._missing(id, lang)
        name = f'attachment; filename="{slug(id)}.{ending}"'
        return Response(
            text,
            media_type=f"{MEDIA[ending]}; charset=utf-8",
            headers={**_HEADERS, "Content-Disposition": name},
        )

    def _missing(self, id: str, lang: Lang) -> Response:
        return HTMLResponse(missing_page(self._room, id, lang), status_code=404, headers=_HEADERS)

    def _lang(self, request: Request) -> Lang:
        return preferred_language(
            self._settings.language, request.headers, request.cookies, request.query_params
        )
