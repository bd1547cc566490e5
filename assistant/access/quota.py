"""How much room the files of each person take, and whether more of theirs may be taken in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from assistant.access.identity import in_force
from assistant.access.ledger import Ledger
from assistant.errors import AccessError

# Collection id, then the hash of each file with its size in bytes.
Files = Mapping[str, Mapping[str, int]]


class Quota:
    """Who took in which file, in `<home>/access/files.json`; `megabytes` each, 0 for no limit."""

    def __init__(self, home: Path, megabytes: int = 0) -> None:
        self._ledger = Ledger(home, "files")
        self._bytes = megabytes * 2**20

    def demand(self, paths: Iterable[Path], there: Files) -> None:
        """Raises AccessError where whoever acts would keep more than they may.

        `there` names the files of all collections as they are, so that deleted ones count no more.
        """
        owner = _owner()
        if not self._bytes or not owner:
            return
        wanted = self.used(owner, there) + sum(_size(path) for path in paths)
        if wanted > self._bytes:
            raise AccessError(
                f"The files would take {wanted / 2**20:.0f} MB of {self._bytes / 2**20:.0f} MB.",
                "Delete files that are no longer needed, or ask for more room.",
                code="quota",
                wanted=f"{wanted / 2**20:.0f}",
                limit=f"{self._bytes / 2**20:.0f}",
            )

    def note(self, collection: str, hashes: Iterable[str]) -> None:
        """Remember whoever acts as the one who took these files in."""
        owner, names = _owner(), [f"{collection}/{each}" for each in hashes]
        if not owner or not names:
            return
        with self._ledger.change() as entries:
            for name in names:
                entries.setdefault(name, owner)

    def used(self, owner: str, there: Files) -> int:
        """Bytes of the files of a person that are still there."""
        return sum(there.get(id, {}).get(sha, 0) for id, sha in self.files_of(owner))

    def files_of(self, owner: str) -> tuple[tuple[str, str], ...]:
        """(collection, hash) of everything that a person took in, deleted files too."""
        mine = [name for name, who in self._ledger.read().items() if who == owner]
        return tuple((name.partition("/")[0], name.partition("/")[2]) for name in sorted(mine))

    def forget(self, owner: str) -> bool:
        """Erase the name of a person; their files stay and belong to nobody."""
        if not self.files_of(owner):
            return False
        with self._ledger.change() as entries:
            mine: list[Any] = [name for name, who in entries.items() if who == owner]
            for name in mine:
                del entries[name]
        return True


def _owner() -> str:
    """Whoever acts; "" at the machine itself, whose disk it is."""
    identity = in_force()
    return identity.name if identity and identity.via != "machine" else ""


def _size(path: Path) -> int:
    if path.is_dir():
        return sum(each.stat().st_size for each in path.rglob("*") if each.is_file())
    return path.stat().st_size if path.is_file() else 0
