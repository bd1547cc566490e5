"""French and English typography for text that we compose."""

from __future__ import annotations

import re

from assistant.records import Lang

NARROW = "\u202f"
_FRENCH_BEFORE = re.compile(r"[ \u00a0\u202f]*([;:?!%»])(?=\s|$|[\]).,»”])")
_FRENCH_OPEN = re.compile(r"«[ \u00a0\u202f]*")
_PLAIN = re.compile(r"[\u202f\u00a0]")
_CONTROL = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_SPACES = re.compile(r"\s+")


def typeset(text: str, lang: Lang) -> str:
    """Narrow no-break spaces and guillemets where French wants them; English as it is."""
    if lang != "fr":
        return text
    text = _FRENCH_OPEN.sub("«" + NARROW, text)
    return _FRENCH_BEFORE.sub(NARROW + r"\1", text)


def plain(text: str) -> str:
    """Ordinary spaces and apostrophes, for comparing."""
    return _SPACES.sub(" ", _PLAIN.sub(" ", text).replace("’", "'")).strip()


def clean_question(text: str) -> str:
    """A question without control, bidirectional-override and zero-width characters.

    Narrow and no-break spaces become ordinary ones: they are typography, not words.
    """
    text = _PLAIN.sub(" ", text)
    return _SPACES.sub(" ", _CONTROL.sub(" ", text)).strip()
