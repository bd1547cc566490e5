"""The pages of the arithmetic: returns, holdout test, moving budget, scorecard, mirror."""

from assistant.web.numbers.routes import NumbersService, numbers_routes

__all__ = ["NumbersService", "numbers_routes"]
