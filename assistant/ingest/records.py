"""What reading a file yields: an extract, passages, or a refusal; and the limits it is held to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.errors import DocumentError
from assistant.records import Lang, Passage

KIND = "upload"
ROLE = "page"

BlockKind = Literal["heading", "paragraph", "list", "table", "note"]
Status = Literal["read", "refused", "duplicate"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands in its file; only what the format has is set, numbers count from 1.

    `page` to `page_to` and `row` to `row_to` are inclusive; `headings` is the path above it.
    """

    page: int | None = None
    page_to: int | None = None
    slide: int | None = None
    sheet: str = ""
    row: int | None = None
    row_to: int | None = None
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item, table or speaker's note, in reading order.

    `level` is that of a heading, from 1; `rows` are those of a table, `header` of them naming
    its columns; `text` is then empty.
    """

    kind: BlockKind
    text: str
    place: Place = field(default_factory=Place)
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    header: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell about a file that was read all the same; `code` has its wording in
    `prompts/ingest.<lang>.yaml`, filled with `details`."""

    code: str
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of one file with its origin.

    `date` is ISO 8601, as exact as the file says it, "" where it says none; `pages` counts
    pages, slides or sheets, 0 where the format has none; `sketch` is for `similarity`.
    """

    name: str
    sha256: str
    format: str
    title: str
    lang: Lang
    author: str = ""
    date: str = ""
    pages: int = 0
    blocks: tuple[Block, ...] = ()
    notices: tuple[Notice, ...] = ()
    sketch: tuple[int, ...] = ()

    @property
    def document(self) -> str:
        """The id of the document, which follows from the file's bytes."""
        return document_id(self.sha256)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.

    "read": `extract` and `passages` are set, and `like` names a known file nearly the same, with
    its similarity. "refused": `refusal` says why and what to do. "duplicate": `like` names the
    file of the same bytes, and nothing was read.
    `name` is the path as given; a file inside another reads "pack.zip › minutes.pdf".
    """

    name: str
    status: Status
    sha256: str = ""
    size: int = 0
    extract: Extract | None = None
    passages: tuple[Passage, ...] = ()
    refusal: DocumentError | None = None
    like: str = ""
    likeness: float = 0.0


@dataclass(frozen=True, slots=True)
class Known:
    """A file taken in earlier, so that the same one, or nearly the same, is noticed."""

    name: str
    sha256: str
    sketch: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Described:
    """What the user says of the files; it wins over what they say of themselves."""

    title: str = ""
    author: str = ""
    date: str = ""
    lang: Lang | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is: `file` of `files` found so far, `page` of `pages` of this one (0 where
    unknown); `seconds_left` is None until something can be said."""

    name: str
    file: int
    files: int
    page: int = 0
    pages: int = 0
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading may cost. Sizes in bytes, times in seconds; `memory` is address space."""

    file_bytes: int = 100 * 2**20
    pages: int = 3000
    rows: int = 50_000
    characters: int = 12_000_000
    seconds: int = 300
    processor_seconds: int = 150
    memory: int = 2 * 2**30
    files: int = 5000
    archive_bytes: int = 400 * 2**20
    archive_ratio: int = 150
    depth: int = 3
    ocr_pages: int = 200


def document_id(sha256: str) -> str:
    """The document's id: the same bytes are the same document, whatever they are called."""
    return f"upload-{sha256[:16]}"
