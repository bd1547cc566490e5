"""The MCP server at `/mcp`, over streamable HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from mcp.server.transport_security import TransportSecuritySettings
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from assistant.settings import Settings
from assistant.web.api.room import ApiService
from assistant.web.api.scopes import MCP_ROOT
from assistant.web.mcp.server import build_mcp

_LOCAL = ("127.0.0.1", "localhost", "[::1]")
_LARGEST = 4_000_000


class Mounted:
    """The routes of `/mcp`, and the life of their sessions."""

    def __init__(self, settings: Settings, service: ApiService) -> None:
        self._server = build_mcp(settings, service)
        # Every request is answered by itself: nothing is lost when a replica or a client leaves.
        application = self._server.streamable_http_app(
            streamable_http_path=MCP_ROOT,
            stateless_http=True,
            json_response=True,
            max_request_body_size=_LARGEST,
            transport_security=security(settings),
        )
        # Without sessions there is nothing to listen to or to end: only POST is offered.
        self.routes: list[BaseRoute] = [
            *(
                Route(MCP_ROOT, each.endpoint, methods=["POST"])
                for each in application.routes
                if isinstance(each, Route)
            ),
            Route(MCP_ROOT, _refused, methods=["GET", "DELETE"]),
        ]

    @asynccontextmanager
    async def life(self, application: ASGIApp) -> AsyncIterator[None]:
        """What must run while the routes are served; the lifespan of the application."""
        async with self._server.session_manager.run():
            yield


def _refused(_: Request) -> Response:
    """What the protocol wants said where there is no stream and no session."""
    return Response(status_code=405, headers={"Allow": "POST"})


def security(settings: Settings) -> TransportSecuritySettings:
    """Which names the server may be asked by, so that no other site's page reaches it.

    Where it listens on other addresses than this machine's own and no names are set, any name
    is taken: `ASSISTANT_HOSTS` sets them.
    """
    names = [name.strip() for name in settings.hosts.split(",") if name.strip()]
    local = settings.host in ("127.0.0.1", "localhost", "::1")
    hosts = [*_LOCAL, *names]
    return TransportSecuritySettings(
        enable_dns_rebinding_protection=bool(names) or local,
        allowed_hosts=[form for host in hosts for form in (host, f"{host}:*")],
        allowed_origins=[
            f"{scheme}://{form}"
            for scheme in ("http", "https")
            for host in hosts
            for form in (host, f"{host}:*")
        ],
    )
