"""Spans of OpenTelemetry, where an administrator names a collector; nothing at all elsewhere.

A span tells what was done, for how long and with which outcome. It never holds a question, an
answer, a name or an address: a collector is often read by more people than the conversations are.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from assistant.errors import SettingsError

if TYPE_CHECKING:
    from opentelemetry.sdk.trace.export import SpanExporter

log = logging.getLogger(__name__)

Told = str | bool | int | float

_NAME = "boardwise"
_tracer: Any = None


class Span:
    """What can be added to a span while its work goes on."""

    def __init__(self, inner: Any = None) -> None:
        self._inner = inner

    def tell(self, **about: Told) -> None:
        """Add attributes, each named `boardwise.<name>`."""
        if self._inner is not None:
            self._inner.set_attributes({f"{_NAME}.{key}": value for key, value in about.items()})


@contextlib.contextmanager
def span(name: str, headers: Mapping[str, str] | None = None, **about: Told) -> Iterator[Span]:
    """A span around a block of work, within the one that is open in this context.

    `headers` are those of a request, whose `traceparent` (W3C Trace Context) is continued. An
    exception marks the span as failed by its class alone: its message may quote a question.
    """
    if _tracer is None:
        yield Span()
        return
    from opentelemetry.propagate import extract
    from opentelemetry.trace import Status, StatusCode

    context = extract(headers) if headers is not None else None
    with _tracer.start_as_current_span(
        name, context=context, record_exception=False, set_status_on_exception=False
    ) as inner:
        told = Span(inner)
        told.tell(**about)
        try:
            yield told
        except Exception as error:
            inner.set_status(Status(StatusCode.ERROR, type(error).__name__))
            raise


def start_tracing(endpoint: str, exporter: SpanExporter | None = None) -> None:
    """Send spans to the OTLP collector (gRPC) at `endpoint`; "" sends none.

    `exporter` takes the place of the one that sends. A collector that cannot be reached costs
    spans and a line in the log, never an answer. Raises SettingsError where the packages of the
    extra `telemetry` are missing.
    """
    global _tracer
    if not endpoint and exporter is None:
        return
    try:
        from opentelemetry.sdk.resources import SERVICE_NAME, Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        sender = exporter or _sender(endpoint)
    except ImportError as error:
        raise SettingsError(
            f"ASSISTANT_OTLP_ENDPOINT needs OpenTelemetry, which is not installed ({error}).",
            'Install it: pip install "boardwise-assistant[telemetry]".',
            "telemetry-missing",
        ) from error
    # What is left is sent when the process ends.
    provider = TracerProvider(resource=Resource.create({SERVICE_NAME: _NAME}))
    provider.add_span_processor(BatchSpanProcessor(sender))
    _tracer = provider.get_tracer(_NAME)
    log.info("Spans are sent to %s", endpoint)


def stop_tracing() -> None:
    """Open no further span."""
    global _tracer
    _tracer = None


def _sender(endpoint: str) -> SpanExporter:
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter

    return OTLPSpanExporter(endpoint=endpoint, insecure=not endpoint.startswith("https://"))
