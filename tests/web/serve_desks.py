"""Serves plans and scorecards alone, over the shelf that is shipped: no model, no index."""

from __future__ import annotations

from types import SimpleNamespace

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from assistant.library import load_library
from assistant.plan.drafting import Planner
from assistant.plan.interpret import Mapper
from assistant.plan.numbers.desk import Numbers
from assistant.plan.planning import Planning
from assistant.plan.store import PlanStore
from assistant.settings import load_settings
from assistant.web.app import address, listen
from assistant.web.numbers import numbers_routes
from assistant.web.opening import ASSETS
from assistant.web.plan import plan_routes

settings = load_settings()
library = load_library(settings.knowledge)
planner = Planner(library, Mapper(library, None, ""), settings.prompts)
planning = Planning(planner, PlanStore(settings.home), settings.prompts)
service = SimpleNamespace(planning=planning, numbers=Numbers(settings.home))
application = Starlette(
    routes=[
        *plan_routes(settings, service),
        *numbers_routes(settings, service),
        Mount("/boardwise", StaticFiles(directory=ASSETS)),
    ]
)
listener = listen(settings.host, settings.port)
print(address(settings.host, listener.getsockname()[1]), flush=True)
server = uvicorn.Server(uvicorn.Config(application, log_level="warning"))
server.run(sockets=[listener])
