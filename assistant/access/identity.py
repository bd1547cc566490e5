"""Who acts, kept for the length of a request or a command."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

Role = Literal["reader", "author", "admin"]
# Each may do what those before it may.
ROLES: tuple[Role, ...] = ("reader", "author", "admin")
Via = Literal["machine", "session", "proxy", "key", "embed"]


@dataclass(frozen=True, slots=True)
class Identity:
    """A person, a program with a key, or whoever sits at the machine.

    `scopes` is None for people; a key may do no more than its scopes say. `everything` lets
    see every collection, whatever groups it is limited to. A token for embedding may be held to
    pages of one `origin` and to answers from one `collection` (its id).
    """

    name: str
    role: Role = "reader"
    groups: frozenset[str] = frozenset()
    via: Via = "session"
    scopes: frozenset[str] | None = None
    everything: bool = False
    origin: str = ""
    collection: str = ""

    def sees(self, groups: frozenset[str]) -> bool:
        """True where a thing limited to these groups, to nobody in particular if none, is seen."""
        return not groups or self.everything or bool(groups & self.groups)


# Commands at a terminal, and the web application without sign-in: whoever has the machine.
OWNER = Identity("owner", "admin", via="machine", everything=True)

_acting: ContextVar[Identity | None] = ContextVar("assistant.identity", default=None)


def in_force() -> Identity | None:
    """Who acts now; None where nobody said, who then sees nothing that is limited."""
    return _acting.get()


@contextlib.contextmanager
def acting_as(identity: Identity | None) -> Iterator[None]:
    """Act as somebody within the block; threads started in it must copy the context."""
    token = _acting.set(identity)
    try:
        yield
    finally:
        _acting.reset(token)


def allows(role: Role, needed: Role) -> bool:
    """True where a role may do what asks for another."""
    return ROLES.index(role) >= ROLES.index(needed)
