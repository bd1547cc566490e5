"""One exchange with a chat model, bounded in time, that can be broken off at any moment."""

from __future__ import annotations

import asyncio
import logging
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

log = logging.getLogger(__name__)

# Within which the loop must have told that the time is over.
_GRACE = 5.0


class Broken(Exception):
    """An exchange that came to nothing; `code` says why, as `Answer.narration` has it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Exchanges:
    """Talks to one model; at most `at_once` exchanges run together, further ones are refused."""

    def __init__(self, model: BaseChatModel, at_once: int) -> None:
        self._model = model
        self._free = threading.BoundedSemaphore(at_once)

    def stream(self, messages: Sequence[BaseMessage], until: float) -> Iterator[str]:
        """The pieces of the reply; raises Broken where it fails or takes too long.

        `until` is the moment, by `time.monotonic`, at which it is broken off. Closing the
        generator breaks it off as well, and frees the endpoint.
        """
        if not self._free.acquire(blocking=False):
            raise Broken("busy")
        pieces: queue.SimpleQueue[str | Broken | None] = queue.SimpleQueue()
        running = asyncio.run_coroutine_threadsafe(
            self._told(messages, until, pieces), _background()
        )
        # Not in the coroutine: one that is broken off before it has begun never ends.
        running.add_done_callback(lambda _: self._free.release())
        try:
            yield from self._taken(pieces, until)
        finally:
            running.cancel()

    @staticmethod
    def _taken(pieces: queue.SimpleQueue[str | Broken | None], until: float) -> Iterator[str]:
        while True:
            try:
                piece = pieces.get(timeout=max(0.0, until - time.monotonic()) + _GRACE)
            except queue.Empty:
                raise Broken("timeout") from None
            if piece is None:
                return
            if isinstance(piece, Broken):
                raise piece
            yield piece

    async def _told(
        self,
        messages: Sequence[BaseMessage],
        until: float,
        pieces: queue.SimpleQueue[str | Broken | None],
    ) -> None:
        """Run the exchange; what becomes of it goes into the queue, a fault as well."""
        try:
            async with asyncio.timeout(until - time.monotonic()):
                async for chunk in self._model.astream(list(messages)):
                    if _declined(chunk):
                        raise Broken("refused")
                    if text := str(chunk.text):
                        pieces.put(text)
            pieces.put(None)
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the composed answer stands
            log.info("The language model did not answer: %s", type(error).__name__)
            pieces.put(error if isinstance(error, Broken) else Broken(reason(error)))


def reason(error: Exception) -> str:
    """Why an exchange failed, as a code: timeout, unreachable, denied or failed."""
    import httpx
    import openai

    if isinstance(error, TimeoutError | openai.APITimeoutError | httpx.TimeoutException):
        return "timeout"
    if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        return "denied"
    if isinstance(error, openai.APIConnectionError | httpx.TransportError):
        return "unreachable"
    if isinstance(error, openai.RateLimitError | openai.InternalServerError):
        return "unreachable"
    return "failed"


def _declined(chunk: Any) -> bool:
    """True where the endpoint says that the reply was filtered out."""
    return bool(chunk.response_metadata.get("finish_reason") == "content_filter")


@lru_cache(maxsize=1)
def _background() -> asyncio.AbstractEventLoop:
    """The loop on which all exchanges run, in a thread that ends with the process."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="narrator", daemon=True).start()
    return loop


__all__ = ["Broken", "Exchanges", "reason"]
