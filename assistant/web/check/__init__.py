"""The page on which a person's own draft is checked."""

from assistant.web.check.routes import CheckService, check_routes

__all__ = ["CheckService", "check_routes"]
