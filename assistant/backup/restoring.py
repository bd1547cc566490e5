"""Restores a backup: whole, or not at all."""

from __future__ import annotations

import errno
import hashlib
import shutil
import time
import uuid
import zlib
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import BadZipFile, ZipFile

import orjson
from filelock import FileLock

from assistant.backup.writing import (
    COPY,
    FORMAT,
    LEFT_OUT,
    MANIFEST,
    BackupReport,
    Progress,
    quiet,
    silent,
)
from assistant.durable import RESTORING, disk_full, unwritable, write_whole, writing
from assistant.errors import AssistantError, BackupError

# What reading a damaged, locked or hostile archive raises.
_DAMAGE = (BadZipFile, ValueError, KeyError, TypeError, EOFError, RuntimeError, zlib.error)
# A draft this old is nobody's work any more.
_OLD_SECONDS = 6 * 3600.0
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


def restore(home: Path, path: Path, progress: Progress = silent) -> BackupReport:
    """Put the state of a backup in the place of all that a home holds, models left as they are.

    Nothing changes before every byte has been checked. The application must not be running.
    Raises BackupError where the file is no whole backup or one of another version, BusyError
    where an index is being written, AssistantError where the home has no room or is closed.
    """
    draft = home / f".restore-{uuid.uuid4().hex}"
    try:
        finish_restore(home)
        home.mkdir(parents=True, exist_ok=True)
        _sweep(home)
        manifest = _unpacked(path, draft / "new", progress)
        with quiet(home):
            entries = {name.split("/")[0] for name in manifest["files"]}
            gone = {each.name for each in home.iterdir()} - {draft.name, *LEFT_OUT}
            kept_out = sorted(name for name in gone if not name.startswith("."))
            journal = {"draft": draft.name, "entries": sorted(entries), "old": kept_out}
            write_whole(home / RESTORING, orjson.dumps(journal))
        finish_restore(home)
    except (OSError, *_DAMAGE) as error:
        raise _refused(home, path, error) from error
    finally:
        if not (home / RESTORING).exists():
            shutil.rmtree(draft, ignore_errors=True)
    return BackupReport(str(path), len(manifest["files"]), path.stat().st_size, manifest["at"])


def finish_restore(home: Path) -> bool:
    """End a restore that was interrupted after it had begun to count; True where there was one.

    Two processes that find it do so one after the other. Raises AssistantError where the home
    cannot be written.
    """
    draft = _begun(home)
    if draft is None:
        return False
    with writing(home):
        if not (draft / "new").is_dir():
            # Somebody has deleted what was to come: then what is there stays.
            (home / RESTORING).unlink(missing_ok=True)
            return False
        with FileLock(draft / "lock"):
            if _begun(home) == draft:
                _put_in_place(home, draft)
    return True


def _put_in_place(home: Path, draft: Path) -> None:
    _move(home, draft, orjson.loads((home / RESTORING).read_bytes()))
    (home / RESTORING).unlink()
    shutil.rmtree(draft, ignore_errors=True)


def _sweep(home: Path) -> None:
    """Delete what a restore that was killed before it counted has unpacked."""
    for path in home.glob(".restore-*"):
        if time.time() - path.stat().st_mtime > _OLD_SECONDS:
            shutil.rmtree(path, ignore_errors=True)


def _begun(home: Path) -> Path | None:
    """Where the new state of an interrupted restore lies."""
    try:
        return home / str(orjson.loads((home / RESTORING).read_bytes())["draft"])
    except OSError:
        return None


def _move(home: Path, draft: Path, journal: dict[str, Any]) -> None:
    """Move the old state out and the new one in; what has been moved already stays so."""
    (draft / "old").mkdir(parents=True, exist_ok=True)
    for name in journal["old"]:
        # Moved away already, or moved in already: then it is no longer the old one.
        new_in_place = name in journal["entries"] and not (draft / "new" / name).exists()
        if (home / name).exists() and not new_in_place and not (draft / "old" / name).exists():
            (home / name).rename(draft / "old" / name)
    for name in journal["entries"]:
        if (draft / "new" / name).exists():
            (draft / "new" / name).rename(home / name)


def _refused(home: Path, path: Path, error: Exception) -> AssistantError:
    """The fault for what stopped a restore: the home's, or the archive's."""
    if isinstance(error, OSError) and error.filename != str(path):
        if error.errno in _NO_ROOM:
            return disk_full(home, error.strerror or "")
        if error.errno in _FORBIDDEN:
            return unwritable(home, error.strerror)
    return _broken(path, error)


def _broken(path: Path, cause: Exception) -> BackupError:
    cause_told = (cause.strerror if isinstance(cause, OSError) else "") or str(cause)
    return BackupError(
        f"{path}: not a whole backup ({cause_told}).",
        "Nothing was changed. Use another copy of it.",
        path=str(path),
        cause=cause_told,
    )


def backup_date(path: Path) -> str:
    """When a backup was made, in UTC; BackupError where the file is none, or one of another
    version."""
    try:
        with ZipFile(path) as archive:
            return str(_manifest(path, archive)["at"])
    except (OSError, *_DAMAGE) as error:
        raise _broken(path, error) from error


def _manifest(path: Path, archive: ZipFile) -> dict[str, Any]:
    """What the archive says that it holds; ValueError where it is not what a backup says,
    BackupError where another version wrote it."""
    try:
        manifest: dict[str, Any] = orjson.loads(archive.read(MANIFEST))
    except KeyError as error:
        raise ValueError(f"{MANIFEST} is missing") from error
    if not isinstance(manifest, dict):
        raise ValueError(f"{MANIFEST} is damaged")
    if manifest.get("format") != FORMAT:
        raise BackupError(
            f"{path}: written by another version of the assistant.",
            "Nothing was changed. Restore it with the version that wrote it.",
            code="backup-version",
            path=str(path),
        )
    files = manifest.get("files")
    if not isinstance(manifest.get("at"), str) or not isinstance(files, dict) or not files:
        # An empty one would only delete what is there.
        raise ValueError(f"{MANIFEST} lists no files")
    return manifest


def _unpacked(path: Path, into: Path, progress: Progress) -> dict[str, Any]:
    """Write the files of a backup into a new folder; raises where one is missing or altered."""
    with ZipFile(path) as archive:
        manifest = _manifest(path, archive)
        targets = {name: into.joinpath(*_confined(name)) for name in manifest["files"]}
        for done, (name, digest) in enumerate(manifest["files"].items(), 1):
            target = targets[name]
            target.parent.mkdir(parents=True, exist_ok=True)
            found = hashlib.sha256()
            with archive.open(name) as reader, target.open("wb") as writer:
                while block := reader.read(COPY):
                    found.update(block)
                    writer.write(block)
            if found.hexdigest() != digest:
                raise ValueError(f"{name} is altered")
            progress("restore", done, len(manifest["files"]))
    return manifest


def _confined(name: str) -> tuple[str, ...]:
    """The parts of a name that stays below the folder; ValueError for any other."""
    parts = PurePosixPath(name).parts
    if not parts or any(p in ("..", "/") or "\\" in p or ":" in p for p in parts):
        raise ValueError(f"{name!r} leads out of the home")
    # What moves it into place goes by the first part of the name as it is written.
    if "/".join(parts) != name or parts[0].startswith(".") or parts[0] in LEFT_OUT:
        raise ValueError(f"{name!r} is no part of the state")
    return parts
