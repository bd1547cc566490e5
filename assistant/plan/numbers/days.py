"""A column of text as days, in every usual format, with the row of what is none."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from assistant.language.tokens import folded
from assistant.plan.numbers.faults import NumberFault

Order = Literal["", "dmy", "mdy"]
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan janv january janvier", "feb fev fevr february fevrier", "mar mars march",
         "apr avr april avril", "may mai", "jun juin june", "jul juil july juillet",
         "aug aout august", "sep sept september septembre", "oct october octobre",
         "nov november novembre", "dec december decembre"), 1)
    for name in names.split()
}  # fmt: skip
_TIME = re.compile(r"[T ]\d{1,2}:\d\d.*$")
_YMD = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_YM = re.compile(r"(\d{4})[-/](\d{1,2})")
_MY = re.compile(r"(\d{1,2})[-/.](\d{4})")
_WEEK = re.compile(r"(\d{4})[- ]?[WSws](\d{1,2})")
_TWO = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d\d)")
_WORDS = re.compile(r"(?:(\d{1,2})(?:er|st|nd|rd|th)? )?([a-z]{3,9})\.?(?: (\d{1,2}),)?[ -](\d{4})")


def dates_of(
    column: Any, order: Order, name: str, first_row: int, file: str
) -> tuple[NDArray[np.datetime64], NDArray[np.bool_]]:
    """A column's days, and where there is none (an empty cell, a line of totals).

    Several formats may stand in one column. Day first or month first is told from the numbers
    above 12; where none is, and no order was declared, that is asked. Raises NumberFault.
    """
    import pandas as pd

    codes, raw = pd.factorize(column)
    found = [_TIME.sub("", str(each).strip()) for each in raw]
    order = order or _order(found, name, file)
    read = [read_day(each, order) for each in found]
    none = np.asarray([each is None for each in read])
    totals = np.asarray([_is_total(each) for each in found])
    if (none & ~totals).any():
        code = int(np.argmax(none & ~totals))
        place = int(np.argmax(codes == code))
        raise NumberFault(
            "column-not-date",
            f"{file}, row {first_row + place}, {name}: {found[code][:60]!r} is no date.",
            "Correct the cell or choose another column.",
            name,
            name=file,
            row=first_row + place,
            column=name,
            typed=found[code][:60],
        )
    days = np.asarray([each or date(1970, 1, 1) for each in read], dtype="datetime64[D]")
    return days[codes], none[codes]


def _is_total(text: str) -> bool:
    return folded(text) in ("", "total", "totals", "grand total", "totaux", "total general")


def _order(found: list[str], name: str, file: str) -> Order:
    pairs = [(int(m[1]), int(m[2])) for m in map(_TWO.fullmatch, found) if m]
    day_first = any(first > 12 for first, _ in pairs)
    month_first = any(second > 12 for _, second in pairs)
    if day_first != month_first or all(first == second for first, second in pairs):
        return "mdy" if month_first else "dmy"
    code = "dates-mixed" if day_first else "dates-ambiguous"
    raise NumberFault(
        code,
        f"{file}, {name}: day first or month first cannot be told.",
        "Declare the order of the dates.",
        name,
        name=file,
        column=name,
    )


def read_day(text: str, order: Order = "dmy") -> date | None:
    """One day; months and weeks give their first day; None where it is no date."""
    try:
        for pattern in (_YMD, _COMPACT):
            if m := pattern.fullmatch(text):
                return date(int(m[1]), int(m[2]), int(m[3]))
        if m := _TWO.fullmatch(text):
            year = int(m[3]) + (2000 if len(m[3]) == 2 else 0)
            day, month = (m[1], m[2]) if order != "mdy" else (m[2], m[1])
            return date(year, int(month), int(day))
        if m := _YM.fullmatch(text):
            return date(int(m[1]), int(m[2]), 1)
        if m := _MY.fullmatch(text):
            return date(int(m[2]), int(m[1]), 1)
        if m := _WEEK.fullmatch(text):
            return date.fromisocalendar(int(m[1]), int(m[2]), 1)
        if m := _WORDS.fullmatch(folded(text)):
            return date(int(m[4]), _MONTHS[m[2]], int(m[1] or m[3] or 1))
    except (ValueError, KeyError):
        return None
    return None


def nth_days(column: Any, starts: str) -> NDArray[np.datetime64]:
    """Google Analytics' "Nth day" as days, counted from the first day of its preamble."""
    first = date(int(starts[:4]), int(starts[4:6]), int(starts[6:8]))
    days = [first + timedelta(days=int(each)) for each in column]
    return np.asarray(days, dtype="datetime64[D]")
