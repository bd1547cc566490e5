"""The description of the API: for programs as OpenAPI, for people as a page without scripts."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from assistant.settings import Settings
from assistant.web.api.scopes import ROOT
from assistant.web.frame import Frame

_TEMPLATES = Path(__file__).resolve().parent / "templates"
Describe = Callable[[], dict[str, Any]]


def reference_routes(settings: Settings, describe: Describe) -> list[Route]:
    """Return the routes of both; `describe` gives the OpenAPI description."""
    frame = Frame(settings, "api", "api", _TEMPLATES)

    def openapi(request: Request) -> Response:
        return JSONResponse(describe())

    def page(request: Request) -> Response:
        groups = grouped(describe())
        return frame.page(request, "reference.html", groups=groups, root=ROOT)

    return [
        Route("/openapi.json", openapi, methods=["GET"]),
        Route("/docs", page, methods=["GET"]),
    ]


def grouped(schema: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The routes by their tag, each as the page shows it."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            shown = _shown(method.upper(), path, operation, schema)
            found.setdefault(operation["tags"][0], []).append(shown)
    return found


def _shown(
    method: str, path: str, operation: Mapping[str, Any], schema: Mapping[str, Any]
) -> dict[str, Any]:
    body = operation.get("requestBody", {}).get("content", {})
    example = _example(body["application/json"]["schema"], schema) if _is_json(body) else None
    return {
        "id": operation["operationId"],
        "method": method,
        "path": ROOT + path,
        "scope": operation["x-scope"],
        "parameters": [
            {
                "name": each["name"],
                "place": each["in"],
                "required": each.get("required", False),
                "text": each.get("description", ""),
            }
            for each in operation.get("parameters", ())
        ],
        "fields": _fields(body, schema),
        "example": json.dumps(example, ensure_ascii=False, indent=2) if example else "",
    }


def _is_json(body: Mapping[str, Any]) -> bool:
    return "application/json" in body


def _resolved(part: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in part:
        part = schema["components"]["schemas"][part["$ref"].rpartition("/")[2]]
    return part


def _fields(body: Mapping[str, Any], schema: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Name, whether it is needed, and what it is, for each field of a body."""
    if not body:
        return []
    record = _resolved(next(iter(body.values()))["schema"], schema)
    needed = record.get("required", ())
    return [
        {"name": name, "required": name in needed, "text": part.get("description", "")}
        for name, part in record.get("properties", {}).items()
    ]


def _example(part: Mapping[str, Any], schema: Mapping[str, Any]) -> Any:
    """The example of a body, put together of those of its fields."""
    record = _resolved(part, schema)
    if "examples" in record or "examples" in part:
        return (part.get("examples") or record["examples"])[0]
    if "properties" not in record:
        if record.get("type") == "array":
            inner = _example(record["items"], schema)
            return None if inner is None else [inner]
        return None
    found = {name: _example(each, schema) for name, each in record["properties"].items()}
    return {name: value for name, value in found.items() if value is not None} or None
