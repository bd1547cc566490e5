"""Who did what: lines that are only ever added, each sealed with the one before it.

A line names a person by a number; the name belonging to it stands in a file of its own, so
that a person can be erased without a line being changed.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from filelock import FileLock

from assistant.access.ledger import FOLDER, Ledger
from assistant.errors import AccessError

LARGEST = 5 << 20
_FIRST = "0" * 64
# Counts the numbers given; no name has a space in it.
_NEXT = "last number"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the log is worth: lines read, where the first bad one stands ("" for none), and the
    last seal: kept elsewhere, it tells whether lines have been taken off the end."""

    lines: int
    files: int
    fault: str = ""
    seal: str = ""


class Audit:
    """The log of a home, `<home>/access/audit-00001.jsonl` and on."""

    def __init__(self, home: Path, days: int = 400, largest: int = LARGEST) -> None:
        self._folder = home / FOLDER
        self._people = Ledger(home, "audit-people")
        self._days = days
        self._largest = largest
        self._lock = threading.Lock()

    def note(self, who: str, action: str, **about: Any) -> None:
        """Add a line; raises AccessError where it cannot be written."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            number = self._number(who)
            with self._lock, FileLock(self._folder / "audit.lock", timeout=30):
                self._add({"at": _now(), "who": number, "did": action, **about})
        except OSError as error:
            raise AccessError(
                f"{self._folder}: the log of who did what cannot be written ({error}).",
                "Make room on the disk, or make the folder writable.",
                code="home",
                path=str(self._folder),
            ) from error

    def lines(self) -> Iterator[dict[str, Any]]:
        """Every line, the oldest first, with the names of those who have not been erased.

        Raises AccessError at a line that is none: somebody has changed the file.
        """
        held = self._people.read().items()
        names = {number: name for name, number in held if name != _NEXT}
        for path in self._files():
            for place, text in enumerate(_whole_lines(path), 1):
                line = _line(text)
                if line is None:
                    raise _damaged(path, place)
                yield {**line, "who": names.get(line["who"], f"#{line['who']}")}

    def verify(self) -> Verdict:
        """Whether any line was changed, added or taken out between the first and the last."""
        count, before, files = 0, "", self._files()
        for path in files:
            for place, text in enumerate(_whole_lines(path), 1):
                seal = _sound(text, before)
                if not seal:
                    return Verdict(count, len(files), f"{path.name}:{place}", before)
                before, count = seal, count + 1
        return Verdict(count, len(files), seal=before)

    def forget(self, who: str) -> bool:
        """Erase the name of a person: their lines stay and belong to nobody that can be named."""
        if who not in self._people.read():
            return False
        with self._people.change() as entries:
            return entries.pop(who, None) is not None

    def clear_out(self) -> int:
        """Delete the files whose last line is older than `days`; returns how many."""
        oldest = (datetime.now(UTC) - timedelta(days=self._days)).isoformat(timespec="seconds")
        gone = 0
        for path in self._files()[:-1]:
            last = _last(path)
            if last is None or last["at"] >= oldest:
                break
            path.unlink()
            gone += 1
        return gone

    def _add(self, line: dict[str, Any]) -> None:
        files = self._files()
        last = next((found for path in reversed(files) if (found := _last(path))), None)
        line["before"] = last["seal"] if last else _FIRST
        line["seal"] = _seal(line)
        path = files[-1] if files else self._folder / "audit-00001.jsonl"
        if files and path.stat().st_size > self._largest:
            path = self._folder / f"audit-{int(path.stem.partition('-')[2]) + 1:05d}.jsonl"
            self.clear_out()
        text = json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"
        handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            _cut_half_line(handle)
            content = text.encode("utf-8")
            # A disk that fills up takes half of it, and says so by the count alone.
            if os.write(handle, content) < len(content):
                _cut_half_line(handle)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(handle)
        finally:
            os.close(handle)

    def _number(self, who: str) -> int:
        held = self._people.read()
        if who in held:
            return int(held[who])
        with self._people.change() as entries:
            if who not in entries:
                # Never a number given before, to somebody since erased.
                entries[who] = entries[_NEXT] = int(entries.get(_NEXT, 0)) + 1
            return int(entries[who])

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("audit-*[0-9].jsonl"))


def _line(text: str) -> dict[str, Any] | None:
    """The line of this text, None where it is none."""
    try:
        line = json.loads(text)
    except ValueError:
        return None
    return line if isinstance(line, dict) and isinstance(line.get("who"), int) else None


def _damaged(path: Path, place: int) -> AccessError:
    return AccessError(
        f"{path.name}:{place}: this line of the log is damaged.",
        "`assistant audit verify` says how far the log is sound; restore it from a backup.",
        code="audit-damaged",
        place=f"{path.name}:{place}",
    )


def _sound(text: str, before: str) -> str:
    """The seal of a line that is as it was written, after the one of seal `before`; else ""."""
    try:
        line = json.loads(text)
        sound = line["seal"] == _seal(line) and before in ("", line["before"])
        return str(line["seal"]) if sound else ""
    except (ValueError, KeyError, TypeError):
        return ""


def _seal(line: Mapping[str, Any]) -> str:
    content = {key: value for key, value in line.items() if key != "seal"}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _last(path: Path) -> dict[str, Any] | None:
    """The last whole line of a file: a process that was killed may have left half of one."""
    with path.open("rb") as handle:
        handle.seek(max(0, path.stat().st_size - (64 << 10)))
        tail = handle.read().split(b"\n")
    for text in reversed(tail[:-1]):
        try:
            line = json.loads(text)
        except ValueError:
            continue
        if isinstance(line, dict) and "seal" in line:
            return line
    return None


def _cut_half_line(handle: int) -> None:
    """Take off the half line that a full disk left: what it told of was refused."""
    size = os.fstat(handle).st_size
    start = max(0, size - (64 << 10))
    tail = os.pread(handle, size - start, start)
    if tail and not tail.endswith(b"\n"):
        os.ftruncate(handle, start + tail.rfind(b"\n") + 1)


def _whole_lines(path: Path) -> list[str]:
    # What is no text any more is a line that its seal does not fit.
    return path.read_bytes().decode("utf-8", "replace").split("\n")[:-1]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
