"""What is offered to other software: the HTTP API, chat clients, MCP."""

from __future__ import annotations

from fastapi import FastAPI

from assistant.settings import Settings
from assistant.web.api import ApiService, api_routes
from assistant.web.api.compatible import chat_routes


def offer_to_software(application: FastAPI, settings: Settings, service: object) -> None:
    """Add the routes of `/api/v1`, `/v1` and `/mcp`, where the service has what they need.

    Takes the place of the application's life: whoever adds one puts it around this.
    """
    if not isinstance(service, ApiService):
        return
    # Imported here: it takes a second, and the first page is not to wait for it.
    from assistant.web.mcp import Mounted

    server = Mounted(settings, service)
    application.router.routes.extend(api_routes(settings, service))
    application.router.routes.extend(chat_routes(settings, service))
    application.router.routes.extend(server.routes)
    application.router.lifespan_context = server.life
