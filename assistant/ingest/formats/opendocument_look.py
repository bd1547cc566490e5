"""What an OpenDocument's styles say of its text: what is raised, and what is not shown (ODF 1.3,
part 3, chapters 16 and 20)."""

from __future__ import annotations

from typing import Any

from assistant.ingest.raised import raised

_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_STYLE, _TEXT, _TABLE = (_NS % each for each in ("style", "text", "table"))
_DRAW, _OFFICE, _PRESENTATION = (_NS % each for each in ("drawing", "office", "presentation"))
_PROPERTIES = ("text", "table", "table-column", "drawing-page")
# Comments, and fields that hide their text, stand among the words that are shown.
_UNSAID = (f"{_OFFICE}annotation", f"{_TEXT}hidden-text", f"{_TEXT}hidden-paragraph")


class Look:
    """The styles of a document's own parts that hide or raise, by name."""

    def __init__(self, root: Any) -> None:
        self.hidden: set[str] = set()
        self._above: set[str] = set()
        for style in root.iter(f"{_STYLE}style"):
            name = style.get(f"{_STYLE}name") or ""
            for kind in _PROPERTIES:
                told = style.find(f"{_STYLE}{kind}-properties")
                if told is not None:
                    self._take(name, told)

    def _take(self, name: str, told: Any) -> None:
        said = (
            told.get(f"{_TEXT}display") == "none",
            told.get(f"{_TABLE}display") == "false",
            told.get(f"{_PRESENTATION}visibility") == "hidden",
        )
        if any(said):
            self.hidden.add(name)
        height = (told.get(f"{_STYLE}text-position") or "").split(" ")[0]
        if height == "super" or (height.rstrip("%").isdigit() and int(height.rstrip("%")) > 0):
            self._above.add(name)

    def settle(self, root: Any) -> None:
        """Leave in the words of a document what is shown only, and raise what is raised."""
        for tag in _UNSAID:
            for element in root.iter(tag):
                _empty(element)
        for span in root.iter(f"{_TEXT}span"):
            name = span.get(f"{_TEXT}style-name")
            if name in self.hidden:
                _empty(span)
            elif name in self._above and len(span) == 0:
                span.text = raised(span.text or "")

    def shows(self, element: Any) -> bool:
        """True for a sheet or a slide that is shown."""
        names = (element.get(f"{space}style-name") for space in (_TABLE, _DRAW))
        return not any(name in self.hidden for name in names)


def _empty(element: Any) -> None:
    """Take out an element's words, not those behind it."""
    tail = element.tail
    element.clear()
    element.tail = tail
