"""How long the HTTP API takes, asked from outside on the machine that serves it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any

import numpy as np

from assistant.errors import AssistantError

_ROOT = "/api/v1"
_CASE = {"media": "3000", "people": "2000", "incremental_revenue": "20000", "margin": "40%"}
# Method, path, body; a body that is a name takes each of the questions in turn under it.
ENDPOINTS: Sequence[tuple[str, str, Mapping[str, Any] | str | None]] = (
    ("POST", "/ask", "question"),
    ("POST", "/retrieve", "question"),
    ("POST", "/ground", "text"),
    ("POST", "/plans/draft", {"objectives": [{"text": "reduce churn from 12% to 9%"}]}),
    ("POST", "/returns", {"inputs": _CASE}),
    ("GET", "/library/documents?limit=20", None),
    ("GET", "/library/kpis?limit=20", None),
    ("GET", "/programme/lessons", None),
)


@dataclass(frozen=True, slots=True)
class EndpointMeasure:
    """Milliseconds until a response was whole: the median and the 95th percentile of `times`."""

    endpoint: str
    p50: float
    p95: float
    times: int


def measure_endpoints(url: str, questions: Sequence[str], times: int) -> Iterator[EndpointMeasure]:
    """Ask every main endpoint one request after the other, once before the clock runs.

    Raises AssistantError with code "benchmark-refused" where one of them does not succeed.
    """
    import httpx

    with httpx.Client(base_url=url, timeout=300) as client:
        for method, path, body in ENDPOINTS:
            bodies: list[Any] = [body]
            if isinstance(body, str):
                bodies = [{body: each} for each in islice(cycle(questions), times + 1)]
            taken = [
                _taken(client, method, path, each) for each in islice(cycle(bodies), times + 1)
            ]
            half, most = np.percentile(np.asarray(taken[1:]) * 1000, [50, 95]).tolist()
            yield EndpointMeasure(f"{method} {_ROOT}{path}", half, most, times)


def _taken(client: Any, method: str, path: str, body: Any) -> float:
    begun = time.perf_counter()
    response = client.request(method, _ROOT + path, json=body)
    taken = time.perf_counter() - begun
    if not response.is_success:
        raise AssistantError(
            f"{method} {path} answered {response.status_code}.",
            "Look at the log of the server.",
            "benchmark-refused",
            path=f"{method} {path}",
            status=response.status_code,
        )
    return taken
