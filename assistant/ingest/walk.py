"""From the paths a user gives to the files that are read: folders in depth, in order of name."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import DocumentError
from assistant.ingest.faults import fault
from assistant.ingest.outline import clean

# Left aside without a word inside a folder: what programs leave there, not people.
_LITTER = frozenset(("Thumbs.db", "desktop.ini", "__MACOSX", "__pycache__", "node_modules"))
_LOCKS = ("~$", ".")


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, or the refusal of what cannot be; `depth` counts the archives around it."""

    name: str
    path: Path
    size: int = 0
    depth: int = 0
    refusal: DocumentError | None = None


def walk(paths: Iterable[Path]) -> Iterator[Found]:
    """Every file below these paths, those of a folder named relative to its parent."""
    for path in paths:
        if path.is_dir():
            yield from _below(path)
        else:
            yield found(path, shown(str(path)))


def shown(name: str) -> str:
    """A file's name as it can be printed and stored: nothing hidden, nothing reordered."""
    return clean(name) or "?"


def found(path: Path, name: str, depth: int = 0) -> Found:
    """A file as the file system shows it; refused where it is none, or not to be opened."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return Found(name, path, refusal=fault("file-missing", name))
    except (OSError, ValueError):
        return Found(name, path, refusal=fault("file-unreadable", name))
    if not stat.S_ISREG(status.st_mode):
        return Found(name, path, refusal=fault("file-special", name))
    if not os.access(path, os.R_OK):
        return Found(name, path, refusal=fault("file-unreadable", name))
    return Found(name, path, status.st_size, depth)


def _below(folder: Path) -> Iterator[Found]:
    base = folder.resolve().parent
    for here, folders, files in os.walk(folder.resolve(), followlinks=False):
        folders[:] = sorted(each for each in folders if not _left_aside(each))
        for each in sorted(files):
            if _left_aside(each):
                continue
            path = Path(here) / each
            name = shown(path.relative_to(base).as_posix())
            if path.is_symlink():
                # It may lead out of the folder that the user meant to give.
                yield Found(name, path, refusal=fault("file-special", name))
            else:
                yield found(path, name)


def _left_aside(name: str) -> bool:
    return name.startswith(_LOCKS) or name in _LITTER
