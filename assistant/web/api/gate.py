"""Stands before every route of the API: bodies within bounds, the right type, writes once."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import AssistantError
from assistant.web.api.faults import ApiFault
from assistant.web.api.replays import LARGEST_RESPONSE, Kept, Replays, key_of
from assistant.web.api.scopes import ROOT, scope_of

log = logging.getLogger(__name__)

LARGEST_BODY = 10_000_000
# Seconds that a client may take to send a body: a slow one must not hold a place for ever.
PATIENCE = 60.0
UPLOADS = f"{ROOT}/ingest"
_BODIES = frozenset(("POST", "PUT", "PATCH"))

Tell = Callable[[AssistantError, Request], Response]


class Gate:
    """Lets requests through that a route can take, and tells the others why not."""

    def __init__(
        self, app: ASGIApp, tell: Tell, replays: Replays, patience: float = PATIENCE
    ) -> None:
        self._app = app
        self._tell = tell
        self._replays = replays
        self._patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        began = _Began(send)
        try:
            await self._pass(request, began)
        except AssistantError as fault:
            if not began.done:
                response = await run_in_threadpool(self._tell, fault, request)
                await response(scope, receive, send)
        except _Gone:
            pass
        except Exception:
            log.exception("A request could not be answered.")
            if not began.done:
                response = await run_in_threadpool(self._tell, AssistantError("Failed."), request)
                await response(scope, receive, send)

    async def _pass(self, request: Request, send: Send) -> None:
        path, method = request.scope["path"], request.method
        if path == UPLOADS and method == "POST":
            # A route that takes files has its own bounds, and does not fit into memory.
            await self._app(request.scope, request.receive, send)
            return
        body = await self._body(request)
        if body and method in _BODIES and not _is_json(request.headers):
            raise ApiFault(
                415, "api-media", "The body is not said to be JSON.",
                "Send it with Content-Type: application/json.",
            )  # fmt: skip
        writes = str(scope_of(method, path) or "").endswith(":write")
        key = key_of(request.headers, method, path) if writes else ""
        receive = _replayed(body, request.receive)
        if key:
            await self._once(request, body, key, receive, send)
        else:
            await self._app(request.scope, receive, send)

    async def _once(
        self, request: Request, body: bytes, key: str, receive: Receive, send: Send
    ) -> None:
        query = request.scope.get("query_string", b"")
        digest = hashlib.sha256(query + b"\0" + body).hexdigest()
        kept = await run_in_threadpool(self._replays.claim, key, digest)
        if kept:
            await replay(kept)(request.scope, receive, send)
            return
        copy = _Copy(send)
        try:
            await self._app(request.scope, receive, copy)
        finally:
            if copy.kept:
                await run_in_threadpool(self._replays.keep, key, copy.kept)
            else:
                await run_in_threadpool(self._replays.release, key)

    async def _body(self, request: Request) -> bytes:
        announced = request.headers.get("content-length", "")
        if announced.isdigit() and int(announced) > LARGEST_BODY:
            raise _too_large()
        try:
            return await asyncio.wait_for(_read(request.receive), self._patience)
        except TimeoutError:
            raise ApiFault(
                408, "api-slow", "The body did not arrive in time.", "Send it again."
            ) from None


class _Gone(Exception):
    """The client left before its body was whole."""


class _Began:
    """A `send` that knows whether the response has begun."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.done = False

    async def __call__(self, message: Message) -> None:
        self.done = True
        await self._send(message)


class _Copy:
    """A `send` that keeps a copy of a successful response, unless it is large."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._status, self._media = 0, ""
        self._body = bytearray()
        self._whole = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            self._media = Headers(raw=message.get("headers", [])).get("content-type", "")
        elif message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            self._whole = not message.get("more_body", False)
        await self._send(message)

    @property
    def kept(self) -> Kept | None:
        """The response, None where it is no success, not whole or too large."""
        fits = self._whole and 200 <= self._status < 300 and len(self._body) <= LARGEST_RESPONSE
        return Kept(self._status, self._media, bytes(self._body)) if fits else None


def replay(kept: Kept) -> Response:
    """The response of the first time, marked as such."""
    headers = {"Idempotent-Replayed": "true", "Cache-Control": "no-store"}
    if kept.media:
        headers["Content-Type"] = kept.media
    return Response(kept.body, kept.status, headers)


def _is_json(headers: Headers) -> bool:
    media = headers.get("content-type", "").split(";")[0].strip().lower()
    return media == "application/json" or (
        media.startswith("application/") and media.endswith("+json")
    )


def _too_large() -> ApiFault:
    limit = LARGEST_BODY // 1_000_000
    return ApiFault(
        413, "api-large", f"The body has more than {limit} MB.", "Send less at once.", limit=limit
    )


async def _read(receive: Receive) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _Gone
        body += message.get("body", b"")
        if len(body) > LARGEST_BODY:
            raise _too_large()
        if not message.get("more_body", False):
            return bytes(body)


def _replayed(body: bytes, receive: Receive) -> Receive:
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
