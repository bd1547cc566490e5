"""Tells how far a check is while it runs, and ends it where nobody listens any more."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from assistant.answer.grounding import Watcher
from assistant.web.events import event


class _Stopped(Exception):
    """Whoever asked has gone."""


async def told_as_it_goes(work: Callable[[Watcher], Response]) -> AsyncIterator[str]:
    """Events "step" with `done` of `total` sentences, then "page" with the HTML of the response.

    Work that nobody waits for any more ends at its next sentence.
    """
    loop, steps = asyncio.get_running_loop(), asyncio.Queue[tuple[int, int] | None]()
    gone = threading.Event()

    def watch(done: int, total: int) -> None:
        if gone.is_set():
            raise _Stopped
        loop.call_soon_threadsafe(steps.put_nowait, (done, total))

    running = asyncio.create_task(run_in_threadpool(work, watch))
    running.add_done_callback(lambda _: steps.put_nowait(None))
    try:
        while (step := await steps.get()) is not None:
            yield event("step", {"done": step[0], "total": step[1]})
        response = await running
        yield event("page", {"html": bytes(response.body).decode("utf-8")})
    finally:
        gone.set()
        # What it raises once nobody listens is no news.
        running.add_done_callback(lambda task: task.cancelled() or task.exception())
