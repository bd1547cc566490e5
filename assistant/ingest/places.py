"""Locators: where a passage stands in its file, as a short code and in words."""

from __future__ import annotations

from assistant.ingest.records import Place
from assistant.wording import Wording

SEPARATOR = " › "


def locator(first: Place, last: Place | None = None) -> str:
    """The code of a stretch from one place to another: "page:12", "page:12-13", "slide:3",
    "sheet:4-9:Budget", "row:4-9" (CSV), "section:Results › France"; "" where nothing is known."""
    last = last or first
    if first.page is not None:
        return f"page:{_span(first.page, last.page_to or last.page or first.page)}"
    if first.slide is not None:
        return f"slide:{first.slide}"
    if first.row is not None:
        rows = _span(first.row, last.row_to or last.row or first.row)
        return f"sheet:{rows}:{first.sheet}" if first.sheet else f"row:{rows}"
    if first.sheet:
        return f"sheet::{first.sheet}"
    return f"section:{SEPARATOR.join(first.headings)}" if first.headings else ""


def _span(first: int, last: int) -> str:
    return str(first) if last <= first else f"{first}-{last}"


def locate(locator: str, wording: Wording) -> str:
    """A locator in words, from `prompts/ingest.<lang>.yaml`: "p. 12", "slide 3", "Budget, row 4".

    "" for an empty locator; PromptError where the wording lacks a kind.
    """
    kind, _, rest = locator.partition(":")
    if kind == "section":
        return wording("locator.section", section=rest)
    if kind == "sheet":
        rows, _, sheet = rest.partition(":")
        if not rows:
            return wording("locator.sheet", sheet=sheet)
        return wording(f"locator.sheet_{_number(rows)}", sheet=sheet, rows=_dashed(rows))
    if kind in ("page", "slide", "row"):
        return wording(f"locator.{kind}_{_number(rest)}", number=_dashed(rest))
    return ""


def _number(span: str) -> str:
    return "many" if "-" in span else "one"


def _dashed(span: str) -> str:
    return span.replace("-", "–")
