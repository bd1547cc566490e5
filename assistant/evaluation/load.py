"""Many people ask at once: one serving process on this machine, measured from outside."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.evaluation.askers import Tally, asking
from assistant.evaluation.serving import ready_serving
from assistant.settings import Settings

_MIB = 2**20
_RECALL = re.compile(r"^boardwise_(asked|remembered) ([\d.e+]+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Load:
    """What became of the questions: `seconds` until an answer was whole, memory in MiB.

    `pause` is how long, in seconds, each asker read before the next question; `different` how
    many different questions there were. `errors` counts by status and code, refusals for want of
    room (503) included, `first` is the first of them. `remembered` is the share of questions,
    0 to 1, answered from memory; `narrated` counts answers in a language model's words.
    `processor` is the processor's time for one answer, in seconds, which does not depend on what
    else the machine does. `growth` is the slope of the memory over the second half, in MiB a
    minute.
    """

    askers: int
    pause: float
    asked: int
    different: int
    errors: dict[str, int]
    first: str
    remembered: float
    narrated: int
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


@dataclass(slots=True)
class _Process:
    """What one process used: processor seconds, memory (seconds, MiB) over time, recall."""

    spent: float
    duration: float
    memory: list[tuple[float, float]]
    recall: tuple[float, float]


def measure_load(
    settings: Settings, questions: Sequence[str], askers: int, seconds: float, pause: float = 0.0
) -> Load:
    """Serve on a free port, let `askers` ask one question after the other for `seconds`,
    each reading for `pause` seconds before the next one.

    Raises BusyError where the process does not become ready.
    """
    # Every asker may wait: what is measured is how long, not how many are sent away.
    roomy = settings.model_copy(update={"requests_waiting": max(settings.requests_waiting, askers)})
    with ready_serving(roomy) as (process, url):
        tally, used = asyncio.run(_play(url, process.pid, questions, askers, seconds, pause))
    return _told(askers, pause, len(set(questions)), tally, used)


async def _play(
    url: str, pid: int, questions: Sequence[str], askers: int, seconds: float, pause: float
) -> tuple[Tally, _Process]:
    import psutil

    server = psutil.Process(pid)
    # The first question opens what is opened when first needed.
    await asking(url, questions[-1:], 1, 60, 60)
    begun, spent, recall = time.perf_counter(), _spent(server), await _recall(url)
    memory = [(0.0, server.memory_info().rss / _MIB)]

    async def watch() -> None:
        while True:
            await asyncio.sleep(0.5)
            memory.append((time.perf_counter() - begun, server.memory_info().rss / _MIB))

    watching = asyncio.create_task(watch())
    tally = await asking(url, questions, askers, seconds, pause)
    watching.cancel()
    duration, spent = time.perf_counter() - begun, _spent(server) - spent
    asked, known = await _recall(url)
    return tally, _Process(spent, duration, memory, (asked - recall[0], known - recall[1]))


def _spent(server: Any) -> float:
    times = server.cpu_times()
    return float(times.user + times.system)


async def _recall(url: str) -> tuple[float, float]:
    """Questions that reached the library so far, and those answered from memory."""
    import httpx

    async with httpx.AsyncClient(timeout=60, trust_env=False) as client:
        found = dict(_RECALL.findall((await client.get(f"{url}/metrics")).text))
    return float(found.get("asked", 0)), float(found.get("remembered", 0))


def _told(askers: int, pause: float, different: int, tally: Tally, used: _Process) -> Load:
    asked, known = used.recall
    median, p95, slowest = tally.waited()
    late = np.array(used.memory[len(used.memory) // 2 :])
    growth = float(np.polyfit(late[:, 0] / 60, late[:, 1], 1)[0]) if len(late) > 2 else 0.0
    return Load(
        askers=askers,
        pause=pause,
        asked=tally.asked,
        different=different,
        errors=dict(sorted(tally.errors.items())),
        first=tally.first,
        remembered=known / asked if asked else 0.0,
        narrated=tally.narrated,
        duration=used.duration,
        median=median,
        p95=p95,
        slowest=slowest,
        processor=used.spent / max(1, len(tally.took)),
        memory_start=used.memory[0][1],
        memory_end=used.memory[-1][1],
        growth=growth,
    )
