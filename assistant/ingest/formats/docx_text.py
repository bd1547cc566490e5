"""The words of a Word paragraph as its reader sees them (ECMA-376, part 1, chapters 17 and 22)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from typing import Any
from zipfile import ZipFile

from assistant.ingest.package import part, xml
from assistant.ingest.raised import raised

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# A deletion, a field's instruction, the second drawing of a text box, a hidden picture's words.
_SKIPPED = {f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr")}
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BOX = f"{W}txbxContent"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OFF = ("0", "false", "off")
DELETED = (f"{W}del", f"{W}moveFrom")
_HEADING = re.compile(r"^(?:heading|titre|überschrift)\s*(\d)$", re.I)
_TITLES = {"title": 1, "titre": 1, "subtitle": 2, "sous-titre": 2}
# Outline levels of headings as the file counts them.
LEVELS = frozenset("012345")


class Word:
    """What the parts beside the body say of it: `levels` of the styles of headings, styles whose
    text is `hidden`, footnotes and endnotes."""

    def __init__(self, package: ZipFile, name: str, main: str) -> None:
        """`main` is the part that holds the body."""
        self._package, self._name = package, name
        folder, _, own = main.rpartition("/")
        self._folder = folder
        data = part(package, f"{folder}/_rels/{own}.rels".lstrip("/"))
        self._targets = {
            each.get("Id"): each.get("Target") or ""
            for each in (xml(data, name).iter(RELATION) if data else ())
            if each.get("TargetMode") != "External"
        }
        self.levels: dict[str, int] = {}
        self.hidden: set[str] = set()
        data = part(package, "word/styles.xml")
        for style in xml(data, name).iter(f"{W}style") if data else ():
            self._take_style(style, style.get(f"{W}styleId") or "")
        self._notes: dict[tuple[str, str], str] = {}
        for kind in ("footnote", "endnote"):
            data = part(package, f"word/{kind}s.xml")
            for note in xml(data, name).iter(f"{W}{kind}") if data else ():
                text = " ".join(self.words(each) for each in note.iter(f"{W}p"))
                self._notes[kind, note.get(f"{W}id") or ""] = text

    def _take_style(self, style: Any, id: str) -> None:
        """The level of a heading by the style's name or by its outline level."""
        called = (said(style, "name") or "").casefold()
        outlined = said(style, "pPr/outlineLvl") or "9"
        numbered = _HEADING.match(called)
        if numbered or called in _TITLES:
            self.levels[id] = int(numbered[1]) if numbered else _TITLES[called]
        elif outlined in LEVELS:
            self.levels[id] = int(outlined) + 1
        if on(style, "rPr/vanish"):
            self.hidden.add(id)

    def chart(self, relation: str) -> Any:
        """The root of the chart that the body refers to, None where there is none to be read."""
        from lxml import etree

        target = posixpath.join("/", self._folder, self._targets.get(relation, ""))
        data = part(self._package, posixpath.normpath(target).lstrip("/"))
        try:
            return None if data is None else xml(data, self._name)
        except etree.XMLSyntaxError:
            return None

    def words(self, paragraph: Any) -> str:
        """The text of a paragraph as its reader sees it."""
        return words(paragraph, self.hidden)

    def notes(self, element: Any) -> Iterator[str]:
        """The notes that an element refers to, in order, but for those of deleted text."""
        for kind in ("footnote", "endnote"):
            for mark in element.iter(f"{W}{kind}Reference"):
                if not any(each.tag in DELETED for each in mark.iterancestors()):
                    yield self._notes.get((kind, mark.get(f"{W}id") or ""), "")


def words(element: Any, hidden: Collection[str] = ()) -> str:
    """The text of a paragraph without what is deleted, hidden or in a box of its own.

    `hidden` are the ids of the styles whose text is not shown.
    """
    parts: list[str] = []
    for child in element:
        if child.tag in (f"{W}t", f"{_M}t"):
            parts.append(child.text or "")
        elif child.tag in (f"{W}tab", f"{W}br", f"{W}cr", f"{W}ptab"):
            parts.append(" ")
        elif child.tag == f"{W}noBreakHyphen":
            parts.append("\u2011")
        elif child.tag == f"{W}r":
            if not _unseen(child, hidden):
                text = words(child, hidden)
                parts.append(raised(text) if _above(child) else text)
        elif child.tag == f"{_M}sup":
            parts.append(raised(words(child, hidden)))
        elif child.tag not in _SKIPPED and child.tag not in (BOX, FALLBACK):
            parts.append(words(child, hidden))
    return "".join(parts)


def said(element: Any, place: str) -> str | None:
    """The value of the property found at a place such as `pPr/pStyle`; "" where it is set without
    one, None where it is not set."""
    found = element.find("/".join(f"{W}{step}" for step in place.split("/")))
    return None if found is None else str(found.get(f"{W}val") or "")


def on(element: Any, place: str) -> bool:
    """True where a property that is on or off is on."""
    value = said(element, place)
    return value is not None and value.casefold() not in _OFF


def _unseen(run: Any, hidden: Collection[str]) -> bool:
    if said(run, "rPr/vanish") is None:
        return said(run, "rPr/rStyle") in hidden
    return on(run, "rPr/vanish")


def _above(run: Any) -> bool:
    return said(run, "rPr/vertAlign") == "superscript"
