"""The library in the browser: pages that browse the shelf and show its documents."""

from assistant.web.library.room import LibraryService
from assistant.web.library.routes import library_routes

__all__ = ["LibraryService", "library_routes"]
