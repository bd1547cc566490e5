"""The assistant inside other pages: chat, answer card, web component, and their snippets."""

from assistant.web.embed.chat import EmbedService
from assistant.web.embed.routes import embed_routes

__all__ = ["EmbedService", "embed_routes"]
