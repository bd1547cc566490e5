"""A process that holds one hostile file at a time: what it may use, and how it is ended."""

from assistant.ingest.confine.chamber import Chamber

__all__ = ["Chamber"]
