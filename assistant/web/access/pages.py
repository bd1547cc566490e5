"""Signing in and out."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assistant.access import Identity
from assistant.access.pace import Pace
from assistant.settings import Settings
from assistant.web.access.caller import Caller
from assistant.web.access.doorman import Doorman, cookie_name
from assistant.web.access.provider import Provider
from assistant.web.forms import read_form
from assistant.web.frame import Frame
from assistant.web.origin import from_our_page

_TEMPLATES = Path(__file__).resolve().parent / "templates"
_SEE_OTHER = 303
NOW_KNOWN = "boardwise.now-known"
# A minute: for a name from one address, and for an address whatever the name. A name alone is
# not counted: anybody could then lock its owner out.
_TRIES_NAME, _TRIES_ADDRESS = 12, 30


def sign_in_routes(settings: Settings, doorman: Doorman) -> list[Route]:
    """Return the routes; where there is no sign-in they say so."""
    pages = _Pages(settings, doorman)
    return [
        Route("/sign-in", pages.form, methods=["GET"]),
        Route("/sign-in", pages.sign_in, methods=["POST"]),
        Route("/sign-in/start", pages.start, methods=["GET"]),
        Route("/sign-in/back", pages.back, methods=["GET"]),
        Route("/sign-out", pages.leaving, methods=["GET"]),
        Route("/sign-out", pages.sign_out, methods=["POST"]),
    ]


class _Pages:
    """Turns requests into pages and cookies."""

    def __init__(self, settings: Settings, doorman: Doorman) -> None:
        self._settings = settings
        self._doorman = doorman
        self._frame = Frame(settings, "", "access", _TEMPLATES)
        self._names = Pace(_TRIES_NAME)
        self._addresses = Pace(_TRIES_ADDRESS)
        self._provider = Provider(settings, doorman.sessions)

    def form(self, request: Request) -> Response:
        """The form, or the way to the provider."""
        return self._form(request)

    def _form(self, request: Request, fault: str = "", status: int = 200, **known: Any) -> Response:
        shown = {"name": "", "next": request.query_params.get("next", "/"), "wait": 0, **known}
        shown["next"] = own_address(shown["next"])
        headers = {"Cache-Control": "no-store"}
        if shown["wait"]:
            headers["Retry-After"] = str(shown["wait"])
        mode = self._settings.sign_in
        return self._frame.page(
            request, "sign_in.html", status, headers, mode=mode, fault=fault, **shown
        )

    async def sign_in(self, request: Request) -> Response:
        """Check name and password; the answer to both wrong ones is the same."""
        if self._settings.sign_in != "users" or not from_our_page(request):
            return await run_in_threadpool(self._form, request, "expired", 403)
        typed = await read_form(request, 8000, 10) or {}
        name, password, after = (typed.get(key, [""])[0] for key in ("name", "password", "next"))
        known = {"name": name[:80], "next": after}
        address = _address(request)
        tried = f"{address} {name.casefold()[:80]}"
        wait = self._addresses.wait(address) or self._names.wait(tried)
        if wait:
            wait = round(wait + 0.5)
            return await run_in_threadpool(self._form, request, "often", 429, wait=wait, **known)
        person = await asyncio.to_thread(self._doorman.people.check, name[:200], password)
        if person is None:
            return await run_in_threadpool(self._form, request, "wrong", 401, **known)
        return self._in(request, person.identity, after)

    async def start(self, request: Request) -> Response:
        """Send the reader to the provider."""
        if self._settings.sign_in != "oidc":
            return RedirectResponse("/sign-in", _SEE_OTHER)
        after = own_address(request.query_params.get("next", "/"))
        address, state = await self._provider.begin(after)
        response = RedirectResponse(address, _SEE_OTHER)
        self._set(request, response, _state_name(request), state, 600)
        return response

    async def back(self, request: Request) -> Response:
        """Take what the provider says of the reader."""
        if self._settings.sign_in != "oidc":
            return RedirectResponse("/sign-in", _SEE_OTHER)
        held = request.cookies.get(_state_name(request), "")
        found = await self._provider.end(held, dict(request.query_params))
        if found is None:
            return await run_in_threadpool(self._form, request, "provider", 401)
        identity, after = found
        response = self._in(request, identity, after)
        response.delete_cookie(_state_name(request))
        return response

    def leaving(self, request: Request) -> Response:
        """Ask before signing out: a link alone must not do it."""
        return self._frame.page(request, "sign_out.html", headers={"Cache-Control": "no-store"})

    def sign_out(self, request: Request) -> Response:
        """End the session, here and wherever a copy of its cookie lies."""
        if not from_our_page(request):
            return self._form(request, "expired", 403)
        caller = Caller(_address(request), request.url.scheme, False)
        if session := self._doorman.session(request.scope, caller):
            self._doorman.sessions.end(session)
        response = RedirectResponse("/sign-in", _SEE_OTHER)
        response.delete_cookie(cookie_name(request.url.scheme), secure=_secure(request))
        return response

    def _in(self, request: Request, identity: Identity, after: str) -> Response:
        # The log of who did what names those who have just become known.
        request.scope[NOW_KNOWN] = identity.name
        sessions = self._doorman.sessions
        cookie = sessions.begin(identity, self._doorman.listed)
        response = RedirectResponse(own_address(after), _SEE_OTHER)
        name = cookie_name(request.url.scheme)
        self._set(request, response, name, cookie, sessions.seconds)
        return response

    def _set(self, request: Request, response: Response, name: str, text: str, age: int) -> None:
        response.set_cookie(
            name,
            text,
            max_age=age,
            path="/",
            httponly=True,
            samesite="lax",
            secure=_secure(request),
        )
        response.headers["Cache-Control"] = "no-store"


def own_address(after: str) -> str:
    """An address of ours to go on to, "/" for anything that could lead elsewhere."""
    plain = after[:1] == "/" and after[1:2] not in ("/", "\\") and after.isprintable()
    return after if plain and "\\" not in after and len(after) < 2000 else "/"


def _secure(request: Request) -> bool:
    return request.url.scheme == "https"


def _state_name(request: Request) -> str:
    return cookie_name(request.url.scheme).replace("session", "sign-in")


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
