"""Has the shelf changed? Asked at every start, so the cheap answer reads no file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from assistant.library.reading import FOLDERS


def _files(knowledge: Path) -> list[Path]:
    places = [knowledge, *(knowledge / folder for folder in FOLDERS)]
    return sorted(
        path
        for place in places
        if place.is_dir()
        for path in place.iterdir()
        if path.suffix in (".md", ".yaml") and path.is_file()
    )


def file_states(knowledge: Path) -> dict[str, str]:
    """The size and the time of change of each file, by its name in the folder."""
    states = {}
    for path in _files(knowledge):
        try:
            state = path.stat()
        except FileNotFoundError:
            continue  # Deleted since the folder was listed.
        name = path.relative_to(knowledge).as_posix()
        states[name] = f"{state.st_size}\x1f{state.st_mtime_ns}"
    return states


def digest_of(states: Mapping[str, str]) -> str:
    """One digest of what `file_states` found: 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for name, state in states.items():
        digest.update(f"{name}\x1f{state}\n".encode())
    return digest.hexdigest()


def fingerprint(knowledge: Path) -> str:
    """A digest of names, sizes and times of change: 64 hexadecimal digits."""
    return digest_of(file_states(knowledge))


def content_fingerprint(knowledge: Path) -> str:
    """A digest of what the files say, the same on every machine: 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for path in _files(knowledge):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(knowledge).as_posix()}\x1f{content}\n".encode())
    return digest.hexdigest()
