"""Room for so many requests at once; a few more wait, the rest are told so at once."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator


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
        # Steps of the chat, which has a queue of its own.
        self.chatting = 0
        self._closing = False
        # Set when nothing more is worked on: streams that nobody waits for may end.
        self.ending = asyncio.Event()

    async def finish(self, patience: float) -> bool:
        """Take nothing more, and let what is being worked on end; False where `patience` seconds
        were not enough."""
        self._closing = True
        until = asyncio.get_running_loop().time() + patience
        while busy := self.working or self.waiting or self.chatting:
            if asyncio.get_running_loop().time() >= until:
                break
            await asyncio.sleep(0.05)
        self.ending.set()
        return not busy

    @contextlib.contextmanager
    def chat(self) -> Iterator[None]:
        """Count a step of the chat for the length of the block."""
        self.chatting += 1
        try:
            yield
        finally:
            self.chatting -= 1

    @contextlib.asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Hold a place for the length of the block; raises Full where too many wait, and
        once the process is about to end."""
        if self._closing:
            raise Full
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
