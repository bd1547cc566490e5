"""From Markdown prose to statements: sentences, clean reading text, citations, flags."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.records import SECONDARY, SELF_REPORTED

_CITATION = re.compile(r"\[(?=@)([^\]]*)\]")
_BRACKETS = re.compile(r"\s*\[@[^\]]*\]")
_KEY = re.compile(r"@([A-Za-z0-9][\w-]*)")

# A sentence may end inside quotes or bold, and its citation and its marker may follow the stop.
_END = re.compile(
    r"[.!?…]+(?:[\s\u202f\u00a0]?[»”\"’)]|\*{1,2})*"
    r"(?P<tail>(?:\s*(?:\[@[^\]]*\]|\([^()]*\b(?:self-reported|secondary source|déclarés?|"
    r"source secondaire)\b[^()]*\)))*)[.]?(?=\s|$)"
)
# What may open the next sentence; a few names are written without a capital.
_OPENING = re.compile(
    r"\s+(?=[A-ZÀ-ÖØ-ÞŒ0-9«“\"(\[*$€£]|(?:[a-zé]{1,4}[A-Z]|adidas\b|giffgaff\b|rhode\b|e\.l\.f\.))|\s*$"
)
_ABBREVIATIONS = frozenset(
    ("approx", "av", "bd", "ca", "cf", "co", "corp", "dept", "dr", "ed", "env", "ex", "gov")
).union(("inc", "jr", "ltd", "mm", "mr", "mrs", "ms", "prof", "resp", "rev", "sr", "st", "vs"))
# These are abbreviations before a number, and words elsewhere: "No. 5", "The answer is no."
_NUMBERED = frozenset(("art", "chap", "fig", "max", "min", "no", "nos", "p", "pp", "vol"))
# An initial or an acronym with stops: "J. Boye", "M. Dupont", "U.S.", "e.l.f.".
_INITIAL = re.compile(r"(?:^|[\s(«“\"’.\-])[A-Za-zÀ-Þ]\.$")

# "**Attributed is not caused.** Attribution …": the heading is read with its first sentence.
_RUN_IN = re.compile(r"\*\*[^*]+\*\*")

_MARKED = re.compile(
    r"\s*\(([^()]*\b(?:self-reported|secondary source|déclarés?|source secondaire)\b[^()]*)\)"
)
_PURE = {
    "self-reported": SELF_REPORTED,
    "both self-reported": SELF_REPORTED,
    "chiffre déclaré": SELF_REPORTED,
    "chiffres déclarés": SELF_REPORTED,
    "déclaré": SELF_REPORTED,
    "déclarés": SELF_REPORTED,
    "secondary source": SECONDARY,
    "source secondaire": SECONDARY,
}


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or a bullet: reading text, the keys it cites in order, its flags."""

    text: str
    references: tuple[str, ...]
    flags: tuple[str, ...]


def cited_keys(raw: str) -> tuple[str, ...]:
    """The reference keys that a text cites, each once, in order."""
    return tuple(
        dict.fromkeys(key for found in _CITATION.finditer(raw) for key in _KEY.findall(found[1]))
    )


def split_sentences(paragraph: str) -> tuple[str, ...]:
    """Cut a paragraph into sentences, each with the citations and markers that follow its stop."""
    paragraph = _SPACES.sub(" ", paragraph).strip()
    found: list[str] = []
    start = 0
    for end in _END.finditer(paragraph):
        opening = _OPENING.match(paragraph, end.end())
        if not opening or (not end["tail"] and _abbreviated(paragraph, start, end)):
            continue
        if not start and _RUN_IN.fullmatch(paragraph, 0, end.end()):
            continue
        found.append(paragraph[start : end.end()].strip())
        start = opening.end()
    rest = paragraph[start:].strip()
    return (*found, rest) if rest else tuple(found)


def _abbreviated(paragraph: str, start: int, end: re.Match[str]) -> bool:
    """True where the stop belongs to an abbreviation, so that the sentence goes on."""
    if end[0] != "." or end.end() == len(paragraph):
        return False
    before = paragraph[max(start, end.start() - 12) : end.start() + 1]
    if _INITIAL.search(before[-3:]):
        return True
    words = before[:-1].split()
    last = words[-1].lstrip('(«“"’').casefold() if words else ""
    if last in _NUMBERED:
        return paragraph[end.end() :].lstrip()[:1].isdigit()
    return last in _ABBREVIATIONS


def read_statement(raw: str) -> Statement:
    """Separate what is read from what is cited and how it is flagged."""
    references = cited_keys(raw)
    flags: dict[str, None] = {}
    text = _BRACKETS.sub("", raw)
    if "(" in text:
        text = _MARKED.sub(lambda found: _without_markers(found[1], flags), text)
    return Statement(_tidy(text), references, tuple(sorted(flags, reverse=True)))


def _without_markers(inside: str, flags: dict[str, None]) -> str:
    """Turn markers into flags; what else the parentheses say, such as who estimated, stays."""
    kept = []
    for part in re.split(r"\s*[,;]\s*", inside.strip()):
        folded = part.casefold()
        if folded in _PURE:
            flags[_PURE[folded]] = None
            continue
        plain = re.sub(
            r"\bself-reported\s+|(?<=chiffre)\s+déclaré\b|(?<=chiffres)\s+déclarés\b", "", part
        )
        if plain != part:
            flags[SELF_REPORTED] = None
        kept.append(plain)
    return f" ({', '.join(kept)})" if kept else ""


_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ITALIC = re.compile(r"(?<!\w)\*(\S(?:.*?\S)?)\*(?!\w)")
_SPACES = re.compile(r"[ \t\r\n]+")
_SPACE_BEFORE = re.compile(r" +([.,)])")
_DOUBLED = ("..", "!.", "?.", "….")
_ENDINGS = (".", "!", "?", "…", ":", ".”", ".»", "?”", "!”")


def _tidy(text: str) -> str:
    """Drop emphasis and stray spaces, and end on a full stop."""
    # The tests before each substitution spare most of its time: this runs on every statement.
    if "*" in text:
        text = _ITALIC.sub(r"\1", _BOLD.sub(r"\1", text))
    if "  " in text or "\n" in text or "\t" in text:
        text = _SPACES.sub(" ", text)
    if " ." in text or " ," in text or " )" in text:
        text = _SPACE_BEFORE.sub(r"\1", text)
    text = text.strip()
    if text.endswith(_DOUBLED) and not text.endswith("..."):
        text = text[:-1]
    return text if not text or text.endswith(_ENDINGS) else text + "."
