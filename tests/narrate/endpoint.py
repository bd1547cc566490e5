"""A tiny OpenAI-compatible endpoint that misbehaves as a test wants it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

# Seconds that a hanging endpoint hangs unless it is let go.
FOREVER = 30.0


@dataclass
class Endpoint:
    """How it behaves, and what it was asked."""

    reply: str = ""
    status: int = 200
    way: str = "stream"
    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    left: threading.Event = field(default_factory=threading.Event)
    leave: threading.Event = field(default_factory=threading.Event)


def _chunk(delta: dict[str, Any], finish: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    whole = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    return b"data: " + json.dumps(whole | {"choices": [choice]}).encode() + b"\n\n"


class _Handler(BaseHTTPRequestHandler):
    server: Any

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        """Answer as the endpoint wants it."""
        endpoint: Endpoint = self.server.endpoint
        body = self.rfile.read(int(self.headers["Content-Length"]))
        endpoint.asked.append(json.loads(body))
        endpoint.keys.append(self.headers.get("Authorization", ""))
        try:
            getattr(self, f"_{endpoint.way}")(endpoint)
        except OSError:
            endpoint.left.set()

    def _begin(self, status: int, kind: str = "text/event-stream") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        self.end_headers()

    def _stream(self, endpoint: Endpoint) -> None:
        if endpoint.status != 200:
            self._begin(endpoint.status, "application/json")
            self.wfile.write(b'{"error": {"message": "no", "type": "no"}}')
            return
        self._begin(200)
        for letter in endpoint.reply:
            self.wfile.write(_chunk({"content": letter}))
        self.wfile.write(_chunk({}, "stop") + b"data: [DONE]\n\n")

    def _refusal(self, endpoint: Endpoint) -> None:
        self._begin(200)
        self.wfile.write(_chunk({"content": None, "refusal": "I cannot."}))
        self.wfile.write(_chunk({}, "stop") + b"data: [DONE]\n\n")

    def _filtered(self, endpoint: Endpoint) -> None:
        self._begin(200)
        self.wfile.write(_chunk({"content": endpoint.reply}))
        self.wfile.write(_chunk({}, "content_filter") + b"data: [DONE]\n\n")

    def _hang(self, endpoint: Endpoint) -> None:
        endpoint.leave.wait(FOREVER)

    def _hang_after(self, endpoint: Endpoint) -> None:
        self._begin(200)
        self.wfile.write(_chunk({"content": endpoint.reply}))
        self.wfile.flush()
        self._notice_leaving(endpoint, b": still here\n\n")

    def _drip(self, endpoint: Endpoint) -> None:
        """Comments for ever: no chunk, and no silence either."""
        self._begin(200)
        self._notice_leaving(endpoint, b": thinking\n\n")

    def _notice_leaving(self, endpoint: Endpoint, comment: bytes) -> None:
        until = time.monotonic() + FOREVER
        while time.monotonic() < until and not endpoint.leave.wait(0.02):
            self.wfile.write(comment)
            self.wfile.flush()

    def _garbage(self, endpoint: Endpoint) -> None:
        self._begin(200)
        self.wfile.write(b"data: {not json\n\n\x00\xff\xfe" + b"x" * 5000)

    def _page(self, endpoint: Endpoint) -> None:
        self._begin(200, "text/html")
        self.wfile.write(b"<html><body>It works!</body></html>")

    def _cut(self, endpoint: Endpoint) -> None:
        self._begin(200)
        self.wfile.write(_chunk({"content": endpoint.reply}) + b'data: {"choices": [{"ind')


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """A client that leaves is what the tests want."""


@contextmanager
def serving(**behaviour: Any) -> Iterator[Endpoint]:
    """An endpoint on a free port of this machine."""
    endpoint = Endpoint(**behaviour)
    server = _Quiet(("127.0.0.1", 0), _Handler)
    server.endpoint = endpoint  # type: ignore[attr-defined]
    endpoint.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        endpoint.leave.set()
        server.shutdown()
        server.server_close()
