"""What is known of a collection, of a file in it, and of taking files in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.records import Lang

FileStatus = Literal["added", "already", "refused", "cancelled"]
_UNITS = {"pptx": "slides", "odp": "slides", "xlsx": "sheets", "ods": "sheets"}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in a collection.

    `date` is what the file says of itself (ISO 8601, "" where it says nothing), `added_at` when
    it was taken in (UTC); `size` in bytes; `passages` counts what is searched; `sketch` tells
    near-duplicates; `notices` are (code, details) with their wording in `prompts/ingest`.
    """

    sha256: str
    document: str
    name: str
    title: str
    lang: Lang
    format: str = ""
    author: str = ""
    date: str = ""
    pages: int = 0
    size: int = 0
    passages: int = 0
    added_at: str = ""
    like: str = ""
    sketch: tuple[int, ...] = ()
    notices: tuple[tuple[str, dict[str, Any]], ...] = ()

    @property
    def unit(self) -> str:
        """What `pages` counts: "pages", "slides" or "sheets"."""
        return _UNITS.get(self.format, "pages")


@dataclass(frozen=True, slots=True)
class Collection:
    """A named set of files; `id` stays when the name changes, `changed_at` is in UTC."""

    id: str
    name: str
    files: tuple[StoredFile, ...] = ()
    changed_at: str = ""

    @property
    def passages(self) -> int:
        """How many passages are searched."""
        return sum(file.passages for file in self.files)


@dataclass(frozen=True, slots=True)
class Step:
    """How far a batch is: `page` of `pages` of file `file` of `files`, 0 where unknown.

    `share` of the whole is between 0 and 1; `seconds_left` is None until it can be said.
    """

    stage: Literal["reading", "embedding", "writing"]
    name: str = ""
    file: int = 0
    files: int = 0
    page: int = 0
    pages: int = 0
    share: float = 0.0
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file; a refusal has a code, a message and a remedy.

    `like` names a file of the collection that is the same, or nearly the same.
    """

    name: str
    status: FileStatus
    title: str = ""
    pages: int = 0
    passages: int = 0
    like: str = ""
    code: str = ""
    message: str = ""
    remedy: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    notices: tuple[tuple[str, dict[str, Any]], ...] = ()


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of a batch; `embedded` counts passages whose vectors were computed."""

    collection: str
    name: str
    files: tuple[FileReport, ...] = ()
    embedded: int = 0
    seconds: float = 0.0
    cancelled: bool = False

    def count(self, status: FileStatus) -> int:
        """How many files met this end."""
        return sum(file.status == status for file in self.files)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a collection; `code` has its wording, `file` names a file of it."""

    collection: str
    code: Literal["index", "document", "name"]
    file: str = ""
    detail: str = ""
    mended: bool = False
