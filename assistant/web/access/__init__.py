"""Stands before everything that is served: who asks, may they, is there room, what is noted."""

from assistant.web.access.metrics import Remembers
from assistant.web.access.wiring import guard

__all__ = ["Remembers", "guard"]
