"""The real application: FastAPI with the chat mounted in it."""

from __future__ import annotations

from fastapi import FastAPI

from assistant.settings import Settings
from assistant.web.access import Remembers, guard
from assistant.web.briefing.routes import BriefingService, briefing_routes
from assistant.web.check import CheckService, check_routes
from assistant.web.documents import DocumentsService, documents_routes
from assistant.web.embed import EmbedService, embed_routes
from assistant.web.help import help_routes
from assistant.web.library import LibraryService, library_routes
from assistant.web.lost import tell_the_lost
from assistant.web.numbers import NumbersService, numbers_routes
from assistant.web.opening import ASSETS, Progress, health_routes
from assistant.web.plan import PlanService, plan_routes
from assistant.web.programme import programme_routes
from assistant.web.quick_gradio import import_gradio
from assistant.web.shell import dress_gradio
from assistant.web.software import offer_to_software
from assistant.web.ui.conversation import Service


def build_application(settings: Settings, service: Service, progress: Progress) -> FastAPI:
    """Return the application with health checks, assets, the library and the chat at its root."""
    gradio = import_gradio()
    dress_gradio()
    from assistant.web.ui.page import build_page, build_theme

    application = FastAPI(title="Boardwise", openapi_url=None, docs_url=None, redoc_url=None)
    application.router.routes.extend(health_routes(progress))
    application.router.routes.extend(help_routes(settings))
    if isinstance(service, EmbedService):
        application.router.routes.extend(embed_routes(settings, service))
    if isinstance(service, LibraryService):
        application.router.routes.extend(library_routes(settings, service))
        application.router.routes.extend(programme_routes(settings, service))
    if isinstance(service, BriefingService):
        application.router.routes.extend(briefing_routes(settings, service))
    if isinstance(service, DocumentsService):
        application.router.routes.extend(documents_routes(settings, service))
    if isinstance(service, CheckService):
        application.router.routes.extend(check_routes(settings, service))
    if isinstance(service, PlanService):
        application.router.routes.extend(plan_routes(settings, service))
    if isinstance(service, NumbersService):
        application.router.routes.extend(numbers_routes(settings, service))
    offer_to_software(application, settings, service)
    chat = build_page(settings, service)
    mounted: FastAPI = gradio.mount_gradio_app(
        application,
        chat,
        path="/",
        footer_links=[],
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        favicon_path=str(ASSETS / "icon.svg"),
        theme=build_theme(),
    )
    tell_the_lost(mounted, settings)
    guard(mounted, settings, chat, service if isinstance(service, Remembers) else None)
    return mounted
