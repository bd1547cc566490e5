"""The API as one application, mounted below the web application."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Mount
from starlette.types import ASGIApp

from assistant.database import database_of
from assistant.errors import AssistantError
from assistant.settings import Settings
from assistant.web.api import asking, computing, learning, own, plans, shelf
from assistant.web.api.faults import ApiFault, Problem, invalid, told
from assistant.web.api.gate import Gate
from assistant.web.api.reference import reference_routes
from assistant.web.api.replays import Replays
from assistant.web.api.room import ApiService as ApiService
from assistant.web.api.room import Room, language_of
from assistant.web.api.scopes import ROOT, SCOPES
from assistant.web.problem import PROBLEM
from assistant.wording import load_wording

_ROUTERS = (asking, computing, plans, own, shelf, learning)
_PROBLEMS: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": Problem, "description": "The request cannot be taken as it is."},
    "5XX": {"model": Problem, "description": "The request could not be worked on now."},
}


def product_version() -> str:
    """The version of the product."""
    try:
        return version("boardwise-assistant")
    except PackageNotFoundError:
        return "0"


class WholeMount(Mount):
    """A mount that also takes addresses with a line break in them, to refuse them in our shape."""

    def __init__(self, path: str, app: ASGIApp) -> None:
        super().__init__(path, app)
        self.path_regex = re.compile(self.path_regex.pattern, re.DOTALL)


def api_routes(settings: Settings, service: ApiService) -> list[WholeMount]:
    """Return the routes of `/api/v1`."""
    return [WholeMount(ROOT, build_api(Room(settings, service)))]


def build_api(room: Room) -> FastAPI:
    """The application below `/api/v1`."""
    api = FastAPI(
        title="Boardwise",
        version=product_version(),
        description=load_wording(room.settings.prompts, "api", "en")("description"),
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
    )
    api.state.room = room
    for module in _ROUTERS:
        api.include_router(module.router, responses=_PROBLEMS)
    api.router.routes.extend(reference_routes(room.settings, lambda: described(api)))
    handle_faults(api, room.settings)
    return api


def handle_faults(api: FastAPI, settings: Settings) -> None:
    """Tell whatever goes wrong in the one shape, and put the gate before the routes."""

    def tell(fault: AssistantError, request: Request) -> Response:
        return told(fault, settings, language_of(request, settings))

    def faulty(request: Request, fault: Exception) -> Response:
        assert isinstance(fault, AssistantError)
        return tell(fault, request)

    def unfit(request: Request, fault: Exception) -> Response:
        assert isinstance(fault, RequestValidationError)
        return invalid(fault.errors(), settings, language_of(request, settings))

    def unrouted(request: Request, fault: Exception) -> Response:
        assert isinstance(fault, HTTPException)
        response = tell(_of_http(fault), request)
        response.headers.update(fault.headers or {})
        return response

    api.add_exception_handler(AssistantError, faulty)
    api.add_exception_handler(RequestValidationError, unfit)
    api.add_exception_handler(HTTPException, unrouted)
    replays = Replays(settings.home, database_of(settings))
    api.add_middleware(Gate, tell=tell, replays=replays)


def _of_http(fault: HTTPException) -> ApiFault:
    """What the framework refuses by itself."""
    if fault.status_code == 404:
        return ApiFault(404, "api-route", "No route goes by this address.", "See the reference.")
    if fault.status_code == 405:
        return ApiFault(405, "api-method", "The route does not take this method.", "See Allow.")
    return ApiFault(400, "api-malformed", "The body cannot be read.", "Send valid JSON.")


def _as_problems(responses: dict[str, Any]) -> None:
    """Say of what goes wrong that it is a problem document; FastAPI knows one media type only."""
    for status in _PROBLEMS:
        content = responses[str(status)]["content"]
        content[PROBLEM] = content.pop("application/json")


def described(api: FastAPI) -> dict[str, Any]:
    """The OpenAPI description, with a sentence and the scope of each route."""
    if api.openapi_schema is None:
        schema = api.openapi()
        schema["servers"] = [{"url": ROOT}]
        words = load_wording(api.state.room.settings.prompts, "api", "en")
        for path, methods in schema["paths"].items():
            for method, operation in methods.items():
                _as_problems(operation["responses"])
                operation["summary"] = words(f"operations.{operation['operationId']}")
                operation["x-scope"] = SCOPES[method.upper(), ROOT + path]
    assert api.openapi_schema is not None
    return api.openapi_schema
