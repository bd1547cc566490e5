"""Text from people made harmless: nothing in it can steer the page, the terminal or the reader."""

from __future__ import annotations

import html
import re
import unicodedata

# The joiners shape Persian words and compound emoji; everything else of category Cf
# (direction overrides, zero-width spaces, tags) can only disguise what is written.
_KEPT_FORMAT = frozenset("\u200c\u200d")
_KEPT_CONTROL = frozenset("\n\t")

_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~{}$^])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"^(\s*)([#+=:-]+|\d+(?=[.)]))", re.MULTILINE)
_AUTOLINK = re.compile(r"(?i)(\bwww)\.|:(//)|(\S)@")


def inert(text: str) -> str:
    """Return the text without control, direction and invisible characters; lone surrogates
    become U+FFFD so that the result can always be encoded."""
    return "".join(_inert_character(character) for character in text.replace("\r\n", "\n"))


def _inert_character(character: str) -> str:
    match unicodedata.category(character):
        case "Cc":
            return character if character in _KEPT_CONTROL else ""
        case "Cf":
            return character if character in _KEPT_FORMAT else ""
        case "Cs":
            return "\ufffd"
        case "Zl" | "Zp":
            return "\n"
        case _:
            return character


def escaped(text: str) -> str:
    """Return the inert text with every character that HTML reads as markup escaped."""
    return html.escape(inert(text), quote=True)


def escaped_markdown(text: str) -> str:
    """Return the inert text with everything that Markdown would act upon escaped.

    Line breaks become spaces: a blank line would end the paragraph or bullet it stands in.
    """
    flat = " ".join(inert(text).split("\n"))
    flat = _MARKDOWN.sub(r"\\\1", flat)
    flat = _ENTITY.sub(r"\\&", flat)
    flat = _LINE_START.sub(_escaped_start, flat)
    return _AUTOLINK.sub(_broken_link, flat)


def _escaped_start(match: re.Match[str]) -> str:
    indent, marker = match.groups()
    if marker.isdigit():
        # "2012. In that year" would open a numbered list; the full stop is escaped instead.
        return f"{indent}{marker}\\"
    return f"{indent}\\{marker}"


def _broken_link(match: re.Match[str]) -> str:
    www, slashes, before_at = match.groups()
    if www:
        return f"{www}\\."
    return f":\\{slashes}" if slashes else f"{before_at}\\@"
