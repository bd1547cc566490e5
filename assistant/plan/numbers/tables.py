"""CSV and XLSX files as tables of text: encoding, separator and preamble found out."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from assistant.plan.numbers.amounts import Mark
from assistant.plan.numbers.faults import NumberFault

LARGEST = 200 * 2**20
LARGEST_UNPACKED = 400 * 2**20
MOST_SHEET_ROWS = 200_000
MOST_COLUMNS = 400
_DELIMITERS = (";", ",", "\t", "|")
_LOOK = 60
_START = re.compile(r"#\s*(?:start date|date de début)\s*:\s*(\d{8})", re.I)


@dataclass(frozen=True)
class Table:
    """A file's columns as text, by their header; `rows` without the header.

    `first_row` is the number of the first data row in the file, counted as spreadsheets do.
    `mark` is the decimal mark where the file itself settles it, as a workbook does, and
    `starts` the first day that a Google Analytics preamble names, as YYYYMMDD.
    """

    name: str
    columns: dict[str, Any] = field(repr=False)
    rows: int = 0
    first_row: int = 2
    mark: Mark = ""
    starts: str = ""

    @property
    def header(self) -> tuple[str, ...]:
        """Names of the columns in order."""
        return tuple(self.columns)


def read_table(data: bytes, name: str) -> Table:
    """Read a CSV or XLSX file; what it is is seen from its content, not from its name.

    Raises NumberFault: empty, too large, unreadable, one column only, rows of unequal length.
    """
    if len(data) > LARGEST:
        raise NumberFault(
            "table-too-large",
            f"{name}: larger than {LARGEST // 2**20} MB.",
            "Export fewer rows.",
            name,
            name=name,
            limit=LARGEST // 2**20,
        )
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        raise NumberFault("table-empty", f"{name}: the file is empty.", "Export it again.", name,
                          name=name)  # fmt: skip
    if data.startswith(b"PK\x03\x04"):
        return _workbook(data, name)
    if b"\x00" in data[:4096] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise _unreadable(name)
    return _text(_decoded(data), name)


def _decoded(data: bytes) -> str:
    """Text in UTF-8, in UTF-16 with its mark (LinkedIn's exports), or in Windows' Latin."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _text(text: str, name: str) -> Table:
    import pandas as pd

    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    skipped, delimiter = _layout(text, name)
    starts = _START.search(text[:4000])
    lines = list(islice(io.StringIO(text), skipped))
    body = text[sum(map(len, lines)) :]
    # Google Analytics sets several tables below each other: the first is read.
    end = re.search(r"\n[ \t]*(?:\n+#|#|\n(?=[^\n]*[^\s,;\t]))", body)
    body = body[: end.start() + 1] if end else body
    try:
        frame = pd.read_csv(
            io.StringIO(body),
            sep=delimiter,
            dtype=object,
            na_filter=False,
            skip_blank_lines=True,
        )
    except (pd.errors.ParserError, ValueError) as error:
        line = re.search(r"line (\d+)", str(error))
        row = skipped + int(line[1]) if line else skipped + 2
        raise _ragged(name, row) from error
    if not isinstance(frame.index, pd.RangeIndex):
        # A first row with more values than headings makes pandas take the first ones as labels.
        raise _ragged(name, skipped + 2)
    _not_empty(frame.shape[0], frame.shape[1], name)
    columns = {str(key).strip(): frame[key] for key in frame.columns}
    return Table(name, columns, len(frame), skipped + 2, "", starts[1] if starts else "")


def _layout(text: str, name: str) -> tuple[int, str]:
    """Lines before the header, and the delimiter under which most lines agree with it."""
    lines = list(islice(io.StringIO(text), _LOOK))
    best: tuple[int, int, int, str] | None = None
    for place, delimiter in enumerate(_DELIMITERS):
        rows = [_cells(line, delimiter) for line in lines]
        for skipped, row in enumerate(rows):
            if len(row) < 2 or lines[skipped].startswith("#") or _has_number(row):
                continue
            agreeing = sum(len(each) == len(row) for each in rows[skipped + 1 :])
            score = (agreeing, len(row), -place)
            if best is None or score > best[:3]:
                best = (*score, f"{skipped}:{delimiter}")
    if best is None:
        raise NumberFault(
            "table-no-headings",
            f"{name}: no line of headings with at least a date and a value was found.",
            "Export as CSV with headings, and commas, semicolons or tabs between columns.",
            name,
            name=name,
        )
    skipped_text, _, delimiter = best[3].partition(":")
    return int(skipped_text), delimiter


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _workbook(data: bytes, name: str) -> Table:
    """The first sheet with a table in it."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(item.file_size for item in archive.infolist()) > LARGEST_UNPACKED:
                raise _unreadable(name)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [list(_rows(sheet, name)) for sheet in book.worksheets]
    except NumberFault:
        raise
    # A damaged workbook fails inside openpyxl in many ways: KeyError, ValueError, BadZipFile…
    except Exception as error:
        raise _unreadable(name) from error
    for rows in sheets:
        start = next((i for i, row in enumerate(rows) if sum(map(bool, row)) >= 2), None)
        if start is not None and len(rows) > start + 1:
            return _sheet_table(rows[start:], start, name)
    raise NumberFault(
        "table-empty", f"{name}: no table in it.", "Export it again.", name, name=name
    )


def _rows(sheet: Any, name: str) -> Iterator[list[str]]:
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)):
        if number > MOST_SHEET_ROWS:
            raise NumberFault(
                "table-sheet-too-long",
                f"{name}: more than {MOST_SHEET_ROWS} rows in a sheet.",
                "Export as CSV, which takes more.",
                name,
                name=name,
                limit=MOST_SHEET_ROWS,
            )
        yield [_cell(value) for value in row]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return repr(value) if isinstance(value, float) else str(value).strip()


def _sheet_table(rows: Sequence[Sequence[str]], start: int, name: str) -> Table:
    import pandas as pd

    # LinkedIn puts a line of explanations above its headings: take the row above the first date.
    first = next((i for i, row in enumerate(rows[1:4], 1) if _has_number(row)), 1)
    head = rows[first - 1]
    width = max((i for i, each in enumerate(head, 1) if each), default=0)
    body = [row[:width] for row in rows[first:] if any(row[:width])]
    _not_empty(len(body), width, name)
    names: list[str] = []
    for place, each in enumerate(head[:width], 1):
        label = each or f"({place})"
        names.append(label if label not in names else f"{label} ({place})")
    columns = {
        label: pd.Series([row[i] if i < len(row) else "" for row in body], dtype=object)
        for i, label in enumerate(names)
    }
    return Table(name, columns, len(body), start + first + 1, ".")


def _has_number(row: Sequence[str]) -> bool:
    return any(re.match(r"[-€$£]?\d", each) for each in row)


def _not_empty(rows: int, columns: int, name: str) -> None:
    if rows == 0:
        raise NumberFault("table-no-rows", f"{name}: a header and no row below it.",
                          "Export a period that has data.", name, name=name)  # fmt: skip
    if columns > MOST_COLUMNS:
        raise _unreadable(name)


def _ragged(name: str, row: int) -> NumberFault:
    return NumberFault(
        "table-ragged",
        f"{name}, row {row}: more values than columns.",
        "Decimal commas need another separator, such as a semicolon, or quotes around numbers.",
        name,
        name=name,
        row=row,
    )


def _unreadable(name: str) -> NumberFault:
    return NumberFault(
        "table-unreadable",
        f"{name}: neither CSV nor a readable XLSX workbook.",
        "Export it again as CSV (UTF-8) or XLSX.",
        name,
        name=name,
    )
