"""The ways in which a file is refused; the same in both languages under `prompts/errors.*`."""

from __future__ import annotations

from assistant.errors import DocumentError

# Code to (message, remedy); `{name}` and the other variables are the error's details.
_FAULTS = {
    "file-missing": ("{name}: there is no such file.", "Check the path."),
    "file-unreadable": (
        "{name}: may not be opened.",
        "Ask whoever owns it for the right to read it.",
    ),
    "file-special": (
        "{name}: is not a file but a device, a pipe or a link that leads elsewhere.",
        "Give the file itself.",
    ),
    "file-empty": (
        "{name}: is empty, not a single byte.",
        "Ask for it again from whoever sent it.",
    ),
    "file-no-text": ("{name}: has no text to read.", "Check that it is the right file."),
    "file-too-large": (
        "{name}: has {megabytes} MB; at most {limit} MB are read.",
        "Split it, or leave its pictures out.",
    ),
    "file-encrypted": (
        "{name}: is protected by a password.",
        "Save a copy without the password and give that one.",
    ),
    "file-damaged": (
        "{name}: is damaged, or made to look like something it is not.",
        "Open it in the program it was made with and save it anew.",
    ),
    "file-too-slow": (
        "{name}: reading it took longer than {seconds} seconds.",
        "Split it, or save it anew from the program it was made with.",
    ),
    "file-too-heavy": (
        "{name}: reading it needs more memory than is allowed.",
        "Split it, or save it in a simpler format.",
    ),
    "file-unsupported": (
        "{name}: files of this kind ({kind}) are not read.",
        "Save it as PDF, Word, PowerPoint, Excel, OpenDocument, HTML or text.",
    ),
    "file-old-office": (
        "{name}: is in the Office format from before 2007.",
        "Save it as .docx, .pptx or .xlsx.",
    ),
    "file-scanned": (
        "{name}: is a scan; its {pages} pages are pictures without text.",
        "Install Tesseract on this machine, or give a version with a text layer.",
    ),
    "file-scan-unread": (
        "{name}: is a scan, and no text could be recognised on its {pages} pages.",
        "Scan it again at 300 dots an inch, or give a version with a text layer.",
    ),
    "archive-bomb": (
        "{name}: unpacks to far more than its size, as an attack would.",
        "If you trust it, unpack it yourself and give the files.",
    ),
    "archive-full": (
        "{name}: holds more than {limit} files.",
        "Unpack it and give the files that matter.",
    ),
    "archive-deep": (
        "{name}: lies in archives within archives, deeper than {limit}.",
        "Unpack it and give the files themselves.",
    ),
    "archive-path": (
        "{name}: its name in the archive leads outside the archive.",
        "Unpack it yourself if you trust it, and give the file.",
    ),
    "xml-unsafe": (
        "{name}: declares XML entities, which documents do not and attacks do.",
        "Save it anew from the program it was made with.",
    ),
}


def fault(code: str, name: str, **details: object) -> DocumentError:
    """The refusal of a file, its message filled; raises KeyError for an unknown code."""
    message, remedy = _FAULTS[code]
    return DocumentError(message.format(name=name, **details), remedy, code, name=name, **details)


def codes() -> frozenset[str]:
    """Every code there is."""
    return frozenset(_FAULTS)
