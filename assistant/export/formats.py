"""The formats that documents are exported in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from assistant.errors import ExportError

Format = Literal[
    "docx",
    "pptx",
    "pdf",
    "odt",
    "html",
    "markdown",
    "mediawiki",
    "dokuwiki",
    "confluence",
    "xwiki",
    "csv",
]
FORMATS: tuple[Format, ...] = get_args(Format)


@dataclass(frozen=True, slots=True)
class Kind:
    """The ending of a format's files, its media type, and pandoc's name of it, "" where none."""

    ending: str
    media: str
    writer: str = ""


_OFFICE = "application/vnd.openxmlformats-officedocument"
# A workbook is no document, and has no kind; its media type is told here all the same.
SHEET_MEDIA = f"{_OFFICE}.spreadsheetml.sheet"
KINDS: Mapping[Format, Kind] = {
    "docx": Kind("docx", f"{_OFFICE}.wordprocessingml.document", "docx"),
    "pptx": Kind("pptx", f"{_OFFICE}.presentationml.presentation"),
    "pdf": Kind("pdf", "application/pdf"),
    "odt": Kind("odt", "application/vnd.oasis.opendocument.text", "odt"),
    "html": Kind("html", "text/html; charset=utf-8", "html5"),
    "markdown": Kind(
        "md", "text/markdown; charset=utf-8", "commonmark_x-attributes-smart-raw_html"
    ),
    "mediawiki": Kind("mediawiki.txt", "text/plain; charset=utf-8", "mediawiki"),
    "dokuwiki": Kind("dokuwiki.txt", "text/plain; charset=utf-8", "dokuwiki"),
    "confluence": Kind("confluence.txt", "text/plain; charset=utf-8", "jira"),
    "xwiki": Kind("xwiki.txt", "text/plain; charset=utf-8", "xwiki"),
    "csv": Kind("csv", "text/csv; charset=utf-8"),
}
_ENDINGS: Mapping[str, Format] = {
    "docx": "docx",
    "pptx": "pptx",
    "pdf": "pdf",
    "odt": "odt",
    "html": "html",
    "htm": "html",
    "md": "markdown",
    "markdown": "markdown",
    "mediawiki": "mediawiki",
    "dokuwiki": "dokuwiki",
    "confluence": "confluence",
    "jira": "confluence",
    "xwiki": "xwiki",
    "csv": "csv",
}


@dataclass(frozen=True, slots=True)
class Export:
    """A finished document; `pages` is None where its format has none.

    `scale` is the share of the usual size of type at which it fits its pages.
    """

    data: bytes
    format: Format
    pages: int | None = None
    scale: float = 1.0

    @property
    def media(self) -> str:
        """The media type of the document."""
        return KINDS[self.format].media

    @property
    def ending(self) -> str:
        """The ending of the document's file name, without the dot."""
        return KINDS[self.format].ending


def format_of(name: str) -> Format:
    """The format that a name or a file's ending stands for; raises ExportError for any other."""
    word = name.strip().lower().rpartition(".")[2]
    if word == "txt" and "." in name:
        word = name.lower().split(".")[-2]
    if word not in _ENDINGS:
        raise ExportError(
            f"No format goes by {name!r}.",
            f"Use one of {', '.join(FORMATS)}.",
            code="export-format",
            name=name[:60],
            known=", ".join(FORMATS),
        )
    return _ENDINGS[word]
