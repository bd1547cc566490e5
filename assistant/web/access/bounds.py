"""Bounds on one request: the size of its body, the time it takes to arrive and to be answered."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Send

# Between two parts of a body: a slow sender must not hold a place for ever.
PATIENCE = 30.0


class TooLarge(Exception):
    """The body is larger than the address takes."""


class TooSlow(Exception):
    """The body did not arrive in time."""


class Body:
    """The body of a request, counted as it is read; `whole` once its end has come."""

    def __init__(
        self,
        receive: Receive,
        most: int,
        ending: asyncio.Event | None = None,
        patience: float = PATIENCE,
    ) -> None:
        """`most` in bytes. Once `ending` is set, the caller counts as gone: so end the streams
        that an open page holds for ever."""
        self._receive = receive
        self._most = most
        self._ending = ending
        self._patience = patience
        self._taken = 0
        self.whole = False
        self.fault: TooLarge | TooSlow | None = None

    async def __call__(self) -> Message:
        """The next part; raises TooLarge, TooSlow, which stay in `fault`."""
        if self.whole:
            return await self._gone()
        try:
            message = await asyncio.wait_for(self._receive(), self._patience)
        except TimeoutError as error:
            self.fault = TooSlow()
            raise self.fault from error
        if message["type"] == "http.request":
            self._taken += len(message.get("body", b""))
            if self._taken > self._most:
                self.fault = TooLarge()
                raise self.fault
            self.whole = not message.get("more_body", False)
        return message

    async def _gone(self) -> Message:
        """Wait for the news that the caller has gone: nothing else can follow."""
        if self._ending is None:
            return await self._receive()
        told = asyncio.ensure_future(self._receive())
        end = asyncio.ensure_future(self._ending.wait())
        try:
            await asyncio.wait({told, end}, return_when=asyncio.FIRST_COMPLETED)
            return told.result() if told.done() else {"type": "http.disconnect"}
        finally:
            told.cancel()
            end.cancel()


def announced(scope: Any) -> int:
    """The size of the body in bytes as the headers say it, 0 where they say nothing."""
    for name, value in scope.get("headers", ()):
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0


class Begun:
    """Knows whether an answer has begun, and with which status; adds headers to it.

    Whatever an application makes of a body that was cut off is not passed on.
    """

    def __init__(self, send: Send, headers: list[tuple[bytes, bytes]], body: Body) -> None:
        self._send = send
        self._body = body
        self._headers = headers
        self.status = 0
        self.begun = asyncio.Event()
        self._closed = False

    def close(self) -> None:
        """Pass nothing on any more."""
        self._closed = True

    async def __call__(self, message: Message) -> None:
        """Pass a part of the answer on."""
        if self._closed or (self._body.fault and not self.status):
            return
        if message["type"] == "http.response.start":
            self.status = message["status"]
            present = {name.lower() for name, _ in message.get("headers", ())}
            added = [each for each in self._headers if each[0] not in present]
            message = {**message, "headers": [*message.get("headers", ()), *added]}
            self.begun.set()
        await self._send(message)
