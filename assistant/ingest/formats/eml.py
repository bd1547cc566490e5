"""E-mail: its own text, and each attachment as a file of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from typing import Any

from assistant.ingest.faults import fault
from assistant.ingest.formats.html import parsed, write_html
from assistant.ingest.formats.plain import write_text
from assistant.ingest.outline import Outline, clean
from assistant.ingest.source import Reading, Source

_QUOTED = re.compile(r"^\s*(?:>\s?)+")
_SIGNATURE = re.compile(r"^-- ?$", re.M)
_MOST_PARTS = 500
_UNNAMED = {"text/plain": ".txt", "text/html": ".html", "message/rfc822": ".eml"}


def read(source: Source, format: str) -> Reading:
    """Read the message; attachments are written out to be read in their turn."""
    message: Any = BytesParser(policy=policy.default).parsebytes(source.data)
    reading = Reading(format)
    reading.title = _field(message, "subject")
    reading.author = _field(message, "from")
    reading.date = _day(message)
    outline = Outline()
    bodies = _bodies(message)
    for body in bodies:
        _write_body(outline, body)
    _take_attachments(reading, message, bodies, source)
    reading.blocks = outline.blocks
    return reading


def _field(message: EmailMessage, name: str) -> str:
    """A header decoded, "" where it is missing or cannot be read."""
    try:
        return clean(str(message[name] or ""))
    except (ValueError, LookupError, AttributeError, IndexError):
        return ""


def _day(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(_field(message, "date")).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _bodies(message: EmailMessage) -> list[Any]:
    """The texts meant to be read, plain before HTML: what goes on behind an attachment too."""
    try:
        found = message.get_body(preferencelist=("plain", "html"))
        parts: list[Any] = list(message.iter_parts()) if message.is_multipart() else []
    except (ValueError, LookupError, AttributeError, TypeError):
        return []
    bodies: list[Any] = [found] if isinstance(found, EmailMessage) else []
    if message.get_content_type() == "multipart/mixed" and found in parts:
        bodies += [each for each in parts if each is not found and _is_text(each)]
    return bodies


def _is_text(part: Any) -> bool:
    return part.get_content_type() in ("text/plain", "text/html") and not _is_attached(part)


def _parts(message: Any) -> Iterator[Any]:
    """The parts of a message and of these, but not those of a message inside it."""
    yield message
    if message.get_content_type() != "message/rfc822" and message.is_multipart():
        for part in message.get_payload():
            yield from _parts(part)


def _write_body(outline: Outline, body: EmailMessage) -> None:
    data = body.get_payload(decode=True)
    if not isinstance(data, bytes):
        return
    if body.get_content_type() == "text/html":
        root = parsed(data)
        if root is not None:
            write_html(outline, root)
        return
    text = _decoded(data, body.get_content_charset())
    own: list[str] = []
    quoted: list[str] = []
    for line in _SIGNATURE.split(text.replace("\r\n", "\n"))[0].split("\n"):
        (quoted if _QUOTED.match(line) else own).append(_QUOTED.sub("", line))
    write_text(outline, "\n".join(own))
    # What the message answers is kept, apart from what it says.
    for chunk in re.split(r"\n\s*\n", "\n".join(quoted)):
        outline.add("note", chunk)


def _decoded(data: bytes, charset: str | None) -> str:
    from assistant.ingest.encoding import decoded

    try:
        return data.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decoded(data, cut=False) or ""


def _take_attachments(
    reading: Reading, message: EmailMessage, bodies: Sequence[Any], source: Source
) -> None:
    """Write each attachment under a number, never under the name that the message gives it."""
    for count, part in enumerate(_parts(message)):
        if count > _MOST_PARTS:
            reading.members.append(
                (source.name, fault("archive-full", source.name, limit=_MOST_PARTS))
            )
            return
        if part is message or any(part is body for body in bodies):
            continue
        inner = part.get_content_type() == "message/rfc822"
        if not inner and (part.is_multipart() or not _is_attached(part)):
            continue
        number = len(reading.members) + 1
        name = clean(part.get_filename() or "").replace("\\", "/").rpartition("/")[2]
        name = name or f"{number}{_UNNAMED.get(part.get_content_type(), '')}"
        (source.out / f"member-{number}").write_bytes(_content(part, inner))
        reading.members.append((name, number))


def _is_attached(part: Any) -> bool:
    """Pictures of the text itself and its second wording are not attachments."""
    if part.get_content_maintype() == "image" and part.get("content-id"):
        return False
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _content(part: Any, inner: bool) -> bytes:
    if inner:
        payload = part.get_payload()
        return bytes(payload[0]) if isinstance(payload, list) and payload else b""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
