"""API keys: shown once, kept as hashes, limited to scopes, ended by date or by hand."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from assistant.access.identity import Identity, Role
from assistant.access.ledger import Ledger
from assistant.access.people import checked_groups, checked_role
from assistant.errors import AccessError

PREFIX = "bw_"
ALL = "*"


@dataclass(frozen=True, slots=True)
class Key:
    """A key without its secret; times are in UTC, `until` "" where it does not end."""

    id: str
    name: str
    role: Role
    scopes: tuple[str, ...]
    groups: tuple[str, ...]
    made: str
    until: str

    @property
    def over(self) -> bool:
        """True once the key has ended."""
        return bool(self.until) and self.until <= _now()

    @property
    def identity(self) -> Identity:
        """Whoever holds the key, as they act."""
        groups, scopes = frozenset(self.groups), frozenset(self.scopes)
        return Identity(f"key:{self.name}", self.role, groups, "key", scopes)


class Keys:
    """The keys of a home."""

    def __init__(self, home: Path) -> None:
        self._ledger = Ledger(home, "keys")

    def create(
        self,
        name: str,
        scopes: Iterable[str],
        role: Role = "reader",
        groups: Iterable[str] = (),
        days: int = 0,
    ) -> tuple[Key, str]:
        """Make a key; the text returned with it is shown this once and kept nowhere.

        It ends after `days`, never where 0. Raises AccessError for an unknown role.
        """
        id, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
        until = datetime.now(UTC) + timedelta(days=days)
        entry = {
            "name": " ".join(name.split())[:80] or id,
            "role": checked_role(role),
            "scopes": sorted(set(scopes)),
            "groups": checked_groups(groups),
            "made": _now(),
            "until": until.isoformat(timespec="seconds") if days else "",
            "hash": _hash(secret),
        }
        with self._ledger.change() as entries:
            entries[id] = entry
        return _key(id, entry), f"{PREFIX}{id}_{secret}"

    def all(self) -> tuple[Key, ...]:
        """Every key, the ended ones too, in the order in which they were made."""
        found = [_key(id, entry) for id, entry in self._ledger.read().items()]
        return tuple(sorted(found, key=lambda key: (key.made, key.id)))

    def revoke(self, id: str) -> None:
        """End a key at once; AccessError where there is none of this id."""
        with self._ledger.change() as entries:
            if id not in entries:
                raise AccessError(
                    f"There is no key {id!r}.",
                    "`assistant keys list` names them.",
                    code="key-unknown",
                    id=id,
                )
            del entries[id]

    def identify(self, text: str) -> Identity | None:
        """Who holds the key of this text, None for anything else and for a key that has ended."""
        id, _, secret = text.removeprefix(PREFIX).partition("_")
        entry = self._ledger.read().get(id) if text.startswith(PREFIX) else None
        if entry is None or not secrets.compare_digest(str(entry["hash"]), _hash(secret)):
            return None
        key = _key(id, entry)
        return None if key.over else key.identity


def _hash(secret: str) -> str:
    """The secret holds 256 random bits: a slow hash would protect nothing more."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _key(id: str, entry: Mapping[str, Any]) -> Key:
    scopes, groups = tuple(entry.get("scopes", ())), tuple(entry.get("groups", ()))
    role = checked_role(entry["role"])
    return Key(id, entry["name"], role, scopes, groups, entry["made"], entry.get("until", ""))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
