"""Where a request comes from: the address, the scheme and the names that a believed proxy adds."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.access import Identity, Role
from assistant.errors import SettingsError
from assistant.settings import Settings

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Caller:
    """The address of whoever asks; `believed` where it was said by a proxy of the settings."""

    address: str
    scheme: str
    believed: bool


def networks(text: str) -> tuple[Network, ...]:
    """The proxies of the setting; SettingsError for what is no address."""
    found = []
    for part in filter(None, (each.strip() for each in text.split(","))):
        try:
            found.append(ipaddress.ip_network(part, strict=False))
        except ValueError as error:
            raise SettingsError(
                f"ASSISTANT_TRUSTED_PROXIES: {part!r} is neither an address nor a network.",
                "Write addresses such as 10.0.0.5 or networks such as 10.1.0.0/24.",
                name="ASSISTANT_TRUSTED_PROXIES",
            ) from error
    return tuple(found)


def caller(scope: Any, trusted: Sequence[Network]) -> Caller:
    """Who asks. Headers of a proxy count only where the connection itself comes from one."""
    peer = str((scope.get("client") or ("",))[0])
    scheme = str(scope.get("scheme", "http"))
    if not _within(peer, trusted):
        return Caller(peer, scheme, False)
    said = values(scope, b"x-forwarded-for")
    chain = [each.strip() for line in said for each in line.split(",") if each.strip()]
    address = peer
    # From the right: each proxy adds whom it heard from, and the first that is none is the caller.
    for each in reversed(chain):
        address = each
        if not _within(each, trusted):
            break
    told = values(scope, b"x-forwarded-proto")
    if told and told[-1].strip() in ("http", "https"):
        scheme = told[-1].strip()
    return Caller(address[:64], scheme, True)


def vouched_by_proxy(scope: Any, settings: Settings) -> Identity | None:
    """Whom a believed proxy names; None where it names nobody, or two."""
    named = values(scope, settings.proxy_user_header.lower().encode("latin-1"))
    name = named[0].strip() if len(named) == 1 else ""
    if not name or len(name) > 200 or not name.isprintable():
        return None
    lines = values(scope, settings.proxy_groups_header.lower().encode("latin-1"))
    groups = {each.strip() for line in lines for each in line.split(",") if each.strip()}
    role = role_of(groups, settings)
    return Identity(name, role, frozenset(groups), "proxy", everything=role == "admin")


def role_of(groups: set[str], settings: Settings) -> Role:
    """The role that groups of a proxy or a provider give."""
    if groups & listed(settings.admin_groups):
        return "admin"
    return "author" if groups & listed(settings.author_groups) else "reader"


def listed(text: str) -> set[str]:
    """The entries of a setting that are separated by commas."""
    return {each.strip() for each in text.split(",") if each.strip()}


def values(scope: Any, name: bytes) -> list[str]:
    """Every value of a header, in order."""
    return [value.decode("latin-1") for key, value in scope.get("headers", ()) if key == name]


def _within(address: str, networks: Sequence[Network]) -> bool:
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    plain = getattr(found, "ipv4_mapped", None) or found
    return any(plain in network for network in networks)
