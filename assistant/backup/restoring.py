"""Restores a backup: whole, or not at all."""

from __future__ import annotations

import hashlib
import shutil
import uuid
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import BadZipFile, ZipFile

import orjson

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
from assistant.durable import write_whole
from assistant.errors import BackupError

_JOURNAL = ".restore.json"


def restore(home: Path, path: Path, progress: Progress = silent) -> BackupReport:
    """Put the state of a backup in the place of all that a home holds, models left as they are.

    Nothing changes before every byte has been checked. The application must not be running.
    Raises BackupError where the file is no whole backup, BusyError where an index is being
    written.
    """
    finish_restore(home)
    home.mkdir(parents=True, exist_ok=True)
    draft = home / f".restore-{uuid.uuid4().hex}"
    try:
        manifest = _unpacked(path, draft / "new", progress)
        with quiet(home):
            entries = {name.split("/")[0] for name in manifest["files"]}
            gone = {each.name for each in home.iterdir()} - {draft.name, *LEFT_OUT}
            kept_out = sorted(name for name in gone if not name.startswith("."))
            journal = {"draft": draft.name, "entries": sorted(entries), "old": kept_out}
            write_whole(home / _JOURNAL, orjson.dumps(journal))
        finish_restore(home)
    except (OSError, BadZipFile, ValueError, KeyError, TypeError) as error:
        raise _broken(path, error) from error
    finally:
        if not (home / _JOURNAL).exists():
            shutil.rmtree(draft, ignore_errors=True)
    return BackupReport(str(path), len(manifest["files"]), path.stat().st_size, manifest["at"])


def finish_restore(home: Path) -> bool:
    """End a restore that was interrupted after it had begun to count; True where there was one."""
    try:
        journal = orjson.loads((home / _JOURNAL).read_bytes())
    except OSError:
        return False
    draft = home / str(journal["draft"])
    (draft / "old").mkdir(parents=True, exist_ok=True)
    for name in journal["old"]:
        # Moved away already, or moved in already: then it is no longer the old one.
        new_in_place = name in journal["entries"] and not (draft / "new" / name).exists()
        if (home / name).exists() and not new_in_place and not (draft / "old" / name).exists():
            (home / name).rename(draft / "old" / name)
    for name in journal["entries"]:
        if (draft / "new" / name).exists():
            (draft / "new" / name).rename(home / name)
    (home / _JOURNAL).unlink()
    shutil.rmtree(draft, ignore_errors=True)
    return True


def _broken(path: Path, cause: Exception) -> BackupError:
    return BackupError(
        f"{path}: not a whole backup ({cause}).",
        "Nothing was changed. Use another copy of it.",
        path=str(path),
        cause=str(cause),
    )


def backup_date(path: Path) -> str:
    """When a backup was made, in UTC; BackupError where the file is none."""
    try:
        with ZipFile(path) as archive:
            return str(orjson.loads(archive.read(MANIFEST))["at"])
    except (OSError, BadZipFile, ValueError, KeyError, TypeError) as error:
        raise _broken(path, error) from error


def _unpacked(path: Path, into: Path, progress: Progress) -> dict[str, Any]:
    """Write the files of a backup into a new folder; raises where one is missing or altered."""
    with ZipFile(path) as archive:
        manifest: dict[str, Any] = orjson.loads(archive.read(MANIFEST))
        if manifest["format"] != FORMAT:
            raise ValueError("made by another version")
        for done, (name, digest) in enumerate(manifest["files"].items(), 1):
            target = into.joinpath(*_confined(name))
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
    if parts[0].startswith(".") or parts[0] in LEFT_OUT:
        raise ValueError(f"{name!r} is no part of the state")
    return parts
