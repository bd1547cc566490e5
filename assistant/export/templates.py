"""The organisation's own templates and logo: checked before anything is done with them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

from assistant.errors import ExportError
from assistant.export.style import Style, read_colour

LARGEST = 20_000_000
_MOST_UNPACKED = 200_000_000
_MOST_RATIO = 200
_MOST_FILES = 5_000
_MAIN = {"word/document.xml": "docx", "ppt/presentation.xml": "pptx"}
_LOGO_LARGEST = 2_000_000
_LOGO_PIXELS = 25_000_000


def read_style(accent: str = "", logo: bytes = b"", template: bytes = b"") -> Style:
    """The look of what the organisation gave; raises ExportError for what cannot be used."""
    style = Style(
        logo=checked_logo(logo) if logo else b"",
        template=checked_template(template) if template else b"",
    )
    return replace(style, accent=read_colour(accent)) if accent.strip() else style


def kind_of(data: bytes) -> str:
    """ "docx", "pptx", or "" where the file is neither."""
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return ""
    return next((kind for main, kind in _MAIN.items() if main in names), "")


def checked_template(data: bytes) -> bytes:
    """The template, where it can be used.

    Raises ExportError, with what to do, for a file that is too large, no DOCX or PPTX,
    damaged, encrypted, packed to explode, or that carries macros, embedded objects or links
    to files elsewhere.
    """
    if len(data) > LARGEST:
        raise _refused("template-large", f"The template is over {LARGEST // 1_000_000} MB.")
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise _refused("template-locked", "The template is encrypted or of an old format.")
    kind = kind_of(data)
    if not kind:
        raise _refused("template-kind", "The template is no DOCX or PPTX file.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_archive(archive)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError) as error:
        raise _refused("template-damaged", "The template is damaged.") from error
    _check_opens(data, kind)
    return data


def _check_archive(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if len(entries) > _MOST_FILES or unpacked > _MOST_UNPACKED or unpacked / packed > _MOST_RATIO:
        raise _refused("template-bomb", "The template unpacks to far more than it holds.")
    for entry in entries:
        name = entry.filename.lower()
        if entry.flag_bits & 1:
            raise _refused("template-locked", "The template is encrypted or of an old format.")
        if _active(name):
            raise _refused("template-active", "The template carries macros or objects.")
        if name.startswith(("/", "\\")) or ".." in name.split("/"):
            raise _refused("template-damaged", "The template is damaged.")
        if name.endswith((".rels", ".xml")):
            _check_xml(archive.read(entry), name)


def _active(name: str) -> bool:
    # Printer settings are harmless, and Office leaves them in.
    if "printersettings" in name:
        return False
    return "vbaproject" in name or "/activex/" in name or name.endswith((".bin", ".exe", ".js"))


def _check_xml(data: bytes, name: str) -> None:
    from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
    from defusedxml.ElementTree import ParseError, fromstring  # type: ignore[import-untyped]

    try:
        root = fromstring(data, forbid_dtd=True)
    except (DefusedXmlException, ParseError, ValueError) as error:
        raise _refused("template-damaged", "The template is damaged.") from error
    if not name.endswith(".rels"):
        return
    for relation in root:
        kind = relation.get("Type", "").rpartition("/")[2]
        if relation.get("TargetMode") == "External" and kind != "hyperlink":
            raise _refused("template-linked", "The template loads something from elsewhere.")


def _check_opens(data: bytes, kind: str) -> None:
    """What the readers of Word and PowerPoint files refuse is refused before an export starts."""
    try:
        if kind == "docx":
            import docx

            docx.Document(io.BytesIO(data))
        else:
            from pptx import Presentation

            if not list(Presentation(io.BytesIO(data)).slide_layouts):
                raise ValueError("no layouts")
    except Exception as error:
        raise _refused("template-damaged", "The template is damaged.") from error


def checked_logo(data: bytes) -> bytes:
    """The logo, where it is a whole PNG or JPEG of reasonable size; raises ExportError else."""
    from PIL import Image, UnidentifiedImageError

    if len(data) > _LOGO_LARGEST:
        raise _refused("logo-large", "The logo is over 2 MB.")
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > _LOGO_PIXELS:
                raise _refused("logo-large", "The logo is over 2 MB.")
            image.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise _refused("logo-kind", "The logo is no PNG or JPEG picture.") from error
    except Image.DecompressionBombError as error:
        raise _refused("logo-large", "The logo is over 2 MB.") from error
    return data


_REMEDIES = {
    "template-large": "Take the pictures out of it, or save a version without content.",
    "template-locked": "Save it without a password, as .docx or .pptx.",
    "template-kind": "Give a Word document (.docx) or a presentation (.pptx).",
    "template-damaged": "Open it in Word or PowerPoint, save a copy, and give that.",
    "template-bomb": "Save a clean copy of it in Word or PowerPoint, and give that.",
    "template-active": "Save it as .docx or .pptx without macros or embedded objects.",
    "template-linked": "Break its links to other files, or unlink its parent template.",
    "logo-large": "Give a smaller one.",
    "logo-kind": "Save it as PNG or JPEG.",
}


def _refused(code: str, message: str) -> ExportError:
    return ExportError(message, _REMEDIES[code], code=code)
