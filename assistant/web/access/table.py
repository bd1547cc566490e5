"""What each address asks for. An address that is not in the table is for admins only.

A rule names the methods and the template of the address as the router knows it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from starlette.routing import compile_path

from assistant.access import Role

Need = Literal["public", "reader", "author", "admin"]
KIB, MIB = 1 << 10, 1 << 20
# A form of ours is never larger; a rule may say otherwise.
LARGEST_BODY = 2 * MIB


@dataclass(frozen=True, slots=True)
class Rule:
    """What a request needs and costs.

    `action` is what the log of who did what calls it ("" leaves it out). `scope` is the one that
    a key needs, "" where keys are not taken. `work` requests are counted against the rate and
    wait for room; `body` is in bytes; `slow` ones may take longer than others to answer.
    """

    need: Need
    action: str = ""
    scope: str = ""
    work: bool = False
    body: int = LARGEST_BODY
    slow: bool = False

    @property
    def role(self) -> Role:
        """The role that is needed by people."""
        return "reader" if self.need == "public" else self.need


UNKNOWN = Rule("admin", "called", work=True)
_OPEN = Rule("public", body=64 * KIB)
_SIGN = Rule("public", "signed in", body=64 * KIB)
_QUIET = Rule("reader", body=64 * KIB)
_READ = Rule("reader", work=True)
_MAKE = Rule("reader", "drafted", work=True)
_TAKE = Rule("reader", "exported", work=True, slow=True)
_WRITE = Rule("author", "drafted", work=True)
_CHANGE = Rule("author", "changed", work=True)
_UPLOAD = Rule("author", "ingested", work=True, body=4000 * MIB, slow=True)

# Methods, template, rule; the first that fits holds.
_PAGES: tuple[tuple[str, str, Rule], ...] = (
    ("GET", "/healthz", _OPEN),
    ("GET", "/readyz", _OPEN),
    ("GET", "/boardwise/{path:path}", _OPEN),
    ("GET", "/favicon.ico", _OPEN),
    ("GET", "/robots.txt", _OPEN),
    ("GET", "/sign-in", _OPEN),
    ("POST", "/sign-in", _SIGN),
    ("GET", "/sign-in/start", _OPEN),
    ("GET", "/sign-in/back", _SIGN),
    ("GET", "/sign-out", _OPEN),
    ("POST", "/sign-out", Rule("public", "signed out", body=64 * KIB)),
    ("GET", "/metrics", Rule("admin", scope="metrics")),
    ("GET", "/library", _READ),
    ("GET", "/library/{id}/citations.{ending}", _TAKE),
    ("GET", "/library/{path:path}", _READ),
    ("GET", "/plan", _READ),
    ("POST", "/plan", _CHANGE),
    ("POST", "/plan/import", _CHANGE),
    ("GET", "/plan/{id}.json", _TAKE),
    ("GET", "/plan/{id}.md", _TAKE),
    ("GET", "/plan/{id}/file", _TAKE),
    ("GET", "/plan/{id}", _READ),
    ("POST", "/plan/{path:path}", _CHANGE),
    ("GET POST", "/briefing", _WRITE),
    ("POST", "/briefing/export", Rule("author", "exported", work=True, slow=True)),
    ("GET", "/check", _READ),
    ("POST", "/check", _MAKE),
    ("GET", "/returns/file.{ending}", _TAKE),
    ("GET POST", "/returns", _READ),
    ("GET POST", "/returns/{path:path}", _READ),
    ("GET POST", "/scorecard", _READ),
    ("GET", "/scorecard/{id}/file", _TAKE),
    ("GET", "/scorecard/{id}", _READ),
    # What it shows is derived from a plan; nothing is kept.
    ("POST", "/scorecard/of-plan", _READ),
    ("POST", "/scorecard/{path:path}", _CHANGE),
    ("GET POST", "/mirror", _READ),
    ("GET", "/programme/{id}/slides.{ending}", _TAKE),
    ("GET POST", "/programme", _READ),
    ("GET POST", "/programme/{path:path}", _READ),
    ("GET", "/documents", _READ),
    ("POST", "/documents/upload", _UPLOAD),
    ("GET", "/documents/{path:path}", _READ),
    ("POST", "/documents/{path:path}", _CHANGE),
    ("GET", "/help", _READ),
    ("GET", "/embedding", _READ),
    ("GET", "/embed/assistant-chat.js", _OPEN),
    ("GET", "/embed", Rule("reader", scope="embed", work=True)),
    ("POST", "/embed/ask", Rule("reader", "asked", "embed", work=True, body=64 * KIB)),
    ("GET", "/embed/{path:path}", Rule("reader", scope="embed", work=True)),
    ("GET", "/card", Rule("reader", "asked", "embed", work=True)),
)
_CHAT: tuple[tuple[str, str, Rule], ...] = (
    ("GET", "/", _QUIET),
    ("GET", "/config", _QUIET),
    ("GET", "/theme.css", _QUIET),
    ("GET", "/manifest.json", _OPEN),
    ("GET", "/static/{path:path}", _QUIET),
    ("GET", "/assets/{path:path}", _QUIET),
    ("GET", "/svelte/{path:path}", _QUIET),
    ("GET", "/pwa_icon", _OPEN),
    ("GET", "/gradio_api/theme.css", _QUIET),
    ("GET", "/gradio_api/startup-events", _QUIET),
    ("GET", "/gradio_api/heartbeat/{session}", _QUIET),
    ("GET", "/gradio_api/queue/data", _QUIET),
    # The chat keeps the conversation, answers and all, with the page it came from.
    ("POST", "/gradio_api/queue/join", Rule("reader", "asked", work=True)),
    ("POST", "/gradio_api/cancel", _QUIET),
    ("POST", "/gradio_api/reset", _QUIET),
)
_ROLE_OF_SCOPE: dict[str, Need] = {
    "public": "public",
    "plans:write": "author",
    "documents:write": "author",
    "feedback:read": "admin",
}


def rule(method: str, path: str) -> Rule:
    """The rule of a request; `path` as the router sees it, unquoted."""
    wanted = "GET" if method == "HEAD" else method
    for methods, pattern, each in _compiled():
        if wanted in methods and pattern.fullmatch(path):
            return each
    return UNKNOWN


@cache
def scopes_of_keys() -> frozenset[str]:
    """Every scope that a key may have."""
    return frozenset(each.scope for _, _, each in _compiled() if each.scope)


@cache
def _compiled() -> tuple[tuple[frozenset[str], re.Pattern[str], Rule], ...]:
    named = (*_PAGES, *_api(), *_CHAT)
    return tuple(
        (frozenset(methods.split()), compile_path(template)[0], each)
        for methods, template, each in named
    )


def _api() -> tuple[tuple[str, str, Rule], ...]:
    """The rules of the programming interfaces, from their own table of scopes."""
    from assistant.web.api.scopes import SCOPES

    return tuple(
        (method, path, _of_scope(method, path, scope)) for (method, path), scope in SCOPES.items()
    )


def _of_scope(method: str, path: str, scope: str) -> Rule:
    need = _ROLE_OF_SCOPE.get(scope, "reader")
    if path == "/mcp" or "/briefings" in path:
        # Its tools draft plans and briefings.
        need = "author"
    if need == "public":
        return _OPEN
    if path.endswith("/ingest") and method == "POST":
        return Rule(need, "ingested", scope, work=True, body=_UPLOAD.body, slow=True)
    action = "asked" if scope == "ask" else "drafted" if scope == "compute" else ""
    if scope.endswith(":write"):
        action = "changed"
    if path.endswith("/export"):
        action = "exported"
    streamed = path == "/mcp" and method == "GET"
    return Rule(need, action, scope, work=not streamed, body=12 * MIB, slow=action == "exported")
