"""The API over the real assistant; what it writes goes to a home of its own."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.collections import CollectionDesk, Store
from assistant.web.api import api_routes
from assistant.web.api.compatible import chat_routes
from assistant.web.mcp import Mounted

if TYPE_CHECKING:
    from assistant.service import Assistant


@pytest.fixture(scope="session")
def service(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The assistant over the whole shelf, its plans, collections and feedback kept apart."""
    home = tmp_path_factory.mktemp("api-home")
    settings = assistant.settings.model_copy(update={"home": home, "keep_questions": True})
    desk = CollectionDesk(Store(home), assistant.embedder)
    return replace(assistant, settings=settings, collections=desk)


@pytest.fixture(scope="session")
def application(service: Assistant) -> Starlette:
    """The routes of the API, of chat clients and of MCP, as they are mounted."""
    mcp = Mounted(service.settings, service)
    routes = [
        *api_routes(service.settings, service),
        *chat_routes(service.settings, service),
        *mcp.routes,
    ]
    return Starlette(routes=routes, lifespan=mcp.life)


@pytest.fixture(scope="session")
def api(application: Starlette) -> FastAPI:
    """The application below `/api/v1`."""
    found = application.routes[0].app  # type: ignore[attr-defined]
    assert isinstance(found, FastAPI)
    return found


@pytest.fixture(scope="session")
def client(application: Starlette) -> TestClient:
    """A client that speaks to the application without a socket."""
    return TestClient(application, raise_server_exceptions=False)


@pytest.fixture(scope="session")
def address(application: Starlette) -> Iterator[str]:
    """The application behind a real socket, for clients that need one."""
    import uvicorn

    with contextlib.closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(application, log_level="error", ws="none"))
        running = threading.Thread(
            target=lambda: asyncio.run(server.serve(sockets=[listener])), daemon=True
        )
        running.start()
        while not server.started:
            assert running.is_alive()
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        running.join(timeout=20)
