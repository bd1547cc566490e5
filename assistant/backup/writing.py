"""Writes a backup: a ZIP of the state in force, with a manifest of checksums."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile

import orjson

from assistant.collections import Store
from assistant.errors import BackupError
from assistant.index.generation import Generations

MANIFEST = "boardwise-backup.json"
FORMAT = 1
# Models are unpacked again; copies of what lies in a database are brought again.
LEFT_OUT = ("models", "replica")
COPY = 1 << 20
_DATABASE = b"SQLite format 3\x00"

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What a backup holds: `files` in it, `size` in bytes of the archive, `at` in UTC."""

    path: str
    files: int
    size: int
    at: str


def silent(stage: str, done: int, total: int) -> None:
    """No one is listening."""


def backup(home: Path, path: Path, progress: Progress = silent) -> BackupReport:
    """Write the backup of a home to `path`, which is replaced only by a whole one.

    `progress` hears ("backup", files done, files). Raises BackupError where the path cannot be
    written or the home holds nothing, BusyError where an index is being written for too long.
    """
    if next(_worth_keeping(home), None) is None:
        # Most likely another home was meant; and restoring it would only delete.
        raise BackupError(
            f"{home}: there is nothing to back up here.",
            "Check ASSISTANT_HOME. No backup was written.",
            code="backup-empty",
            path=str(home),
        )
    at = datetime.now(UTC).isoformat(timespec="seconds")
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.tmp")
    try:
        with quiet(home), ZipFile(temporary, "w", ZIP_DEFLATED, compresslevel=1) as archive:
            sums = _write_all(home, archive, progress)
            state = {"format": FORMAT, "at": at, "files": sums}
            archive.writestr(MANIFEST, orjson.dumps(state))
        with temporary.open("rb+") as handle:
            os.fsync(handle.fileno())
        temporary.replace(path)
    except OSError as error:
        raise BackupError(
            f"{path}: cannot be written ({error.strerror or error}).",
            "Choose another place.",
            code="backup-written",
            path=str(path),
            cause=error.strerror or str(error),
        ) from error
    finally:
        temporary.unlink(missing_ok=True)
    return BackupReport(str(path), len(sums), path.stat().st_size, at)


@contextlib.contextmanager
def quiet(home: Path) -> Iterator[None]:
    """Hold every writer's lock, so that no generation goes while it is copied."""
    with contextlib.ExitStack() as held:
        if (home / "index").is_dir():
            held.enter_context(Generations(home).lock())
        for folder in Store(home).every_folder():
            held.enter_context(folder.lock())
        yield


def _write_all(home: Path, archive: ZipFile, progress: Progress) -> dict[str, str]:
    """Copy every file into the archive; returns their SHA-256 by name."""
    names = list(_worth_keeping(home))
    sums = {}
    with tempfile.TemporaryDirectory() as scratch:
        for done, name in enumerate(names, 1):
            source = _consistent(home / name, Path(scratch) / "database")
            digest = hashlib.sha256()
            with source.open("rb") as reader, archive.open(name, "w", force_zip64=True) as writer:
                while block := reader.read(COPY):
                    digest.update(block)
                    writer.write(block)
            sums[name] = digest.hexdigest()
            progress("backup", done, len(names))
    return sums


def _worth_keeping(home: Path) -> Iterator[str]:
    """Names of the files of the state in force, with forward slashes, in order."""
    for path in sorted(home.rglob("*")):
        parts = path.relative_to(home).parts
        if path.is_symlink() or not path.is_file() or parts[0] in LEFT_OUT:
            continue
        if any(part.startswith(".") for part in parts) or path.suffix in (".lock", ".tmp"):
            continue
        if path.name.endswith(("-wal", "-shm", "-journal")) and _is_database(_base(path)):
            continue
        if not _superseded(home, parts):
            yield PurePosixPath(*parts).as_posix()


def _base(path: Path) -> Path:
    return path.with_name(path.name.rpartition("-")[0])


def _superseded(home: Path, parts: tuple[str, ...]) -> bool:
    """True for files of a generation that is not in force."""
    for place, part in enumerate(parts):
        if part.startswith("generation-"):
            pointer = home.joinpath(*parts[:place], "current")
            with contextlib.suppress(OSError):
                return pointer.read_text(encoding="utf-8").strip() != part
            return True
    return False


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as handle:
            return handle.read(len(_DATABASE)) == _DATABASE
    except OSError:
        return False


def _consistent(path: Path, scratch: Path) -> Path:
    """The file itself, or a copy made by SQLite where it is a database."""
    if not _is_database(path):
        return path
    scratch.unlink(missing_ok=True)
    try:
        with (
            contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as source,
            contextlib.closing(sqlite3.connect(scratch)) as copy,
        ):
            source.backup(copy)
    except sqlite3.Error as error:
        raise OSError(f"{path.name}: {error}") from error
    return scratch
