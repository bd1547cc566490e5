"""Refuses requests for names that are not ours: a page elsewhere may have its name lead here."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Any

from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.web.access.caller import listed, values

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_OWN = ("localhost", "127.0.0.1", "::1")
_LIVES = ("/healthz", "/readyz")


def checked_address(settings: Settings) -> None:
    """Raises SettingsError where anybody on the network would be let in without a sign-in."""
    if settings.sign_in == "none" and not settings.open_to_all and not loopback(settings.host):
        raise SettingsError(
            f"ASSISTANT_HOST={settings.host} would let in everybody on the network.",
            "Set ASSISTANT_SIGN_IN to users, proxy or oidc, or ASSISTANT_OPEN_TO_ALL=true "
            "if that is wanted.",
            code="open-address",
            host=settings.host,
        )
    if settings.sign_in == "proxy" and not listed(settings.trusted_proxies):
        raise SettingsError(
            "ASSISTANT_SIGN_IN=proxy, but no proxy is believed.",
            "Name the proxies in ASSISTANT_TRUSTED_PROXIES.",
            code="no-proxy",
        )


def loopback(host: str) -> bool:
    """True for an address that only this machine can reach."""
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class NamedOnly:
    """Passes on what asks for one of the names of the settings.

    Without such a setting and on this machine's own address, only its own names are answered;
    on other addresses every name is, since the administrator's sign-in stands before all.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        names = {each.lower() for each in listed(settings.hosts)}
        if names or loopback(settings.host):
            names |= {*_OWN, settings.host.strip("[]").lower()}
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it with status 421."""
        if scope["type"] != "http" or not self._names or self._ours(scope):
            await self._app(scope, receive, send)
            return
        from assistant.web.access.refusals import answer_refusal

        await answer_refusal(self._settings, "foreign-name", scope, receive, send)

    def _ours(self, scope: Any) -> bool:
        named = values(scope, b"host")
        return scope["path"] in _LIVES or (len(named) == 1 and _name(named[0]) in self._names)


def _name(host: str) -> str:
    """The name in a Host header, without its port."""
    if host.startswith("["):
        return host.partition("]")[0][1:].lower()
    return host.partition(":")[0].lower()
