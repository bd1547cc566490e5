"""How far a batch is, and how long it will still take."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from assistant.ingest.records import Progress
from assistant.ingest.walk import Found

OnProgress = Callable[[Progress], None]

# An estimate from less than this, in seconds, would only jump about.
_SETTLED = 2.0
# Opening any file costs about as much as reading these many bytes.
_BASE = 20_000


class Pace:
    """Counts files and bytes; time left follows from the bytes done so far, pages included."""

    def __init__(self, listed: Sequence[Found], told: OnProgress | None) -> None:
        self._told = told
        self._files = len(listed)
        self._bytes = sum(_cost(each) for each in listed)
        self._file = 0
        self._done = 0.0
        self._now: Found | None = None
        self._started = time.monotonic()

    def more(self, inside: Sequence[Found]) -> None:
        """Files that were found inside one."""
        self._files += len(inside)
        self._bytes += sum(_cost(each) for each in inside)

    def begins(self, each: Found) -> None:
        """A file is opened."""
        self._file += 1
        self._now = each
        self._tell(0, 0)

    def page(self, page: int, pages: int) -> None:
        """A page of the open file is read."""
        self._tell(page, pages)

    def ends(self, each: Found) -> None:
        """A file is done."""
        self._done += _cost(each)

    def _tell(self, page: int, pages: int) -> None:
        if self._told is None or self._now is None:
            return
        done = self._done + (_cost(self._now) * page / pages if pages else 0)
        spent = time.monotonic() - self._started
        left = None
        if spent >= _SETTLED and done > 0:
            left = spent * max(0.0, self._bytes - done) / done
        self._told(Progress(self._now.name, self._file, self._files, page, pages, left))


def _cost(each: Found) -> int:
    return 0 if each.refusal else each.size + _BASE
