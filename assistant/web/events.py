"""Server-sent events: what a page or a program is told while the work goes on."""

from __future__ import annotations

import json
from typing import Any

STREAM = "text/event-stream"
# For proxies: the stream lives. Readers pass over it.
WAITING = ": waiting\n\n"


def event(name: str, data: Any) -> str:
    """A named event that carries `data` as JSON."""
    return f"event: {name}\n{unnamed(data)}"


def unnamed(data: Any) -> str:
    """An event without a name, as the OpenAI interface sends them."""
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"
