"""Tokens that open the chat inside pages of another site where people must sign in."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.access import Identity, People, Sessions, acting_as
from assistant.access.people import checked_groups
from assistant.collections import open_collections
from assistant.database import database_of
from assistant.errors import AccessError
from assistant.settings import Settings
from assistant.web.embed.framing import may_frame

# A token stands in the address of a frame: it is short-lived, and made anew.
DEFAULT_MINUTES = 60
MOST_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class EmbedToken:
    """A token and what it opens: `collection` is an id, "" for everything its groups see.

    `until` is in UTC, to the second, as ISO 8601 writes it.
    """

    text: str
    origin: str
    groups: tuple[str, ...]
    collection: str
    until: str


def issue_token(
    settings: Settings,
    origin: str,
    minutes: int = DEFAULT_MINUTES,
    groups: Iterable[str] = (),
    collection: str = "",
    name: str = "",
) -> EmbedToken:
    """Sign a token for pages of one site; `collection` is an id or a name, `name` for the log.

    Raises AccessError where nobody has to sign in, where the site is not among those allowed,
    where a group has no name of a group, or where the groups do not see the collection;
    CollectionError where it is not there.
    """
    if settings.sign_in == "none":
        raise AccessError(
            "Nobody has to sign in: pages need no token.",
            "Paste the lines of /embedding as they are, or set ASSISTANT_SIGN_IN.",
            code="embed-open",
        )
    origin = origin.strip().rstrip("/").lower()
    if not may_frame(settings, origin):
        raise AccessError(
            f"{origin[:200]} may not show the assistant.",
            f"Add it to ASSISTANT_EMBED_ORIGINS: {settings.embed_origins or 'empty'}.",
            code="embed-origin",
            origin=origin[:200],
            allowed=settings.embed_origins or "—",
        )
    wanted = frozenset(checked_groups(groups))
    held = _visible(settings, collection, wanted) if collection else ""
    secret = settings.secret.get_secret_value()
    sessions = Sessions(settings.home, People(settings.home), settings.session_hours, secret=secret)
    seconds = 60 * min(max(minutes, 1), MOST_MINUTES)
    until = datetime.fromtimestamp(int(time.time()) + seconds, UTC)
    text = sessions.embed_token(name or _host(origin), wanted, seconds, origin, held)
    return EmbedToken(text, origin, tuple(sorted(wanted)), held, f"{until:%Y-%m-%dT%H:%M:%SZ}")


def _visible(settings: Settings, wanted: str, groups: frozenset[str]) -> str:
    """The id of a collection that a reader of these groups sees."""
    store = open_collections(settings.home, database_of(settings))
    folder = store.find(wanted)
    needed = store.limited.groups(folder.id)
    with acting_as(Identity("embed", groups=groups)):
        if not store.limited.visible(folder.id):
            raise AccessError(
                f"{folder.name()} is limited to {', '.join(sorted(needed))}.",
                "Give the token one of these groups.",
                code="embed-collection",
                name=folder.name(),
                groups=", ".join(sorted(needed)),
            )
    return folder.id


def _host(origin: str) -> str:
    return origin.partition("://")[2]
