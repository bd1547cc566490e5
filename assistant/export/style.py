"""How documents look: the organisation's colour, logo and templates, and our type."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.errors import ExportError

_COLOUR = re.compile(r"#?([0-9a-fA-F]{6})$")
# Below this contrast with white, headings in the colour could not be read.
_LEAST_CONTRAST = 4.5


@dataclass(frozen=True, slots=True)
class Style:
    """The look of an export.

    `accent` is six hexadecimal digits. `logo` is a PNG or JPEG; `template` a checked DOCX
    or PPTX, used for the format it belongs to. `scale` multiplies the size of the type.
    """

    accent: str = "1F3A5F"
    logo: bytes = b""
    template: bytes = b""
    scale: float = 1.0
    ink: str = "1B1F24"
    quiet: str = "5B6470"
    rule: str = "C9D0D8"
    tint: str = "F3F5F8"
    heading_font: str = "Georgia"
    body_font: str = "Arial"


def read_colour(text: str) -> str:
    """Six hexadecimal digits; ExportError where it is no colour or too pale on white."""
    match = _COLOUR.match(text.strip())
    if match is None:
        raise ExportError(
            f"{text!r} is not a colour.",
            "Give six hexadecimal digits, such as #1F3A5F.",
            code="export-colour",
            colour=text[:20],
        )
    colour = match[1].upper()
    if contrast(colour) < _LEAST_CONTRAST:
        raise ExportError(
            f"#{colour} is too pale to be read on white.",
            "Give a darker colour.",
            code="export-pale",
            colour=f"#{colour}",
        )
    return colour


def contrast(colour: str) -> float:
    """The contrast of a colour with white, 1 to 21 (WCAG 2.2, relative luminance)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)


def soft(colour: str, share: float = 0.9) -> str:
    """The colour mixed with white, `share` being that of white."""
    parts = [int(colour[place : place + 2], 16) for place in (0, 2, 4)]
    return "".join(f"{round(255 * share + part * (1 - share)):02X}" for part in parts)
