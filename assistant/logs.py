"""Lines on standard error, for people or as JSON for a collector of logs."""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

_request: ContextVar[str] = ContextVar("assistant.request", default="")


@contextlib.contextmanager
def of_request(id: str) -> Iterator[None]:
    """Name a request in every line that is written within the block."""
    token = _request.set(id)
    try:
        yield
    finally:
        _request.reset(token)


class PlainLines(logging.Formatter):
    """LEVEL message, and the request that it belongs to."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, more where there is a trace."""
        line = super().format(record)
        about = getattr(record, "about", None)
        if about:
            line += " " + " ".join(f"{key}={value}" for key, value in about.items())
        elif _request.get():
            line += f" request={_request.get()}"
        return line


class JsonLines(logging.Formatter):
    """One JSON object a line: at (UTC), level, logger, message, request, and what is told."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever the message holds."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if _request.get():
            line["request"] = _request.get()
        line |= getattr(record, "about", None) or {}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def formatter(form: str) -> logging.Formatter:
    """The formatter of `ASSISTANT_LOG_FORMAT`: text or json."""
    return JsonLines() if form == "json" else PlainLines("%(levelname)s %(message)s")
