"""What a format's reader is given, and what it gives back before it is finished into an Extract."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import DocumentError
from assistant.ingest.records import Block, Limits, Notice


@dataclass
class Source:
    """One file to read, in the confined process; `out` is the only folder it may write to.

    `progress(page, pages)` may be called as often as convenient.
    """

    path: Path
    name: str
    limits: Limits
    out: Path
    progress: Callable[[int, int], None]
    recognise: bool = False
    _data: bytes | None = None

    @property
    def data(self) -> bytes:
        """The whole file; its size was checked before."""
        if self._data is None:
            self._data = self.path.read_bytes()
        return self._data

    @property
    def ending(self) -> str:
        """The ending that the file's name claims, in lower case, with its dot."""
        return Path(self.name).suffix.casefold()


@dataclass
class Reading:
    """What a reader found; empty fields are filled from the text later.

    `members` are files inside this one: each a name with the number of the file that was written
    to `out` as `member-<number>`, or with the fault that keeps it out. `scans` are the pages whose
    picture waits in `out` as `page-<number>.png` to be recognised.
    """

    format: str
    blocks: list[Block] = field(default_factory=list)
    title: str = ""
    author: str = ""
    date: str = ""
    pages: int = 0
    notices: list[Notice] = field(default_factory=list)
    members: list[tuple[str, int | DocumentError]] = field(default_factory=list)
    scans: list[int] = field(default_factory=list)

    def notice(self, code: str, **details: object) -> None:
        """Note something to tell; the same thing is told once."""
        found = Notice(code, details)
        if found not in self.notices:
            self.notices.append(found)
