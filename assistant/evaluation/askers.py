"""People who ask over HTTP, many at once, each reading for a while before the next question."""

from __future__ import annotations

import asyncio
import itertools
import ssl
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

COMPOSER = "composer"
_PATIENCE = 120.0
# Nothing is encrypted here, and to load the world's certificates takes longer than an answer.
_PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
# A browser's connections end with its page; with one kept for ever, a proxy would never choose.
_QUESTIONS_A_CONNECTION = 20


@dataclass(slots=True)
class Tally:
    """What became of the questions: seconds until each answer was whole; what went without one,
    counted by status and code ("0" and the kind of fault where no response came); answers in a
    language model's words; `first` is the first response that was no answer."""

    took: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    narrated: int = 0
    first: str = ""

    @property
    def asked(self) -> int:
        """Questions that were sent."""
        return len(self.took) + sum(self.errors.values())

    def waited(self) -> tuple[float, float, float]:
        """Median, 95th percentile and longest of `took`, in seconds; 0 where nothing came."""
        median, p95, slowest = np.quantile(self.took or [0.0], (0.5, 0.95, 1.0)).tolist()
        return median, p95, slowest


async def asking(
    url: str, questions: Sequence[str], askers: int, seconds: float, pause: float
) -> Tally:
    """Let so many ask for so long, each reading for `pause` seconds after an answer.

    They come one after the other within the first pause, as people do.
    """
    tally, turn = Tally(), itertools.cycle(questions)
    until = time.perf_counter() + seconds
    each = (
        _asker(url, turn, until, pause, pause * number / askers, tally) for number in range(askers)
    )
    await asyncio.gather(*each)
    return tally


async def _asker(
    url: str, turn: Iterator[str], until: float, pause: float, late: float, tally: Tally
) -> None:
    import httpx

    await asyncio.sleep(late)
    while time.perf_counter() < until:
        async with httpx.AsyncClient(timeout=_PATIENCE, trust_env=False, verify=_PLAIN) as client:
            for _ in range(_QUESTIONS_A_CONNECTION):
                await _ask(client, url, next(turn), tally)
                if time.perf_counter() + pause >= until:
                    return
                await asyncio.sleep(pause)


async def _ask(client: Any, url: str, question: str, tally: Tally) -> None:
    import httpx

    begun = time.perf_counter()
    try:
        told = await client.post(f"{url}/api/v1/ask", json={"question": question})
        body = told.json()
    except (httpx.HTTPError, ValueError) as fault:
        tally.errors[f"0 {type(fault).__name__}"] += 1
        tally.first = tally.first or repr(fault)
        return
    if told.status_code == 200:
        tally.took.append(time.perf_counter() - begun)
        tally.narrated += body.get("narrator", COMPOSER) != COMPOSER
    else:
        tally.errors[f"{told.status_code} {body.get('error', {}).get('code', '')}".strip()] += 1
        tally.first = tally.first or told.text[:500]
