"""Spans reach a real OpenTelemetry collector, and hold nobody's words."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from applications import built
from starlette.testclient import TestClient

from assistant import tracing
from assistant.errors import SettingsError
from assistant.tracing import span, start_tracing, stop_tracing

pytest.importorskip("opentelemetry.sdk", reason="the extra telemetry is not installed")


class Collector:
    """An OTLP collector on this machine: what it was sent, by the name of each span."""

    def __init__(self) -> None:
        import grpc
        from opentelemetry.proto.collector.trace.v1 import trace_service_pb2 as sent
        from opentelemetry.proto.collector.trace.v1 import trace_service_pb2_grpc as service

        self.spans: list[Any] = []
        self.came = threading.Event()
        outer = self

        class Servicer(service.TraceServiceServicer):
            def Export(self, request: Any, context: Any) -> Any:  # noqa: N802
                outer.spans += [
                    each
                    for resource in request.resource_spans
                    for scope in resource.scope_spans
                    for each in scope.spans
                ]
                outer.came.set()
                return sent.ExportTraceServiceResponse()

        self.server = grpc.server(ThreadPoolExecutor(2))
        service.add_TraceServiceServicer_to_server(Servicer(), self.server)
        self.url = f"http://127.0.0.1:{self.server.add_insecure_port('127.0.0.1:0')}"
        self.server.start()


@pytest.fixture
def collector() -> Iterator[Collector]:
    running = Collector()
    yield running
    stop_tracing()
    running.server.stop(None)


def attributes(each: Any) -> dict[str, Any]:
    read = {}
    for pair in each.attributes:
        kind = pair.value.WhichOneof("value")
        read[pair.key] = getattr(pair.value, kind)
    return read


def flushed() -> None:
    tracing._tracer.span_processor.force_flush()


def test_a_question_over_http_is_one_trace_without_its_words(
    collector: Collector, home: Path, assistant: Any
) -> None:
    start_tracing(collector.url)
    served = TestClient(built(home, assistant, {}), base_url="http://127.0.0.1")
    trace = "0af7651916cd43dd8448eb211c80319c"
    headers = {"traceparent": f"00-{trace}-b7ad6b7169203331-01", "x-request-id": "traced-one"}
    question = "Do brands gain from answering complaints in public?"
    reply = served.post("/api/v1/ask", json={"question": question}, headers=headers)
    assert reply.status_code == 200
    flushed()
    assert collector.came.wait(30)
    ours = {each.name: each for each in collector.spans if each.trace_id.hex() == trace}
    assert {"request", "ask", "retrieve", "compose", "own documents"} <= set(ours)
    request, ask = attributes(ours["request"]), attributes(ours["ask"])
    assert (request["boardwise.request"], request["boardwise.status"]) == ("traced-one", 200)
    assert (ask["boardwise.kind"], ask["boardwise.lang"]) == ("answer", "en")
    assert ours["ask"].parent_span_id == ours["request"].span_id
    told = " ".join(str(attributes(each)) for each in collector.spans)
    assert "complaints" not in told


def test_a_fault_is_told_by_its_class_alone(collector: Collector) -> None:
    start_tracing(collector.url)
    with pytest.raises(ValueError, match="secret"), span("work"):
        raise ValueError("a secret question")
    flushed()
    assert collector.came.wait(30)
    (work,) = collector.spans
    assert (work.status.code, work.status.message, len(work.events)) == (2, "ValueError", 0)


def test_a_collector_that_is_not_there_costs_no_answer(home: Path) -> None:
    start_tracing("http://127.0.0.1:1")
    try:
        with span("work") as told:
            told.tell(kind="answer")
    finally:
        stop_tracing()


def test_without_an_address_nothing_is_opened() -> None:
    start_tracing("")
    with span("work", headers={"traceparent": "x"}, kind="answer") as told:
        told.tell(status=200)
    assert tracing._tracer is None


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    with pytest.raises(SettingsError, match="not installed") as caught:
        start_tracing("http://127.0.0.1:4317")
    assert caught.value.code == "telemetry-missing"
