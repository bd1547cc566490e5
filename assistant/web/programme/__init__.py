"""The pages of the board programme: lessons, quizzes, exercises, the readiness check, boards."""

from assistant.web.programme.routes import programme_routes

__all__ = ["programme_routes"]
