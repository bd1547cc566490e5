"""Which other sites may show the assistant inside their pages."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from assistant.access import in_force
from assistant.settings import Settings

_HOST = re.compile(r"[a-z0-9*.-]+", re.ASCII)
# Whatever the page of another site does, nothing inside the frame can reach another host.
_CHAT = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
)
_CARD = tuple(each for each in _CHAT if not each.startswith(("script-src", "connect-src")))


def allowed_origins(settings: Settings) -> tuple[str, ...]:
    """The origins of `ASSISTANT_EMBED_ORIGINS`, in the order in which they are written."""
    return tuple(settings.embed_origins.split())


def framing_headers(settings: Settings, script: bool) -> dict[str, str]:
    """The headers of a page that allowed sites may frame; `script` lets it run our own script.

    What a token opens that was made for one site is framed by that one only, as long as it is
    allowed.
    """
    ancestors = " ".join(("'self'", *_framing(settings)))
    policy = (*(_CHAT if script else _CARD), f"frame-ancestors {ancestors}")
    return {"Content-Security-Policy": "; ".join(policy), "Cache-Control": "no-store"}


def _framing(settings: Settings) -> tuple[str, ...]:
    asking = in_force()
    if asking is None or not asking.origin:
        return allowed_origins(settings)
    return (asking.origin,) if may_frame(settings, asking.origin) else ()


def may_frame(settings: Settings, origin: str) -> bool:
    """True where a site of this origin is allowed, by its name or by `https://*.its-domain`."""
    return any(_covers(pattern, origin) for pattern in allowed_origins(settings))


def _covers(pattern: str, origin: str) -> bool:
    if "*" not in pattern:
        return pattern == origin
    allowed, asked = urlsplit(pattern), urlsplit(origin)
    ending = (allowed.hostname or "").removeprefix("*")
    same = (allowed.scheme, _port(allowed.netloc)) == (asked.scheme, _port(asked.netloc))
    host = asked.hostname or ""
    # What is allowed may be written into a policy: nothing but the name of a host passes.
    return same and host.endswith(ending) and bool(_HOST.fullmatch(host)) and asked.path == ""


def _port(place: str) -> str:
    return place.rpartition(":")[2] if ":" in place else ""
