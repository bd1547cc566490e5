"""Checksums of a sealed generation: they tell bytes that were altered while their number stayed.

They are worked out when a generation is sealed and compared by `verify` only, so that opening an
index costs nothing more. A generation from before there were any has none, and stays readable.

Chroma's graphs keep their bytes as long as they are only read. Its SQLite database does not: each
opening adds a row to the table `acquire_write` and counts a change in the file's header. Those are
left out, and pages that hold nothing once that table has grown into them; no other page is written
again by the Chroma that sealed it (another version may bring its tables up to date).
"""

from __future__ import annotations

import contextlib
import sqlite3
import struct
import zlib
from collections.abc import Collection, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import orjson

FILE = "sums.json"
_DATABASE = ".sqlite3"
_CHUNK = 1 << 20
_WRITTEN_BY_READERS = "acquire_write"
# Of the header of an SQLite file (https://sqlite.org/fileformat.html, 1.3): change counter, size,
# free pages, and which version wrote it last, change with the pages that are left out; the cookie
# of the schema does when SQLite copies a database, as a backup has it do.
_CHANGING = ((24, 44), (92, 100))
_INTERIOR = 0x05
_GRAPH_IN_USE = "index_metadata.pickle"


def seal(folder: Path) -> None:
    """Write the checksums of all files of a draft beside them; nothing may have it open."""
    plain: dict[str, int] = {}
    databases: dict[str, dict[str, Any]] = {}
    for path in sorted(each for each in folder.rglob("*") if _settled(each)):
        name = path.relative_to(folder).as_posix()
        if path.suffix == _DATABASE:
            databases[name] = _sealed_database(path)
        else:
            plain[name] = _sum(path)
    state = {"files": plain, "chroma": version("chromadb"), "databases": databases}
    (folder / FILE).write_bytes(orjson.dumps(state))


def _settled(path: Path) -> bool:
    """False for what is written anew by each opening: the graph of a language so small that Chroma
    keeps its vectors in the database alone."""
    unused = path.suffix == ".bin" and not (path.parent / _GRAPH_IN_USE).exists()
    return path.is_file() and not unused


def altered(folder: Path) -> tuple[str, ...]:
    """The files of a sealed generation that are no longer what was sealed, or are gone; none
    where it was sealed without checksums."""
    try:
        state = orjson.loads((folder / FILE).read_bytes())
        plain, databases = dict(state["files"]), dict(state["databases"])
        same_chroma = state["chroma"] == version("chromadb")
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError):
        return (FILE,)
    found = [name for name, value in plain.items() if _told(folder / name) != value]
    if same_chroma:
        found += [name for name, kept in databases.items() if not _same(folder / name, kept)]
    return tuple(sorted(found))


def _told(path: Path) -> int | None:
    try:
        return _sum(path)
    except OSError:
        return None


def _sum(path: Path) -> int:
    """CRC-32 of a file: it is chance that is to be found, and the quickest finds it."""
    value = 0
    with path.open("rb") as handle:
        while chunk := handle.read(_CHUNK):
            value = zlib.crc32(chunk, value)
    return value


def _sealed_database(path: Path) -> dict[str, Any]:
    """How many pages it has, which readers write, which are free, and the sums of the others and
    of these."""
    pages = _Pages(path)
    written, free = sorted(pages.of_table(_WRITTEN_BY_READERS)), sorted(pages.free())
    return {
        "pages": pages.count,
        "written": written,
        "free": free,
        "sum": pages.sum(set(range(1, pages.count + 1)) - {*written, *free}),
        "spare": pages.sum(set(free)),
    }


def _same(path: Path, kept: dict[str, Any]) -> bool:
    """False where a page that nobody writes again is another, or the file is cut."""
    try:
        pages, free = _Pages(path), set(kept["free"])
        others = set(range(1, kept["pages"] + 1)) - {*kept["written"], *free}
        untouched = pages.free_count == len(free)
        return pages.sum(others) == kept["sum"] and (
            not untouched or pages.sum(free) == kept["spare"]
        )
    except (OSError, ValueError, KeyError, TypeError, struct.error):
        return False


class _Pages:
    """The pages of an SQLite file, counted from 1."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as handle:
            self._header = handle.read(100)
        (size,) = struct.unpack_from(">H", self._header, 16)
        # 65,536 does not fit into two bytes and is written as 1.
        self.size = 65536 if size == 1 else size
        if self.size < 512:
            raise ValueError(f"{path.name} is no database")
        self.count = path.stat().st_size // self.size

    @property
    def free_count(self) -> int:
        """How many pages hold nothing."""
        return int(struct.unpack_from(">I", self._header, 36)[0])

    def sum(self, wanted: Collection[int]) -> int:
        """CRC-32 of these pages in order; ValueError where some are gone."""
        value = 0
        with self._path.open("rb") as handle:
            for number in range(1, max(wanted, default=0) + 1):
                page = handle.read(self.size)
                if len(page) < self.size:
                    raise ValueError(f"page {number} is gone")
                if number in wanted:
                    value = zlib.crc32(_without_changes(page) if number == 1 else page, value)
        return value

    def free(self) -> Iterator[int]:
        """The pages that hold nothing: a chain of trunks, each with the numbers of its leaves."""
        (trunk,) = struct.unpack_from(">I", self._header, 32)
        while trunk:
            page = self._page(trunk)
            yield trunk
            trunk, held = struct.unpack_from(">II", page, 0)
            yield from struct.unpack_from(f">{held}I", page, 8)

    def of_table(self, name: str) -> Iterator[int]:
        """The pages of a table's tree; none where there is no such table."""
        address = f"{self._path.absolute().as_uri()}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as base:
            asked = "SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = ?"
            waiting = [root for (root,) in base.execute(asked, (name,))]
        while waiting:
            number = waiting.pop()
            yield number
            page = self._page(number)
            if page[0] == _INTERIOR:
                cells, last = struct.unpack_from(">3xH3xI", page, 0)
                places = struct.unpack_from(f">{cells}H", page, 12)
                waiting += [last, *(struct.unpack_from(">I", page, at)[0] for at in places)]

    def _page(self, number: int) -> bytes:
        with self._path.open("rb") as handle:
            handle.seek((number - 1) * self.size)
            return handle.read(self.size)


def _without_changes(page: bytes) -> bytes:
    kept = bytearray(page)
    for start, end in _CHANGING:
        kept[start:end] = bytes(end - start)
    return bytes(kept)
