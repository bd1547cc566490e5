"""What a caller must be allowed to do for each route: the one table that sign-in reads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

Scope = Literal[
    "ask",
    "compute",
    "library:read",
    "plans:read",
    "plans:write",
    "documents:read",
    "documents:write",
    "feedback:write",
    "feedback:read",
    "public",
]

ROOT = "/api/v1"
CHAT_ROOT = "/v1"
MCP_ROOT = "/mcp"

_API: tuple[tuple[Scope, str], ...] = (
    ("public", "GET /openapi.json"),
    ("public", "GET /docs"),
    ("ask", "POST /ask"),
    ("ask", "POST /ask/export"),
    ("ask", "POST /retrieve"),
    ("ask", "POST /ground"),
    ("ask", "POST /briefings"),
    ("ask", "POST /briefings/export"),
    ("compute", "POST /returns"),
    ("compute", "POST /scorecard"),
    ("compute", "POST /mirror"),
    ("compute", "POST /plans/draft"),
    ("plans:read", "GET /plans"),
    ("plans:read", "GET /plans/{id}"),
    ("plans:read", "GET /plans/{id}/versions"),
    ("plans:read", "GET /plans/{id}/diff"),
    ("plans:read", "GET /plans/{id}/export"),
    ("plans:write", "POST /plans"),
    ("plans:write", "POST /plans/import"),
    ("plans:write", "POST /plans/{id}/versions"),
    ("plans:write", "POST /plans/{id}/copies"),
    ("plans:write", "DELETE /plans/{id}"),
    ("documents:read", "GET /collections"),
    ("documents:read", "GET /collections/{id}"),
    ("documents:read", "GET /collections/{id}/files/{file}"),
    ("documents:read", "GET /ingest/{id}"),
    ("documents:write", "POST /ingest"),
    ("documents:write", "DELETE /ingest/{id}"),
    ("documents:write", "PATCH /collections/{id}"),
    ("documents:write", "DELETE /collections/{id}"),
    ("documents:write", "DELETE /collections/{id}/files/{file}"),
    ("library:read", "GET /library/documents"),
    ("library:read", "GET /library/documents/{id}"),
    ("library:read", "GET /library/kpis"),
    ("library:read", "GET /library/kpis/{id}"),
    ("library:read", "GET /library/objectives"),
    ("library:read", "GET /library/objectives/{id}"),
    ("library:read", "GET /library/references"),
    ("library:read", "GET /library/references/{id}"),
    ("library:read", "GET /programme/lessons"),
    ("library:read", "GET /programme/lessons/{id}"),
    ("library:read", "POST /programme/lessons/{id}/quiz"),
    ("feedback:write", "POST /feedback"),
    ("feedback:read", "GET /feedback"),
    ("feedback:read", "GET /feedback/unanswered"),
)


def _table() -> dict[tuple[str, str], Scope]:
    table: dict[tuple[str, str], Scope] = {}
    for scope, route in _API:
        method, path = route.split(" ")
        table[method, ROOT + path] = scope
    table["POST", f"{CHAT_ROOT}/chat/completions"] = "ask"
    table["GET", f"{CHAT_ROOT}/models"] = "ask"
    table["GET", f"{CHAT_ROOT}/models/{{id}}"] = "ask"
    for method in ("POST", "GET", "DELETE"):
        table[method, MCP_ROOT] = "ask"
    return table


# By (method, template of the whole path), as in ("GET", "/api/v1/plans/{id}").
SCOPES: Mapping[tuple[str, str], Scope] = _table()


def scope_of(method: str, path: str) -> Scope | None:
    """The scope that a request needs, None where no route takes it.

    `path` is the whole path of the address, unquoted, as in "/api/v1/plans/x7".
    """
    wanted = "GET" if method == "HEAD" else method
    for (each, _), (pattern, scope) in zip(SCOPES, _patterns(), strict=True):
        if each == wanted and pattern.fullmatch(path):
            return scope
    return None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Scope], ...]:
    """Literal parts win over parameters by their place in the table."""
    return tuple(
        (re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path))), scope)
        for (_, path), scope in SCOPES.items()
    )
