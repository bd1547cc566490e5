"""What the process counts and times, in the form that Prometheus reads."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Protocol, runtime_checkable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assistant.answer.remembered import Recall
from assistant.web.access.crowd import Crowd

# Seconds; an answer of the library takes a few tenths.
_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


@runtime_checkable
class Remembers(Protocol):
    """What gives an answer again to whoever asks the same."""

    @property
    def recall(self) -> Recall:
        """How many questions came, and how many were answered from memory."""


class Metrics:
    """The figures of one process, in a registry of their own."""

    def __init__(self, crowd: Crowd, service: Remembers | None = None) -> None:
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

        self._registry = CollectorRegistry()
        named: dict[str, Any] = {"registry": self._registry}
        self._requests = Counter(
            "boardwise_requests",
            "Requests by what they did and status.",
            ("did", "status"),
            **named,
        )
        self._seconds = Histogram(
            "boardwise_request_seconds", "Seconds until a request was answered.", ("did",),
            buckets=_BUCKETS, **named,
        )  # fmt: skip
        gauges: list[tuple[str, str, Callable[[], float]]] = [
            ("working", "Requests being worked on.", lambda: crowd.working),
            ("waiting", "Requests waiting for room.", lambda: crowd.waiting),
            ("memory_bytes", "Memory that the process holds.", _memory),
        ]
        if service is not None:
            asked, known = "Questions to the library in force.", "Of these, answered from memory."
            gauges += [
                ("asked", asked, lambda: service.recall.asked),
                ("remembered", known, lambda: service.recall.known),
            ]
        for name, told, read in gauges:
            Gauge(f"boardwise_{name}", told, **named).set_function(read)
        Gauge("boardwise_start_seconds", "When the process started.", **named).set(time.time())

    def request(self, did: str, status: int, seconds: float) -> None:
        """Count a request that has ended."""
        self._requests.labels(did, f"{status // 100}xx" if status else "none").inc()
        self._seconds.labels(did).observe(seconds)

    def routes(self) -> list[Route]:
        """/metrics, as text."""
        return [Route("/metrics", self._page, methods=["GET"])]

    def _page(self, _: Request) -> Response:
        from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

        return Response(generate_latest(self._registry), media_type=CONTENT_TYPE_LATEST)


def _memory() -> float:
    import psutil

    return float(psutil.Process().memory_info().rss)
