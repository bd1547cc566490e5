"""The page where a note for the board is drafted, edited, checked and taken away."""

from assistant.web.briefing.routes import briefing_routes

__all__ = ["briefing_routes"]
