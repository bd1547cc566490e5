"""The help page: how to read an answer, keys, privacy, version, settings, look and language."""

from assistant.web.help.routes import help_routes

__all__ = ["help_routes"]
