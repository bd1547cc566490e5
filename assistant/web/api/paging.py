"""Long lists in pages: `limit` and `cursor`, which stays right when items come and go."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Query

from assistant.web.api.faults import ApiFault

T = TypeVar("T")
MOST = 200


class Paging:
    """What page of a list is wanted."""

    def __init__(
        self,
        limit: Annotated[int, Query(ge=1, le=MOST, description="How many items at most.")] = 50,
        cursor: Annotated[
            str, Query(max_length=60, description="`next_cursor` of the page before.")
        ] = "",
    ) -> None:
        self.limit = limit
        self.cursor = cursor

    def of(
        self, items: Sequence[T], key: Callable[[T], str], plain: Callable[[T], Any]
    ) -> dict[str, Any]:
        """The page; `key` must tell items apart.

        Raises ApiFault for a cursor that this list did not give.
        """
        start = self._start([key(item) for item in items]) if self.cursor else 0
        shown = items[start : start + self.limit]
        more = start + self.limit < len(items)
        return {
            "items": [plain(item) for item in shown],
            "total": len(items),
            "next_cursor": _mark(key(shown[-1])) if more and shown else None,
        }

    def _start(self, keys: Sequence[str]) -> int:
        for place, key in enumerate(keys):
            if _mark(key) == self.cursor:
                return place + 1
        raise ApiFault(
            422, "api-cursor", "The cursor is not of this list, or its item is gone.",
            "Begin again without a cursor.",
        )  # fmt: skip


def _mark(key: str) -> str:
    """A cursor says nothing of the item, whose key may be long or somebody's question."""
    return hashlib.sha256(key.encode("utf-8")).hexdigest()[:24]


Page = Annotated[Paging, Depends(Paging)]
