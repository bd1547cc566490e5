"""Room for so many requests at once; a few more wait, the rest are told so at once."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator


class Full(Exception):
    """As many wait as may."""


class Crowd:
    """Counts the requests being worked on and those waiting, in the order of their coming."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self._at_once = at_once
        self._most_waiting = waiting
        self._room = asyncio.Semaphore(at_once)
        self.working = 0
        self.waiting = 0

    @contextlib.asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Hold a place for the length of the block; raises Full where too many wait."""
        if self.working >= self._at_once and self.waiting >= self._most_waiting:
            raise Full
        self.waiting += 1
        try:
            await self._room.acquire()
        finally:
            self.waiting -= 1
        self.working += 1
        try:
            yield
        finally:
            self.working -= 1
            self._room.release()
