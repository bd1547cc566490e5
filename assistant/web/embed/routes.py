"""The addresses of what other pages show of the assistant."""

from __future__ import annotations

from starlette.routing import Route

from assistant.settings import Settings
from assistant.web.embed.card import CardPage
from assistant.web.embed.chat import ChatFrame, EmbedService
from assistant.web.embed.component import component_route
from assistant.web.embed.page import EmbeddingPage


def embed_routes(settings: Settings, service: EmbedService) -> list[Route]:
    """Return the routes; what waits for an answer runs in threads."""
    chat = ChatFrame(settings, service)
    return [
        Route("/embed", chat.page, methods=["GET"]),
        Route("/embed/ask", chat.ask, methods=["POST"]),
        Route("/embed/assistant-chat.js", component_route(settings), methods=["GET"]),
        Route("/card", CardPage(settings, service).page, methods=["GET"]),
        Route("/embedding", EmbeddingPage(settings, service).page, methods=["GET"]),
    ]
