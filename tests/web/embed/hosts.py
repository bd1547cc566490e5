"""Other sites: each a real web server with a few pages, on a port and a name of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def site(pages: Mapping[str, str], port: int, name: str = "localhost") -> Iterator[str]:
    """Serve pages by path; yields the address under a name that is another site to browsers."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = pages.get(self.path)
            self.send_response(200 if page else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((page or "").encode())

        def log_message(self, format: str, *args: object) -> None:
            """Keeps quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{name}:{port}"
    finally:
        server.shutdown()
        server.server_close()


def page(body: str, lang: str = "en") -> str:
    """A page of another site."""
    return f'<!doctype html><html lang="{lang}"><title>Host</title><body><h1>Host</h1>{body}</body>'
