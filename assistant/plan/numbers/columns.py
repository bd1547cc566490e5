"""A column of text as numbers, in every usual format, with the row of what is not."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.plan.numbers.amounts import Mark
from assistant.plan.numbers.faults import NumberFault

MISSING = {"", "-", "–", "—", "--", "n/a", "na", "#n/a", "nd", "n/d", "null", "none", "nan", "."}
_LONGEST_MISSING = 5
_CURRENCY = re.compile(r"[€$£¥]|(?:EUR|USD|GBP|CHF)", re.I)
_SAME = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
_DECORATION = re.compile(r"[^\S\n]|['’€$£¥%]|EUR|USD|GBP|CHF", re.I)
_MARKS: tuple[Mark, ...] = (",", ".")


def _misfit(mark: str, other: str) -> re.Pattern[str]:
    """Finds a cell, a line of the text, that is malformed where `mark` sets decimals apart."""
    grouped = rf"-?\d{{1,3}}(?:{re.escape(other)}\d{{3}})+(?:{re.escape(mark)}\d*)?$"
    twice = rf"[^\n]*{re.escape(mark)}[^\n]*{re.escape(mark)}"
    return re.compile(rf"^(?:{twice}|(?!{grouped})[^\n]*{re.escape(other)})", re.M)


_MISFIT = {",": _misfit(",", "."), ".": _misfit(".", ",")}


def numbers_of(
    column: Any, mark: Mark, name: str, first_row: int, file: str
) -> tuple[NDArray[np.float64], str]:
    """A column's numbers, nan where missing, and its unit: a currency, "%" (as shares) or "".

    One decimal mark serves the whole column; where every number could be read both ways, and
    none was declared, that is asked. Raises NumberFault naming file, row and value.
    """
    import pandas as pd

    # A cell that occurs often is read once; the cells below each other are searched as one text,
    # which takes a million of them in about a second.
    codes, found = pd.factorize(column)
    cells = [str(each).strip().replace("\n", " ") for each in found]
    missing = np.asarray(
        [len(each) <= _LONGEST_MISSING and each.casefold() in MISSING for each in cells], bool
    )
    present = [each for each, gone in zip(cells, missing, strict=True) if not gone]
    text = "\n".join(present)
    unit = _unit(text, present, name, file)
    bare = _DECORATION.sub("", text).replace("−", "-")
    used = _mark(bare, mark, name, file)
    bare = bare.replace("." if used == "," else ",", "").replace(used, ".")
    values = np.full(len(cells), np.nan)
    values[~missing] = pd.to_numeric(pd.Series(bare.split("\n")), errors="coerce") if text else 0
    wrong = ~missing & ~np.isfinite(values)
    if wrong.any():
        code = int(np.argmax(wrong))
        raise _not_number(cells[code], first_row + int(np.argmax(codes == code)), name, file)
    return (values / 100 if unit == "%" else values)[codes], unit


def _unit(text: str, cells: list[str], name: str, file: str) -> str:
    """The currency or "%" of a column; NumberFault where two are mixed."""
    found = {_SAME.get(each, each.upper()) for each in set(_CURRENCY.findall(text))}
    if len(found) > 1:
        both = " / ".join(sorted(found))
        raise NumberFault(
            "currency-mixed",
            f"{file}, {name}: two currencies, {both}.",
            "Convert every amount into one currency; no exchange rate is assumed.",
            name,
            currencies=both,
        )
    percent = sum("%" in each for each in cells) if "%" in text else 0
    if percent and percent < len(cells):
        raise NumberFault(
            "column-mixed-percent",
            f"{file}, {name}: some cells have a percent sign and others have none.",
            "Write all of them the same way.",
            name,
            name=file,
            column=name,
        )
    return "%" if percent else next(iter(found), "")


def _mark(text: str, declared: Mark, name: str, file: str) -> Mark:
    """The decimal mark under which every cell is well formed; asked where both would do."""
    if "," not in text and "." not in text:
        return "."
    fits = [mark for mark in _MARKS if not _MISFIT[mark].search(text)]
    if declared in fits:
        return declared
    if len(fits) == 1:
        return fits[0]
    marked = [each for each in text.split("\n") if "," in each or "." in each]
    if not fits:
        first = next((each for each in marked if _MISFIT["."].search(each)), marked[0])
        raise NumberFault(
            "column-mixed-marks",
            f"{file}, {name}: {first[:60]!r} and other cells use different decimal marks.",
            "Write all of them the same way.",
            name,
            name=file,
            column=name,
            typed=first[:60],
        )
    raise NumberFault(
        "column-ambiguous",
        f"{file}, {name}: {marked[0]!r} and its like can be read with decimals or without.",
        "Declare the decimal mark.",
        name,
        name=file,
        column=name,
        typed=marked[0],
    )


def _not_number(typed: str, row: int, name: str, file: str) -> NumberFault:
    return NumberFault(
        "column-not-number",
        f"{file}, row {row}, {name}: {typed[:60]!r} is no number.",
        "Correct the cell or choose another column.",
        name,
        name=file,
        row=row,
        column=name,
        typed=typed[:60],
    )
