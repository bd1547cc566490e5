"""Web pages: what a reader sees of the page's own content; scripts are neither run nor kept."""

from __future__ import annotations

import re
from typing import Any

from assistant.ingest.encoding import decoded
from assistant.ingest.outline import Outline, clean
from assistant.ingest.raised import raised
from assistant.ingest.source import Reading, Source
from assistant.ingest.spans import Cell, laid_out

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([\w-]{3,30})", re.I)
_DECLARED = re.compile(rb"<\?xml[^>]{0,100}encoding=[\"']([\w-]{3,30})")
_UNSEEN_TAGS = """
script style template noscript iframe object embed applet svg math canvas audio video map head
button select option input textarea datalist dialog nav footer aside
"""
_UNSEEN = frozenset(_UNSEEN_TAGS.split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INLINE_TAGS = """
a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp
small span strike strong sub sup time tt u var wbr br img
"""
_INLINE = frozenset(_INLINE_TAGS.split())
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.I)
# What a site puts round a page, by what its parts are called: the first whatever they hold,
# the second where they are little else than links.
_BANNER = re.compile(r"\b(?:cookies?|consent|gdpr|rgpd)(?:\b|[-_])", re.I)
_AROUND = re.compile(
    r"\b(?:(?:main|site|top|sub)?-?(?:nav|menu)|navbar|navigation|breadcrumbs?|fil-d-?ariane|sidebar"
    r"|social|share|partage|related|newsletter|skip-?link)(?:\b|[-_])",
    re.I,
)
_LINKS_SHARE = 0.6
_ARTICLE_SHARE = 0.3
_AUTHOR = ("author", "dc.creator", "article:author", "citation_author")
_DATE = (
    "article:published_time",
    "dc.date",
    "date",
    "citation_publication_date",
    "dcterms.issued",
    "dc.date.issued",
)
_TITLE = ("og:title", "dc.title", "citation_title")


def read(source: Source, format: str) -> Reading:
    """Read a page; notes that scripts were left out."""
    reading = Reading(format)
    root = parsed(source.data)
    if root is None:
        return reading
    if next(root.iter("script"), None) is not None:
        reading.notice("scripts")
    told = _metadata(root)
    reading.title = _first(told, _TITLE) or clean(root.findtext(".//title") or "")
    reading.author, reading.date = _first(told, _AUTHOR), _first(told, _DATE)
    outline = Outline()
    write_html(outline, root)
    reading.blocks = outline.blocks
    return reading


def parsed(data: bytes) -> Any:
    """The tree of a page in any encoding, None where there is nothing in it."""
    import lxml.html
    from lxml import etree

    text = _text(data)
    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        return lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def write_html(outline: Outline, root: Any, **where: Any) -> None:
    """Write the main content of a page: its `main` where it has one, its only article where that
    is a good part of the page, else its body."""
    mains = root.findall(".//main") or root.xpath("//*[@role='main']")
    body = root.find(".//body")
    body = root if body is None else body
    if not mains:
        share = _ARTICLE_SHARE * len(_words(body))
        mains = [each for each in body.iter("article") if len(_words(each)) >= share]
    _walk(outline, mains[0] if len(mains) == 1 else body, where)


def _text(data: bytes) -> str:
    declared = _CHARSET.search(data[:4096]) or _DECLARED.search(data[:200])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(data, cut=False) or data.decode("latin-1")


def _metadata(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").casefold()
        found.setdefault(name, clean(meta.get("content") or ""))
    return found


def _first(told: dict[str, str], names: tuple[str, ...]) -> str:
    return next((told[name] for name in names if told.get(name)), "")


def _unseen(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return bool(_HIDING.search(element.get("style") or "")) or _around(element)


def _around(element: Any) -> bool:
    """True for a banner that asks for consent, and for a menu or a box of links."""
    if element.tag in ("body", "main", "article"):
        return False
    called = f"{element.get('id') or ''} {element.get('class') or ''}"
    if called == " ":
        return False
    if _BANNER.search(called):
        return True
    if not _AROUND.search(called):
        return False
    links = sum(len(clean(each.text_content())) for each in element.iter("a"))
    return links >= _LINKS_SHARE * len(clean(element.text_content()))


def _walk(outline: Outline, element: Any, where: dict[str, Any], kind: str = "paragraph") -> None:
    """Write an element's blocks; text beside blocks is a paragraph, or an item, of its own."""
    held = [element.text or ""]

    def flush() -> None:
        outline.add("list" if kind == "list" else "paragraph", "".join(held), **where)
        held.clear()

    for child in element:
        if not _unseen(child):
            if child.tag == "br":
                held.append(" ")
            elif child.tag in _INLINE and all(each.tag in _INLINE for each in child.iter()):
                held.append(_inline(child))
            else:
                flush()
                _block(outline, child, where, kind)
        held.append(child.tail or "")
    flush()


def _block(outline: Outline, child: Any, where: dict[str, Any], kind: str) -> None:
    if child.tag in _HEADINGS:
        outline.heading(_words(child), _HEADINGS[child.tag], **where)
    elif child.tag == "table" and not _for_layout(child):
        _write_table(outline, child, where)
    elif child.tag == "li":
        _walk(outline, child, where, "list")
    else:
        _walk(outline, child, where, kind)


def _words(element: Any) -> str:
    """The text of an element and all below it that can be seen."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "br":
            parts.append(" ")
        elif not _unseen(child):
            space = "" if child.tag in _INLINE else " "
            parts.append(space + _inline(child) + space)
        parts.append(child.tail or "")
    return "".join(parts)


def _inline(element: Any) -> str:
    """The words of an element, raised where it raises them."""
    text = _words(element)
    return raised(text) if element.tag == "sup" else text


def _write_table(outline: Outline, table: Any, where: dict[str, Any]) -> None:
    """A table under its caption; rows of its head name the columns, where it has one."""
    caption = table.find("caption")
    if caption is not None and not _unseen(caption):
        outline.add("paragraph", _words(caption), **where)
    rows, header = laid_out(
        [Cell(_words(cell), _span(cell, "colspan"), _span(cell, "rowspan")) for cell in row]
        for row in _rows(table)
    )
    outline.table(rows, header, **where)


def _span(cell: Any, name: str) -> int:
    said = cell.get(name) or "1"
    return int(said) if said.isdigit() and len(said) < 4 else 1


def _rows(table: Any) -> list[list[Any]]:
    shown = (row for row in table.iter("tr") if not _unseen(row))
    rows = ([c for c in row if c.tag in ("td", "th") and not _unseen(c)] for row in shown)
    return [row for row in rows if row]


def _for_layout(table: Any) -> bool:
    """A table that holds tables or headings, or has one cell, only arranges a page."""
    inner = (table.find(f".//{tag}") for tag in ("table", "h1", "h2", "h3"))
    return any(each is not None for each in inner) or len(_rows(table)) < 2
