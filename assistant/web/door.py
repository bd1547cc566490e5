"""The outermost application: the opening page first, then the real one in its place."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from assistant.settings import Settings

# Gradio's page needs inline scripts and builds its templates with Function(); what matters
# here is that nothing on the page can reach another host, and that no other site frames it.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
# Pages of ours: no script and no style but from our own files. Attributes of style can load
# nothing and are set by charts.
STRICT = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "style-src-attr 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
# The one page of Gradio; its other addresses give data and files.
_CHAT = "/"
# What only programs ask for.
_PROGRAMS = ("/api/", "/v1/", "/mcp")
_OPENING_SECONDS = 2.0
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)


class Door:
    """An ASGI application that can be exchanged for another one while it serves."""

    def __init__(self, opening: ASGIApp, settings: Settings) -> None:
        self._inside = opening
        self._settings = settings
        self._opened = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._started = threading.Event()
        self._leaving = asyncio.Event()
        self._living: asyncio.Task[None] | None = None
        self.port = 0

    def admit(self, application: Starlette, patience: float = 60.0) -> None:
        """Start the application and send every further request to it; called from a thread.

        Raises what the application's start-up raises, TimeoutError after `patience` seconds.
        """
        if not self._started.wait(patience) or self._loop is None:
            raise TimeoutError("The web server did not start.")
        asyncio.run_coroutine_threadsafe(self._enter(application), self._loop).result(patience)

    async def _enter(self, application: Starlette) -> None:
        entered: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        # The life of an application must begin and end in one and the same task.
        self._living = asyncio.create_task(self._live(application, entered))
        await entered

    async def _live(self, application: Starlette, entered: asyncio.Future[None]) -> None:
        try:
            async with application.router.lifespan_context(application):
                self._inside, self._opened = application, True
                entered.set_result(None)
                await self._leaving.wait()
        except Exception as error:
            if entered.done():
                raise
            entered.set_exception(error)

    async def finish(self, patience: float) -> None:
        """Let what is being answered end, for `patience` seconds at most; take nothing more."""
        state = getattr(self._inside, "state", None)
        if crowd := getattr(state, "crowd", None):
            await crowd.finish(patience)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or follow the server's start and stop."""
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
            return
        policy = POLICY if scope.get("path") == _CHAT else STRICT
        guarded = _with_headers(send, policy)
        if scope["type"] == "http" and (code := self._refused(scope)):
            # Drawing pages is not loaded before somebody is refused one.
            from assistant.web.access.refusals import answer_refusal

            wait = _OPENING_SECONDS if code == "opening" else 0
            await answer_refusal(self._settings, code, scope, receive, guarded, wait)
            return
        await self._inside(scope, receive, guarded)

    def _refused(self, scope: Scope) -> str:
        """The code of the fault of a request that is not passed on, "" for all others."""
        if _from_another_site(scope):
            return "foreign-form"
        # A browser waits at the opening page; a program must not take that page for an answer.
        return "opening" if not self._opened and scope["path"].startswith(_PROGRAMS) else ""

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self._loop = asyncio.get_running_loop()
                self._started.set()
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                self._leaving.set()
                if self._living:
                    await asyncio.wait([self._living], timeout=2)
                await send({"type": "lifespan.shutdown.complete"})
                return


def _from_another_site(scope: Scope) -> bool:
    """True where a browser says that a page of another site sends something to be changed."""
    headers = dict(scope.get("headers") or ())
    changes = scope.get("method") not in ("GET", "HEAD", "OPTIONS")
    return changes and headers.get(b"sec-fetch-site") == b"cross-site"


def _with_headers(send: Send, policy: str) -> Send:
    wanted = ((b"content-security-policy", policy.encode()), *HEADERS)

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            present = {name.lower() for name, _ in message.get("headers", ())}
            added = [header for header in wanted if header[0] not in present]
            headers: MutableMapping[str, Any] = {
                **message,
                "headers": [*message.get("headers", ()), *added],
            }
            await send(headers)
            return
        await send(message)

    return guarded
