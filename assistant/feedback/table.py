"""Opinions as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import asdict, fields

from assistant.feedback.records import Opinion, Unanswered

# A cell that begins with one of these would be run as a formula by a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: Iterable[Opinion | Unanswered], kind: type[Opinion | Unanswered]) -> str:
    """The rows as CSV (RFC 4180, commas), with the names of the fields as headings.

    Evidence ids stand in one cell, a space between; a cell that looks like a formula gets an
    apostrophe before it.
    """
    out = io.StringIO()
    names = [each.name for each in fields(kind)]
    writer = csv.DictWriter(out, names)
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in asdict(row).items()})
    return out.getvalue()


def _cell(value: object) -> str:
    text = " ".join(value) if isinstance(value, list | tuple) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
