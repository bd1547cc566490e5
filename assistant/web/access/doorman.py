"""Tells who sends a request: by cookie, key, token, or the word of a believed proxy."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from assistant.access import OWNER, Identity, Keys, People, Sessions
from assistant.access.keys import PREFIX
from assistant.access.sessions import Session
from assistant.settings import Settings
from assistant.web.access.caller import Caller, values, vouched_by_proxy

_COOKIE = "boardwise-session"
_EMBEDDED = ("/embed", "/card")


class Doorman:
    """Knows the people, keys and sessions of one home."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.people = People(settings.home)
        self.keys = Keys(settings.home)
        secret = settings.secret.get_secret_value()
        self.sessions = Sessions(settings.home, self.people, settings.session_hours, secret)

    @property
    def listed(self) -> bool:
        """True where people sign in with a password of ours."""
        return self.settings.sign_in == "users"

    def identify(self, scope: Any, caller: Caller) -> Identity | None:
        """Who asks, None for a stranger. What was shown and does not hold is a stranger too."""
        if self.settings.sign_in == "none":
            return OWNER
        bearer = _bearer(scope)
        if bearer is not None:
            if bearer.startswith(PREFIX):
                return self.keys.identify(bearer)
            return self._embedded(scope, bearer)
        if token := _token(scope):
            return self._embedded(scope, token)
        if self.settings.sign_in == "proxy":
            return vouched_by_proxy(scope, self.settings) if caller.believed else None
        session = self.session(scope, caller)
        return session.identity if session else None

    def session(self, scope: Any, caller: Caller) -> Session | None:
        """The session of the request's cookie, None where it has none that holds."""
        for line in values(scope, b"cookie"):
            try:
                held = SimpleCookie(line).get(cookie_name(caller.scheme))
            except CookieError:
                continue
            if held:
                return self.sessions.read(held.value, self.listed)
        return None

    def _embedded(self, scope: Any, token: str) -> Identity | None:
        """A token opens the pages for embedding and nothing else."""
        if not scope["path"].startswith(_EMBEDDED):
            return None
        return self.sessions.embedded(token)


def cookie_name(scheme: str) -> str:
    """Behind https the browser itself sees to it that no other host or scheme can set it."""
    return f"__Host-{_COOKIE}" if scheme == "https" else _COOKIE


def _bearer(scope: Any) -> str | None:
    for line in values(scope, b"authorization"):
        kind, _, text = line.partition(" ")
        if kind.lower() == "bearer":
            return text.strip()
    return None


def _token(scope: Any) -> str:
    """The token in the address of a page for embedding."""
    if not scope["path"].startswith(_EMBEDDED):
        return ""
    query: str = scope.get("query_string", b"")[:8000].decode("latin-1")
    return parse_qs(query).get("token", [""])[0]
