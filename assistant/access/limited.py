"""Which collections only some groups may see, in `<home>/access/collections.json`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from assistant.access.identity import in_force
from assistant.access.ledger import Ledger
from assistant.access.people import checked_groups


class LimitedCollections:
    """The groups of each collection; one that is not named here is seen by everybody."""

    def __init__(self, home: Path) -> None:
        self._ledger = Ledger(home, "collections")

    def groups(self, collection: str) -> frozenset[str]:
        """The groups that a collection (by its id) is limited to, none where it is open."""
        return frozenset(self._ledger.read().get(collection, ()))

    def limit(self, collection: str, groups: Iterable[str]) -> None:
        """Limit a collection to groups, or open it to everybody where there are none."""
        wanted = checked_groups(groups)
        with self._ledger.change() as entries:
            if wanted:
                entries[collection] = wanted
            else:
                entries.pop(collection, None)

    def visible(self, collection: str) -> bool:
        """True where whoever acts now may know of the collection; raises AccessError where the
        file is damaged: then nobody sees any."""
        return seen_by_whoever_acts(self.groups(collection))


def seen_by_whoever_acts(groups: frozenset[str]) -> bool:
    """True where whoever acts now may know of what is limited to these groups (none: all may)."""
    identity = in_force()
    return not groups or (identity is not None and identity.sees(groups))
