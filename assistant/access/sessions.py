"""Sessions: signed by this home, ended by time, by signing out, or by a change of password."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer

from assistant.access.identity import Identity
from assistant.access.ledger import FOLDER, Ledger
from assistant.access.people import People, checked_role
from assistant.errors import AccessError, AssistantError

# Seconds for which a session that was ended is remembered beyond its own end.
_KEPT = 30 * 86400
# Bytes of a home's secret.
_SECRET = 32


@dataclass(frozen=True, slots=True)
class Session:
    """A session that holds: who, and the number that ends it."""

    identity: Identity
    id: str


class Sessions:
    """Makes and reads the text of the session cookie and of tokens for embedding.

    What a cookie says of somebody in the list of people is read anew at each request; somebody
    whom a provider has vouched for keeps role and groups until the session ends.
    """

    def __init__(self, home: Path, people: People, hours: float, secret: str = "") -> None:
        self._home = home
        self._people = people
        self._seconds = int(hours * 3600)
        self._given = secret
        self._ended = Ledger(home, "ended-sessions")
        self._signers: dict[str, URLSafeTimedSerializer] = {}

    @property
    def seconds(self) -> int:
        """How long a session holds."""
        return self._seconds

    def begin(self, identity: Identity, listed: bool) -> str:
        """The cookie of somebody who signs in; `listed` says that they are in the list."""
        content: dict[str, Any] = {"who": identity.name, "id": secrets.token_hex(8)}
        person = self._people.get(identity.name) if listed else None
        if person:
            content["epoch"] = person.epoch
        else:
            content |= {"role": identity.role, "groups": sorted(identity.groups)}
        return self._signer("session").dumps(content)

    def read(self, cookie: str, listed: bool) -> Session | None:
        """The session of a cookie, None where it has ended or was not made here."""
        content = self._signed("session", cookie, self._seconds)
        if content is None or content.get("id") in self._ended.read():
            return None
        identity = self._listed(content) if listed else _vouched(content)
        return Session(identity, str(content["id"])) if identity else None

    def end(self, session: Session) -> None:
        """Sign out: the cookie is worth nothing any more, wherever a copy of it lies."""
        now = time.time()
        with self._ended.change() as entries:
            # Not at once: a clock that was wrong for a while must not open what was ended.
            for id in [id for id, until in entries.items() if until < now - _KEPT]:
                del entries[id]
            entries[session.id] = now + self._seconds

    def embed_token(
        self,
        name: str,
        groups: frozenset[str],
        seconds: int,
        origin: str = "",
        collection: str = "",
    ) -> str:
        """A token that lets a page of another site ask and read as a reader of these groups.

        With an `origin`, browsers show what it opens inside pages of that site only; with a
        `collection`, it answers from that one only.
        """
        content = {"who": name, "groups": sorted(groups), "until": int(time.time()) + seconds}
        held = {"origin": origin, "collection": collection}
        return self._signer("embed").dumps(content | {k: v for k, v in held.items() if v})

    def embedded(self, token: str) -> Identity | None:
        """Who holds a token for embedding, None where it has ended or was not made here."""
        content = self._signed("embed", token, None)
        if content is None or content.get("until", 0) <= time.time():
            return None
        name, groups = f"embed:{content['who']}", frozenset(content["groups"])
        reads = Identity(name, "reader", groups, "embed", frozenset({"embed"}))
        origin, collection = (str(content.get(key, "")) for key in ("origin", "collection"))
        return replace(reads, origin=origin, collection=collection)

    def state(self, content: Mapping[str, Any]) -> str:
        """Sign what must come back unchanged within minutes, such as a sign-in under way."""
        return self._signer("state").dumps(dict(content))

    def stated(self, text: str, seconds: int = 600) -> Mapping[str, Any] | None:
        """What `state` signed, None where it is older or was changed."""
        return self._signed("state", text, seconds)

    def _listed(self, content: Mapping[str, Any]) -> Identity | None:
        person = self._people.get(str(content["who"]))
        if person is None or content.get("epoch") != person.epoch:
            return None
        return person.identity

    def _signed(self, salt: str, text: str, seconds: int | None) -> Mapping[str, Any] | None:
        if not text or len(text) > 4000:
            return None
        try:
            content = self._signer(salt).loads(text, max_age=seconds)
        except BadData:
            return None
        return content if isinstance(content, dict) else None

    def _signer(self, salt: str) -> URLSafeTimedSerializer:
        if salt not in self._signers:
            secret = self._given or _kept_secret(self._home / FOLDER / "secret")
            self._signers[salt] = URLSafeTimedSerializer(secret, salt=f"boardwise-{salt}")
        return self._signers[salt]


def _vouched(content: Mapping[str, Any]) -> Identity | None:
    try:
        role = checked_role(str(content["role"]))
    except (KeyError, AssistantError):
        return None
    groups = frozenset(map(str, content.get("groups", ())))
    return Identity(str(content["who"]), role, groups, everything=role == "admin")


def _kept_secret(path: Path) -> str:
    """The home's own secret, made at first use; two processes agree on the first one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f".secret-{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as handle:
            handle.write(secrets.token_hex(_SECRET))
            handle.flush()
            # Should the power fail, an empty file is no secret that anybody could sign with.
            os.fsync(descriptor)
        try:
            # A link fails where there is one already, and is whole where there is none.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        kept = path.read_text("ascii")
        if len(kept) < 2 * _SECRET:
            raise AccessError(
                f"{path}: is damaged.",
                "Restore it from a backup, or delete it: everybody must sign in again.",
                code="access-damaged",
                path=str(path),
            )
        return kept
    except OSError as error:
        raise AccessError(
            f"{path}: cannot be used ({error}).",
            "Make ASSISTANT_HOME a folder that this program may write to.",
            code="home",
            path=str(path),
        ) from error
