"""Takes the files of a form off the wire, into a temporary folder, within limits."""

from __future__ import annotations

import asyncio
import re
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from assistant.durable import writing
from assistant.errors import DocumentError
from assistant.ingest import Limits

MOST_FILES = 500
MOST_BYTES = 4 * Limits().file_bytes
_LONGEST_NAME, _LONGEST_ENDING = 80, 10
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]+")


@dataclass(frozen=True, slots=True)
class Upload:
    """What a form held: the files below `folder`, and the name of their collection."""

    folder: Path
    paths: tuple[Path, ...]
    collection: str


async def receive(request: Request) -> Upload:
    """Read the form; DocumentError where it is larger than is taken, or cannot be read.

    An announced size is refused before anything is read. AssistantError where the disk is full.
    """
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > MOST_BYTES:
        raise too_large()
    limited = Request(request.scope, _limited(request.receive))
    try:
        with writing(Path(tempfile.gettempdir())):
            return await _kept(limited)
    except (HTTPException, ClientDisconnect) as error:
        raise DocumentError(
            "The files did not arrive whole.", "Send them again, fewer at a time.", code="upload"
        ) from error


async def _kept(limited: Request) -> Upload:
    """Write the files of the form below a new folder."""
    async with limited.form(max_files=MOST_FILES, max_fields=20) as form:
        folder = Path(tempfile.mkdtemp(prefix="boardwise-upload-"))
        try:
            # Hundreds of megabytes are copied while others are answered.
            paths = await asyncio.to_thread(_all_saved, form.getlist("files"), folder)
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return Upload(folder, paths, str(form.get("collection") or "").strip())


def too_large() -> DocumentError:
    """The refusal of more bytes than are taken at once."""
    return DocumentError(
        f"More than {MOST_BYTES // 2**20} MB at once are not taken.",
        "Send fewer files, or use `assistant ingest`.",
        code="upload-large",
        limit=MOST_BYTES // 2**20,
    )


Receive = Callable[[], Awaitable[Any]]


def _limited(receive: Receive) -> Receive:
    taken = 0

    async def counted() -> Any:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MOST_BYTES:
            raise too_large()
        return message

    return counted


def _all_saved(sent: Sequence[object], folder: Path) -> tuple[Path, ...]:
    return tuple(
        _saved(each, folder, place)
        for place, each in enumerate(sent)
        if isinstance(each, UploadFile) and each.filename
    )


def _saved(upload: UploadFile, folder: Path, place: int) -> Path:
    """Write one file under its own name, in a folder of its own: two may be called the same."""
    name = PurePosixPath((upload.filename or "").replace("\\", "/")).name
    name = _short(_UNSAFE.sub("_", name).strip(". ")) or "file"
    own = folder / str(place)
    own.mkdir()
    with (own / name).open("wb") as handle:
        shutil.copyfileobj(upload.file, handle)
    return own / name


def _short(name: str) -> str:
    """The beginning of a long name, which tells files apart, with its ending."""
    if len(name) <= _LONGEST_NAME:
        return name
    ending = PurePosixPath(name).suffix[:_LONGEST_ENDING]
    return name[: _LONGEST_NAME - len(ending) - 1].rstrip() + "…" + ending
