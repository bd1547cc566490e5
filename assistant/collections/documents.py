"""The lasting copy of what was read of each file: passages and vectors, named by its bytes.

The index of a collection can be made again from these; a file is only ever added or deleted.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import orjson
from pydantic import TypeAdapter, ValidationError

from assistant.collections.records import StoredFile
from assistant.durable import write_whole
from assistant.errors import IndexFault
from assistant.records import Passage

_NAME = re.compile(r"[0-9a-f]{64}")
TEXT, ROWS = "json", "npz"


class Documents:
    """The folder `documents` of a collection."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(
        self, file: StoredFile, passages: Sequence[Passage], identity: str, vectors: np.ndarray
    ) -> None:
        """Keep a file; `vectors` has shape (passages, dimension). The text comes last: a file
        is there once its text is."""
        self.write_vectors(file.sha256, identity, vectors)
        body = orjson.dumps({"file": asdict(file), "passages": [asdict(p) for p in passages]})
        digest = hashlib.sha256(body).hexdigest().encode()
        self.put(file.sha256, TEXT, digest + b"\n" + body)

    def write_vectors(self, sha256: str, identity: str, vectors: np.ndarray) -> None:
        """Keep the vectors of a file as one model gave them (float16, as in the index)."""
        held = BytesIO()
        np.savez(held, identity=np.asarray(identity), vectors=vectors.astype(np.float16))
        self.put(sha256, ROWS, held.getvalue())

    def read(self, sha256: str) -> tuple[StoredFile, tuple[Passage, ...]]:
        """A file and its passages; IndexFault where the copy is missing or damaged."""
        try:
            digest, _, body = self.get(sha256, TEXT).partition(b"\n")
            if hashlib.sha256(body).hexdigest().encode() != digest:
                raise ValueError("its checksum does not fit")
            state = orjson.loads(body)
            return _files().validate_python(state["file"]), _passages().validate_python(
                state["passages"]
            )
        except (OSError, ValueError, KeyError, TypeError, ValidationError) as error:
            raise IndexFault(
                f"{sha256[:12]}: what was read of this file is lost ({type(error).__name__}).",
                "Run `assistant index repair`; where that does not help, upload the file again.",
                code="document_damaged",
            ) from error

    def vectors(self, sha256: str, identity: str, count: int) -> np.ndarray | None:
        """The vectors, shape (count, dimension); None where they are missing, damaged or those
        of another model."""
        try:
            held = BytesIO(self.get(sha256, ROWS))
            with np.load(held, allow_pickle=False) as data:
                if str(data["identity"]) != identity or len(data["vectors"]) != count:
                    return None
                found: np.ndarray = data["vectors"].astype(np.float32)
                return found
        except (OSError, EOFError, ValueError, KeyError, BadZipFile):
            return None

    def delete(self, sha256: str) -> None:
        """Forget a file; nothing happens where it is not there."""
        for kind in (TEXT, ROWS):
            self._path(sha256, kind).unlink(missing_ok=True)

    def kept(self) -> Iterator[str]:
        """The hashes of all files that are there, in order."""
        for path in sorted(self.folder.glob("*.json")):
            if _NAME.fullmatch(path.stem):
                yield path.stem

    def put(self, sha256: str, kind: str, content: bytes) -> None:
        """Keep the text or the rows of a file, whole or not at all."""
        self.folder.mkdir(exist_ok=True)
        write_whole(self._path(sha256, kind), content)

    def get(self, sha256: str, kind: str) -> bytes:
        """What `put` kept; OSError where it is not there."""
        return self._path(sha256, kind).read_bytes()

    def _path(self, sha256: str, kind: str) -> Path:
        return self.folder / f"{_safe(sha256)}.{kind}"


def _safe(sha256: str) -> str:
    if not _NAME.fullmatch(sha256):
        raise ValueError(f"{sha256!r} is no SHA-256")
    return sha256


@cache
def _files() -> TypeAdapter[StoredFile]:
    return TypeAdapter(StoredFile)


@cache
def _passages() -> TypeAdapter[tuple[Passage, ...]]:
    return TypeAdapter(tuple[Passage, ...])


def stored_files(content: bytes) -> tuple[StoredFile, ...]:
    """The files from their JSON; ValueError where it is malformed."""
    listed: list[Any] = orjson.loads(content)
    return tuple(_files().validate_python(each) for each in listed)
