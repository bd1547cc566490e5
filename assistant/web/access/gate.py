"""The one gate before every address: pages, the chat with all its own addresses, interfaces.

In this order: who asks, may they, how often, how much, is there room, how long; then the
request is answered in that identity's name, and what it did is noted.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from assistant.access import Identity, acting_as, allows
from assistant.access.audit import Audit
from assistant.access.pace import Pace
from assistant.errors import AssistantError
from assistant.logs import of_request
from assistant.settings import Settings
from assistant.tracing import span
from assistant.web.access.bounds import Begun, Body, TooLarge, TooSlow, announced
from assistant.web.access.caller import Caller, caller, networks, values
from assistant.web.access.crowd import Crowd, Full
from assistant.web.access.doorman import Doorman
from assistant.web.access.pages import NOW_KNOWN
from assistant.web.access.refusals import Refusals, refusal
from assistant.web.access.table import Rule, rule
from assistant.web.origin import from_our_page

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from assistant.web.access.metrics import Metrics

log = logging.getLogger(__name__)
KEY = "boardwise.identity"
STRANGER = "stranger"
_BUSY_SECONDS = 2.0
# Lines a minute for each address.
_STRANGERS_NOTED = 12
# Forms are sent with the cookie, or through the proxy: whoever lures a person could send them.
_LURED = ("session", "proxy")


class Gate:
    """An ASGI application around the whole one."""

    def __init__(
        self, app: ASGIApp, settings: Settings, doorman: Doorman, crowd: Crowd, metrics: Metrics
    ) -> None:
        self._app = app
        self._settings = settings
        self._doorman = doorman
        self._crowd = crowd
        self._metrics = metrics
        self._trusted = networks(settings.trusted_proxies)
        self._refusals = Refusals(settings)
        # Whoever has the machine to themselves is not hurried.
        open_ = settings.sign_in == "none" and not settings.open_to_all
        self._pace = Pace(0 if open_ else settings.requests_per_minute)
        self._strangers = Pace(_STRANGERS_NOTED)
        wanted = settings.audit == "on" or (settings.audit == "auto" and settings.sign_in != "none")
        self._audit = Audit(settings.home, settings.audit_days) if wanted else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or refuse one request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        visit = _Visit(scope, caller(scope, self._trusted), receive, send, self._crowd.ending)
        trace = {"traceparent": "".join(values(scope, b"traceparent")[:1])}
        scope.update(client=(visit.caller.address, 0), scheme=visit.caller.scheme)
        try:
            identity = self._known(scope, visit)
            visit.who = identity
            scope[KEY] = identity
            self._check(scope, visit, identity)
            done = {"did": visit.rule.action or "read", "request": visit.id}
            with acting_as(identity), of_request(visit.id), span("request", trace, **done) as open_:
                await self._answer(scope, visit.body, visit)
                open_.tell(status=visit.send.status)
                if visit.body.fault:
                    raise visit.body.fault
        except AssistantError as fault:
            await self._refuse(scope, receive, visit, fault)
        except (TooLarge, TooSlow) as error:
            visit.send.close()
            code = "body-large" if isinstance(error, TooLarge) else "body-slow"
            told = refusal(code, megabytes=f"{visit.rule.body / 2**20:g}")
            await self._refuse(scope, receive, visit, told)
        except Full:
            await self._refuse(scope, receive, visit, refusal("too-busy"), _BUSY_SECONDS)
        finally:
            await self._noted(scope, visit)

    def _known(self, scope: Scope, visit: _Visit) -> Identity | None:
        """Who asks; what everybody may see is served though the lists are damaged."""
        try:
            return self._doorman.identify(scope, visit.caller)
        except AssistantError:
            if visit.rule.need != "public":
                raise
            return None

    def _check(self, scope: Scope, visit: _Visit, identity: Identity | None) -> None:
        """Raises the fault of a request that may not be answered."""
        wanted, strangers = visit.rule, visit.rule.need == "public"
        if identity is None:
            if not strangers:
                raise refusal("sign-in-needed")
        elif not strangers and not _may(identity, wanted):
            raise refusal("not-allowed", role=wanted.role)
        changes = scope["method"] not in ("GET", "HEAD", "OPTIONS")
        if changes and identity and identity.via in _LURED and not from_our_page(Request(scope)):
            raise refusal("foreign-form")
        if wanted.work:
            who = identity.name if identity else ""
            address = f"address:{visit.caller.address}" if not who or who == "owner" else who
            if visit.wait_for(self._pace.wait(address)):
                raise refusal("too-often", seconds=max(1, round(visit.wait + 0.5)))
        if announced(scope) > wanted.body:
            raise TooLarge

    async def _answer(self, scope: Scope, body: Body, visit: _Visit) -> None:
        """Answer in the caller's name; work waits for room, and must begin in time."""
        if not visit.rule.work:
            await self._app(scope, body, visit.send)
            return
        work = asyncio.create_task(self._worked(scope, body, visit))
        begun = asyncio.create_task(visit.send.begun.wait())
        seconds = None if visit.rule.slow else self._settings.request_seconds
        try:
            both = {work, begun}
            await asyncio.wait(both, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            if not work.done() and not visit.send.status:
                # A thread cannot be stopped: it keeps its place until it has finished.
                visit.give_up(work)
                raise refusal("too-slow", seconds=self._settings.request_seconds)
            await work
        except asyncio.CancelledError:
            work.cancel()
            raise
        finally:
            begun.cancel()

    async def _worked(self, scope: Scope, body: Body, visit: _Visit) -> None:
        async with self._crowd.place():
            await self._app(scope, body, visit.send)

    async def _refuse(
        self, scope: Scope, receive: Receive, visit: _Visit, fault: AssistantError, wait: float = 0
    ) -> None:
        if visit.send.status:
            return
        request = Request(scope, receive)
        response = await run_in_threadpool(self._refusals, request, fault, wait or visit.wait)
        await response(scope, receive, visit.aside)

    async def _noted(self, scope: Scope, visit: _Visit) -> None:
        """Count the request, and write down what it did."""
        action, status = visit.rule.action, visit.send.status or visit.refused
        self._metrics.request(action or "read", status, time.monotonic() - visit.began)
        who = visit.who.name if visit.who else str(scope.get(NOW_KNOWN, STRANGER))
        told = {"request": visit.id, "method": scope["method"], "path": scope["path"][:200]}
        about = {**told, "status": status, "from": visit.caller.address}
        if log.isEnabledFor(logging.INFO):
            took = round(time.monotonic() - visit.began, 3)
            log.info("answered", extra={"about": {**about, "who": who, "seconds": took}})
        refused = status in (401, 403)
        if refused and not visit.who and self._strangers.wait(visit.caller.address):
            # Strangers must not fill the disk with their tries.
            return
        if self._audit and ((action and status < 500) or refused):
            try:
                did = "was refused" if refused else action
                await run_in_threadpool(self._audit.note, who, did, **about)
            except AssistantError as fault:
                log.error("%s", fault)


def _may(identity: Identity, wanted: Rule) -> bool:
    if identity.scopes is not None and wanted.scope not in identity.scopes:
        return False
    return allows(identity.role, wanted.role)


class _Visit:
    """What is known of one request while it is dealt with."""

    def __init__(
        self,
        scope: Scope,
        caller: Caller,
        receive: Receive,
        send: Send,
        ending: asyncio.Event,
    ) -> None:
        self.id = _request_id(scope)
        self.caller = caller
        self.rule = rule(scope["method"], scope["path"])
        self.who: Identity | None = None
        self.began = time.monotonic()
        self.wait = 0.0
        self.body = Body(receive, self.rule.body, None if self.rule.work else ending)
        headers = [(b"x-request-id", self.id.encode("ascii"))]
        if caller.scheme == "https":
            headers.append((b"strict-transport-security", b"max-age=31536000"))
        self.send = Begun(send, headers, self.body)
        self._plain_send = send
        self.refused = 0

    def wait_for(self, seconds: float) -> bool:
        """Keep how long the caller must wait; False where they need not."""
        self.wait = seconds
        return seconds > 0

    def give_up(self, work: asyncio.Task[None]) -> None:
        """Let a request that is too slow end unseen."""
        self.send.close()
        work.add_done_callback(lambda task: task.cancelled() or task.exception())

    async def aside(self, message: Message) -> None:
        """Send a refusal, past the answer that may still be in the making."""
        if message["type"] == "http.response.start":
            self.refused = message["status"]
            named = (b"x-request-id", self.id.encode("ascii"))
            message = {**message, "headers": [*message["headers"], named]}
        await self._plain_send(message)


def _request_id(scope: Scope) -> str:
    """The id that a proxy gave the request, or a new one."""
    given = values(scope, b"x-request-id")
    if (
        len(given) == 1
        and 8 <= len(given[0]) <= 64
        and given[0].replace("-", "").isalnum()
        and given[0].isascii()
    ):
        return given[0]
    return secrets.token_hex(8)
