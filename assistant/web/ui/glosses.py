"""The definitions of the library in force, for the answers of the chat."""

from __future__ import annotations

from typing import Protocol

from assistant.library import Library
from assistant.render.definitions import Definitions


class _Holder(Protocol):
    """What holds the library; it may exchange it for a newer one."""

    @property
    def library(self) -> object:
        """The library in force."""


class Glosses:
    """Makes the definitions of a library once, and anew after the library was exchanged."""

    def __init__(self, service: _Holder) -> None:
        self._service = service
        self._made: tuple[Library, Definitions] | None = None

    def __call__(self) -> Definitions | None:
        """The definitions, None where the service has no glossary."""
        library = self._service.library
        if not isinstance(library, Library):
            return None
        # One assignment, so that a reader in another thread sees the old pair or the new one.
        if self._made is None or self._made[0] is not library:
            self._made = library, Definitions(library.terms)
        return self._made[1]
