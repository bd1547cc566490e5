"""The people who may sign in with a password, in `<home>/access/people.json`."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.access.identity import ROLES, Identity, Role
from assistant.access.ledger import Ledger
from assistant.errors import AccessError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 200
_NAME = re.compile(r"[^\s:/\\<>\"']{1,80}")
_GROUP = re.compile(r"[\w.-]{1,60}")
# A hash needs 64 MiB: not more than two people are checked at the same moment.
_AT_ONCE = threading.BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the list; `epoch` grows when sessions begun earlier must end."""

    name: str
    role: Role
    groups: frozenset[str]
    epoch: int

    @property
    def identity(self) -> Identity:
        """The person as they act once signed in."""
        return Identity(self.name, self.role, self.groups, everything=self.role == "admin")


class People:
    """The list of people of a home."""

    def __init__(self, home: Path) -> None:
        self._ledger = Ledger(home, "people")

    def all(self) -> tuple[Person, ...]:
        """Everybody, by name."""
        return tuple(_person(name, entry) for name, entry in sorted(self._ledger.read().items()))

    def get(self, name: str) -> Person | None:
        """The person of this name, None where there is none."""
        entry = self._ledger.read().get(_plain(name))
        return _person(_plain(name), entry) if entry else None

    def add(
        self, name: str, password: str, role: Role = "reader", groups: Iterable[str] = ()
    ) -> Person:
        """Add somebody; AccessError for a name in use or that cannot be, or a weak password."""
        name = _named(name)
        entry = {
            "role": checked_role(role),
            "groups": checked_groups(groups),
            "epoch": 1,
            "password": self._hashed(password),
        }
        with self._ledger.change() as entries:
            if name in entries:
                raise AccessError(
                    f"There is a user {name!r} already.",
                    "Choose another name, or use `assistant users passwd`.",
                    code="user-exists",
                    name=name,
                )
            entries[name] = entry
        return _person(name, entry)

    def remove(self, name: str) -> None:
        """Take somebody out of the list, which ends their sessions; AccessError if not in it."""
        with self._ledger.change() as entries:
            del entries[self._known(entries, name)]

    def set_password(self, name: str, password: str) -> None:
        """Set another password, which ends the sessions begun with the old one."""
        self._alter(name, password=self._hashed(password))

    def set_role(self, name: str, role: Role) -> None:
        """Give another role; it holds from the next request."""
        self._alter(name, role=checked_role(role))

    def set_groups(self, name: str, groups: Iterable[str]) -> None:
        """Put somebody into these groups and no others; it holds from the next request."""
        self._alter(name, groups=checked_groups(groups))

    def end_sessions(self, name: str) -> None:
        """Sign somebody out everywhere."""
        self._alter(name)

    def check(self, name: str, password: str) -> Person | None:
        """The person of this name and password, None for any other; takes as long for both."""
        entry = self._ledger.read().get(_plain(name))
        with _AT_ONCE:
            if not self._fits(entry["password"] if entry else self._nobody, password):
                return None
        return _person(_plain(name), entry) if entry else None

    def _alter(self, name: str, **fields: Any) -> None:
        with self._ledger.change() as entries:
            key = self._known(entries, name)
            ends = "password" in fields or not fields
            epoch = int(entries[key].get("epoch", 1)) + (1 if ends else 0)
            entries[key] = {**entries[key], **fields, "epoch": epoch}

    def _known(self, entries: Mapping[str, Any], name: str) -> str:
        if _plain(name) not in entries:
            raise AccessError(
                f"There is no user {name!r}.",
                "`assistant users list` names them.",
                code="user-unknown",
                name=name,
            )
        return _plain(name)

    def _hashed(self, password: str) -> str:
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise AccessError(
                f"The password has {len(password)} characters.",
                f"Take {SHORTEST_PASSWORD} to {LONGEST_PASSWORD}.",
                code="password-weak",
                shortest=SHORTEST_PASSWORD,
                longest=LONGEST_PASSWORD,
            )
        with _AT_ONCE:
            return self._hasher.hash(password)

    def _fits(self, kept: str, password: str) -> bool:
        from argon2.exceptions import Argon2Error

        try:
            return self._hasher.verify(kept, password[: LONGEST_PASSWORD + 1])
        except (Argon2Error, ValueError):
            # Neither is a hash of another kind one, nor half a character a password.
            return False

    @cached_property
    def _hasher(self) -> PasswordHasher:
        """Argon2id with the parameters of RFC 9106 (64 MiB, 3 passes), the library's default."""
        from argon2 import PasswordHasher

        return PasswordHasher()

    @cached_property
    def _nobody(self) -> str:
        """A hash that no password fits, so that an unknown name is not told by its speed."""
        import secrets

        return self._hasher.hash(secrets.token_hex(16))


def checked_role(role: str) -> Role:
    """The role of this name; AccessError where there is none."""
    for each in ROLES:
        if each == role:
            return each
    raise AccessError(
        f"There is no role {role!r}.", f"Take one of {', '.join(ROLES)}.", code="role-unknown"
    )


def checked_groups(groups: Iterable[str]) -> list[str]:
    """The names of groups, in order and once each; AccessError for one that cannot be."""
    wanted = sorted({each.strip() for each in groups if each.strip()})
    for each in wanted:
        if not _GROUP.fullmatch(each):
            raise AccessError(
                f"A group cannot be called {each[:60]!r}.",
                "Take letters, digits, dots and dashes, 60 at most.",
                code="group-name",
                name=each[:60],
            )
    return wanted


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()


def _named(name: str) -> str:
    plain = _plain(name)
    if not _NAME.fullmatch(plain):
        raise AccessError(
            f"A user cannot be called {name[:80]!r}.",
            "Take up to 80 characters without spaces, colons and slashes.",
            code="user-name",
            name=name[:80],
        )
    return plain


def _person(name: str, entry: Mapping[str, Any]) -> Person:
    groups = frozenset(map(str, entry.get("groups", ())))
    return Person(name, checked_role(entry["role"]), groups, int(entry.get("epoch", 1)))
