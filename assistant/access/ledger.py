"""A small table of access rights in one JSON file: read often, changed seldom, never half."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from filelock import FileLock

from assistant.durable import write_whole
from assistant.errors import AccessError

FOLDER = "access"


class Ledger:
    """Entries by name in `<home>/access/<name>.json`, readable by their owner only.

    A reader sees every change of any process at once: the file is read again when it is
    another one than before.
    """

    def __init__(self, home: Path, name: str) -> None:
        self._path = home / FOLDER / f"{name}.json"
        self._lock = threading.Lock()
        self._held: tuple[tuple[int, ...], Mapping[str, Any]] = ((), {})

    def read(self) -> Mapping[str, Any]:
        """Every entry; raises AccessError where the file is damaged: nobody is let in by it."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise self._damaged() from error
        stamp = (found.st_ino, found.st_mtime_ns, found.st_size)
        with self._lock:
            if self._held[0] != stamp:
                self._held = stamp, self._load()
            return self._held[1]

    @contextlib.contextmanager
    def change(self) -> Iterator[dict[str, Any]]:
        """The entries to be changed in place; written whole at the end, one writer at a time.

        Raises AccessError where the home cannot be written.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with FileLock(self._path.with_suffix(".lock"), timeout=30):
                entries = dict(self._load()) if self._path.exists() else {}
                yield entries
                text = json.dumps(entries, ensure_ascii=False, indent=1, sort_keys=True)
                write_whole(self._path, text.encode("utf-8"))
                self._path.chmod(0o600)
        except OSError as error:
            raise AccessError(
                f"{self._path}: cannot be written ({error}).",
                "Make ASSISTANT_HOME a folder that this program may write to.",
                code="home",
                path=str(self._path),
            ) from error

    def _load(self) -> Mapping[str, Any]:
        try:
            entries = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise self._damaged() from error
        if not isinstance(entries, dict):
            raise self._damaged()
        return entries

    def _damaged(self) -> AccessError:
        return AccessError(
            f"{self._path}: is damaged.",
            "Restore it from a backup, or delete it and set the rights anew.",
            code="access-damaged",
            path=str(self._path),
        )
