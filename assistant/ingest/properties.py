"""Who wrote a file, what it is called and when, as the file itself says."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate
from zipfile import ZipFile

from assistant.ingest.outline import clean
from assistant.ingest.package import part, xml
from assistant.ingest.source import Reading

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_DAY = re.compile(r"(?P<y>(?:19|20)\d\d)(?:-(?P<m>0[1-9]|1[0-2])(?:-(?P<d>0[1-9]|[12]\d|3[01]))?)?")
_SLASHED = re.compile(r"((?:19|20)\d\d)[/.](\d\d)(?:[/.](\d\d))?(?!\d)")
_LETTER = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4}\b")
# As C programs write it: "Tue Mar  5 09:30:00 2024".
_CLOCK = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) [\d:]{5,8} (?:[A-Z]{3,4} )?(\d{4})$")
_PDF_DAY = re.compile(
    r"(?:D:)?(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])?(?P<d>0[1-9]|[12]\d|3[01])?"
)
# What programs write where a person wrote nothing.
_NOBODY = re.compile(
    r"^(?:user|utilisateur|admin(?:istrator)?|python-docx|openpyxl|steve canny|unknown|anonymous"
    r"|\(?anonymous\)?|microsoft office user|windows user|author|auteur|n/?a|-|\?)$",
    re.I,
)
# Where programs count their days from, or what they write for want of a clock.
_EPOCHS = ("19700101", "19800101", "16010101", "19000101")
# When the templates of python-docx and python-pptx were made: programs leave it as it is.
_TEMPLATES = ("2013-12-23T23:15:00", "2013-01-27T09:14:16", "2013-01-27T09:15:58")
_NO_TITLE = re.compile(
    r"^(?:untitled.*|sans titre.*|document\s?\d*|pr[ée]sentation\s?\d*|powerpoint presentation"
    r"|pr[ée]sentation powerpoint|microsoft (?:word|excel|powerpoint|publisher) ?- .*"
    r"|diapositive \d+|slide \d+|title|titre|feuil\d+|sheet ?\d+|classeur\d*|book\d*"
    r"|.*\.(?:docx?|pptx?|xlsx?|pdf|indd|tex|dvi|qxd|html?)|word document|\W*)$",
    re.I,
)


def take_core(reading: Reading, package: ZipFile, name: str) -> None:
    """Title, author and date of an Office file (`docProps/core.xml`), where it has them."""
    data = part(package, "docProps/core.xml")
    if data is None:
        return
    root = xml(data, name)
    reading.title = root.findtext(f"{_DC}title") or ""
    reading.author = root.findtext(f"{_DC}creator") or ""
    for told in (root.findtext(f"{_TERMS}modified"), root.findtext(f"{_TERMS}created")):
        reading.date = reading.date or of_someone(told or "")


def of_someone(date: str) -> str:
    """A date as told, "" where it is that of a program's template."""
    return "" if date.startswith(_TEMPLATES) else date


def told_title(text: str) -> str:
    """A title as told, "" where a program put it there."""
    text = clean(text)[:300]
    return "" if _NO_TITLE.match(text) else text


def told_author(text: str) -> str:
    """An author as told, "" where a program put it there."""
    text = clean(text)[:200]
    return "" if _NOBODY.match(text) else text


def told_date(text: str) -> str:
    """The day, month or year that a text opens with, as ISO 8601; "" where it opens with none,
    with one still to come, or with one that readers would take for different days."""
    text = _SLASHED.sub(lambda each: "-".join(filter(None, each.groups())), clean(text), count=1)
    text = _CLOCK.sub(r"\2 \1 \3", text)
    written = parsedate(f"{text} 00:00:00") if _LETTER.match(text) else None
    if written:
        text = "-".join((f"{written[0]:04}", f"{written[1]:02}", f"{written[2]:02}"))
    packed = text.startswith("D:") or text[:8].isdigit()
    found = (_PDF_DAY if packed else _DAY).match(text)
    if not found or int(found["y"]) > datetime.now(UTC).year + 1:
        return ""
    if found[0].replace("D:", "").replace("-", "").startswith(_EPOCHS):
        return ""
    return "-".join(each for each in (found["y"], found["m"], found["d"]) if each)
