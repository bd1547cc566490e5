"""Many people ask at once: one serving process on this machine, measured from outside."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any

import numpy as np

from assistant.evaluation.serving import ready_serving
from assistant.settings import Settings

_PATIENCE = 120.0
_MIB = 2**20


@dataclass(frozen=True, slots=True)
class Load:
    """What became of the questions: `seconds` until an answer was whole, memory in MiB.

    `errors` counts by status (0: no answer at all), refusals for want of room (503) included.
    `processor` is the processor's time for one answer, in seconds, which does not depend on what
    else the machine does. `growth` is the slope of the memory over the second half, in MiB a
    minute.
    """

    askers: int
    asked: int
    errors: dict[int, int]
    duration: float
    median: float
    p95: float
    slowest: float
    processor: float
    memory_start: float
    memory_end: float
    growth: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return (self.asked - sum(self.errors.values())) / self.duration


def measure_load(
    settings: Settings,
    questions: Sequence[str],
    askers: int,
    seconds: float,
    pause: float = 0.0,
) -> Load:
    """Serve on a free port, let `askers` ask one question after the other for `seconds`,
    each reading for `pause` seconds before the next one.

    Raises BusyError where the process does not become ready.
    """
    # Every asker may wait: what is measured is how long, not how many are sent away.
    roomy = settings.model_copy(update={"requests_waiting": max(settings.requests_waiting, askers)})
    with ready_serving(roomy) as (process, url):
        return asyncio.run(_play(url, process.pid, questions, askers, seconds, pause))


async def _play(
    url: str, pid: int, questions: Sequence[str], askers: int, seconds: float, pause: float
) -> Load:
    import httpx
    import psutil

    server, took, errors = psutil.Process(pid), [], Counter[int]()
    memory: list[tuple[float, float]] = []
    turn: Iterator[str] = cycle(questions)
    limits = httpx.Limits(max_connections=askers)
    async with httpx.AsyncClient(timeout=_PATIENCE, limits=limits, trust_env=False) as client:
        # The first question opens what is opened when first needed.
        await client.post(f"{url}/api/v1/ask", json={"question": next(turn)})
        begun, used = time.perf_counter(), _used(server)

        async def asker() -> None:
            while time.perf_counter() - begun < seconds:
                at = time.perf_counter()
                status = await _asked(client, url, next(turn))
                if status == 200:
                    took.append(time.perf_counter() - at)
                else:
                    errors[status] += 1
                await asyncio.sleep(pause)

        async def watch() -> None:
            while True:
                memory.append((time.perf_counter() - begun, server.memory_info().rss / _MIB))
                await asyncio.sleep(0.5)

        watching = asyncio.create_task(watch())
        await asyncio.gather(*(asker() for _ in range(askers)))
        watching.cancel()
        duration = time.perf_counter() - begun
        spent = _used(server) - used
    return _told(askers, took, errors, duration, spent, memory)


def _used(server: Any) -> float:
    times = server.cpu_times()
    return float(times.user + times.system)


async def _asked(client: Any, url: str, question: str) -> int:
    import httpx

    try:
        answer = await client.post(f"{url}/api/v1/ask", json={"question": question})
    except httpx.HTTPError:
        return 0
    return int(answer.status_code)


def _told(
    askers: int,
    took: Sequence[float],
    errors: Counter[int],
    duration: float,
    spent: float,
    memory: Sequence[tuple[float, float]],
) -> Load:
    median, p95, slowest = np.quantile(took, (0.5, 0.95, 1.0)) if took else (0.0, 0.0, 0.0)
    late = np.array(memory[len(memory) // 2 :])
    growth = float(np.polyfit(late[:, 0] / 60, late[:, 1], 1)[0]) if len(late) > 2 else 0.0
    return Load(
        askers=askers,
        asked=len(took) + sum(errors.values()),
        errors=dict(sorted(errors.items())),
        duration=duration,
        median=float(median),
        p95=float(p95),
        slowest=float(slowest),
        processor=spent / max(1, len(took)),
        memory_start=memory[0][1],
        memory_end=memory[-1][1],
        growth=growth,
    )
