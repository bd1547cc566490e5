"""ZIP archives: each file is unpacked under a number; names inside never become paths."""

from __future__ import annotations

import contextlib
import stat
import zipfile
import zlib
from pathlib import PurePosixPath

from assistant.errors import DocumentError
from assistant.ingest.faults import fault
from assistant.ingest.source import Reading, Source

_CHUNK = 1 << 16
_ENCRYPTED = 0x1
_UTF8 = 0x800
_UNIX = 3
# Below this a file may well be as repetitive as its compression says.
_HONEST = 8 * 2**20
_LITTER = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


def read(source: Source, format: str) -> Reading:
    """Unpack what may be; what may not gets its refusal beside its name.

    Raises DocumentError where the archive as a whole is an attack, or protected throughout.
    """
    reading = Reading(format)
    with zipfile.ZipFile(source.path) as archive:
        entries = [each for each in archive.infolist() if not each.is_dir() and not _litter(each)]
        if len(entries) > source.limits.files:
            raise fault("archive-full", source.name, limit=source.limits.files)
        if entries and all(each.flag_bits & _ENCRYPTED for each in entries):
            raise fault("file-encrypted", source.name)
        budget = source.limits.archive_bytes
        for number, entry in enumerate(entries, 1):
            source.progress(number, len(entries))
            try:
                budget -= _unpack(archive, entry, number, budget, source)
            except DocumentError as error:
                if error.code == "archive-bomb":
                    raise
                reading.members.append((_shown(entry), error))
            else:
                reading.members.append((_shown(entry), number))
    return reading


def _litter(entry: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(entry.filename).parts
    return bool(parts) and (parts[0] in _LITTER or parts[-1] in _LITTER or parts[-1][:2] == "~$")


def _shown(entry: zipfile.ZipInfo) -> str:
    name = entry.filename
    if not entry.flag_bits & _UTF8:
        # Some programs write UTF-8 without saying so; what it is read as instead never is that.
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/") or "?"


def _unpack(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, number: int, budget: int, source: Source
) -> int:
    """Write one entry and return its size, counted as it comes: what it claims may be a lie."""
    name = _shown(entry)
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts or ":" in (parts[0] if parts else "")[:2]:
        raise fault("archive-path", name)
    if entry.create_system == _UNIX and stat.S_ISLNK(entry.external_attr >> 16):
        raise fault("file-special", name)
    if entry.flag_bits & _ENCRYPTED:
        raise fault("file-encrypted", name)
    size, limit = 0, source.limits
    try:
        with archive.open(entry) as packed, (source.out / f"member-{number}").open("wb") as plain:
            while chunk := packed.read(_CHUNK):
                size += len(chunk)
                ratio = size / max(1, entry.compress_size)
                if size > budget or (size > _HONEST and ratio > limit.archive_ratio):
                    raise fault("archive-bomb", source.name)
                if size > limit.file_bytes:
                    megabytes = entry.file_size // 2**20
                    raise fault(
                        "file-too-large", name, megabytes=megabytes, limit=limit.file_bytes >> 20
                    )
                plain.write(chunk)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError):
        raise fault("file-damaged", name) from None
    return size
