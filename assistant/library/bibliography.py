"""Publications as people cite them: a line of text, BibTeX, CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from assistant.records import Lang, Reference

_BIBTEX_TYPES: Mapping[str, tuple[str, str]] = {
    # CSL type: (BibTeX type, field that holds the publisher)
    "article-journal": ("article", "journal"),
    "article-newspaper": ("article", "journal"),
    "article-magazine": ("article", "journal"),
    "report": ("techreport", "institution"),
    "book": ("book", "publisher"),
    "thesis": ("phdthesis", "school"),
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_UNDATED: Mapping[Lang, str] = {"en": "undated", "fr": "s. d."}
# CSL's containers are where an article appeared; everything else has a publisher.
_CONTAINED = frozenset({"article-journal", "article-newspaper", "article-magazine"})


def as_text(reference: Reference, lang: Lang) -> str:
    """One line: authors (year). Title. Publisher. Address."""
    year = str(reference.year) if reference.year else _UNDATED[lang]
    authors = _joined(reference.authors, lang) or reference.publisher
    parts = [f"{authors} ({year})", reference.title.rstrip(".")]
    if reference.authors and reference.publisher:
        parts.append(reference.publisher.rstrip("."))
    return ". ".join(part for part in parts if part) + f". {reference.url}".rstrip()


def to_text(references: Iterable[Reference], lang: Lang) -> str:
    """A bibliography, one publication a line."""
    return "".join(f"{as_text(reference, lang)}\n" for reference in references)


def to_bibtex(references: Iterable[Reference]) -> str:
    """BibTeX entries in UTF-8, apart by a blank line."""
    return "\n".join(_bibtex(reference) for reference in references)


def to_csl(references: Iterable[Reference]) -> str:
    """A CSL-JSON array; undated publications have no `issued`."""
    items = [_csl(reference) for reference in references]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _joined(authors: tuple[str, ...], lang: Lang) -> str:
    if "others" in authors:
        named = ", ".join(name for name in authors if name != "others")
        return f"{named} et al."
    conjunction = {"en": " and ", "fr": " et "}[lang]
    if len(authors) < 2:
        return "".join(authors)
    return ", ".join(authors[:-1]) + conjunction + authors[-1]


def _bibtex(reference: Reference) -> str:
    kind, holder = _BIBTEX_TYPES.get(reference.type, ("misc", "howpublished"))
    fields = {
        "author": " and ".join(_bibtex_author(name) for name in reference.authors),
        # The second pair of braces keeps the capitals that a style would lower.
        "title": f"{{{_latex(reference.title)}}}",
        holder: _latex(reference.publisher),
        "year": str(reference.year or ""),
        "month": _MONTHS[reference.issued[1] - 1] if len(reference.issued) > 1 else "",
        "url": re.sub(r"[{}\\\s]", "", reference.url),
        "note": "" if reference.year else "undated",
    }
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join((f"@{kind}{{{reference.key},", *lines, "}", ""))


def _bibtex_author(name: str) -> str:
    """The shelf keeps names as printed, a person's like a firm's: braces say so to BibTeX."""
    return name if name == "others" else f"{{{_latex(name)}}}"


def _latex(text: str) -> str:
    return "".join(_SPECIAL.get(character, character) for character in text)


def _csl(reference: Reference) -> dict[str, Any]:
    holder = "container-title" if reference.type in _CONTAINED else "publisher"
    item: dict[str, Any] = {"id": reference.key, "type": reference.type, "title": reference.title}
    if reference.authors:
        item["author"] = [{"literal": name} for name in reference.authors]
    if reference.publisher:
        item[holder] = reference.publisher
    if reference.issued:
        item["issued"] = {"date-parts": [list(reference.issued)]}
    if reference.url:
        item["URL"] = reference.url
    return item
