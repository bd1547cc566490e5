"""Serves the programme alone, over the shelf that is shipped: no model, no index."""

from __future__ import annotations

from types import SimpleNamespace

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from assistant.library import load_library
from assistant.settings import load_settings
from assistant.web.app import address, listen
from assistant.web.opening import ASSETS
from assistant.web.programme import programme_routes

settings = load_settings()
service = SimpleNamespace(library=load_library(settings.knowledge))
application = Starlette(
    routes=[
        *programme_routes(settings, service),
        Mount("/boardwise", StaticFiles(directory=ASSETS)),
    ]
)
listener = listen(settings.host, settings.port)
print(address(settings.host, listener.getsockname()[1]), flush=True)
server = uvicorn.Server(uvicorn.Config(application, log_level="warning"))
server.run(sockets=[listener])
