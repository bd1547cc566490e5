"""Indicators and their actuals from tables: typed lists, CSV and XLSX files, tools' exports."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

import numpy as np

from assistant.plan.numbers.amounts import Mark, read_amount
from assistant.plan.numbers.days import Order, read_day
from assistant.plan.numbers.faults import NumberFault, refuse
from assistant.plan.numbers.scorecard import Better, Counting, Indicator
from assistant.plan.numbers.series import Reading, Series, series_of
from assistant.plan.numbers.sources import plain_heading, signature
from assistant.plan.numbers.tables import Table

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": ("kpi", "indicator", "indicateur", "name", "nom"),
    "unit": ("unit", "unite"),
    "better": ("better", "direction", "sens", "mieux"),
    "baseline": ("baseline", "depart", "niveau de depart", "point de depart"),
    "target": ("target", "cible", "objectif chiffre"),
    "start": ("start", "debut"),
    "due": ("due", "deadline", "echeance", "horizon"),
    "counting": ("counting", "comptage", "compte"),
}
_DOWN = {"down", "lower", "baisse", "moins", "-"}
_TOTAL = {"total", "sum", "cumul", "somme"}
_LONG_KPI = ("kpi", "indicator", "indicateur", "metric", "mesure")
_LONG_VALUE = ("value", "valeur", "actual", "realise")
_PERCENT = {"%", "percent", "pourcentage", "pct"}


def indicators_of(table: Table, mark: Mark = "", order: Order = "dmy") -> tuple[Indicator, ...]:
    """Read a list of indicators with their targets, headings in either language.

    Raises InputFaults that name row and field: an unreadable number or day, a doubled name.
    """
    columns = {
        key: next((each for each in table.header if plain_heading(each) in names), None)
        for key, names in _HEADINGS.items()
    }
    if columns["name"] is None:
        raise NumberFault(
            "targets-no-name",
            f"{table.name}: no column named KPI or Indicateur.",
            "Name the column of indicators KPI.",
            "name",
            name=table.name,
        )
    faults: list[NumberFault] = []
    found: dict[str, Indicator] = {}
    for row in range(table.rows):
        cells = {
            key: str(table.columns[column].iloc[row]).strip() if column else ""
            for key, column in columns.items()
        }
        if not cells["name"]:
            continue
        place = f"{table.first_row + row}"
        try:
            indicator = read_indicator(cells, mark or table.mark, order, place)
        except NumberFault as fault:
            faults.append(fault)
            continue
        if indicator.name in found:
            message = f"row {place}: {indicator.name!r} stands twice."
            details = {"row": place, "typed": indicator.name}
            faults.append(
                NumberFault("targets-twice", message, "Rename one.", f"name.{place}", **details)
            )
        found[indicator.name] = indicator
    refuse(faults)
    return tuple(found.values())


def read_indicator(cells: Mapping[str, str], mark: Mark, order: Order, place: str) -> Indicator:
    """One indicator as typed; `place` ends the fields that faults name."""
    percent = plain_heading(cells["unit"]) in _PERCENT
    unit = "%" if percent else cells["unit"]

    def number(key: str) -> float | None:
        typed = cells[key]
        if not typed:
            return None
        return read_amount(typed, "rate" if percent else "money", mark, f"{key}.{place}").value

    def day(key: str) -> date | None:
        typed = re.sub(r"[T ]\d\d:\d\d.*$", "", cells[key])
        found = read_day(typed, order) if typed else None
        if typed and found is None:
            message = f"{key}, row {place}: {typed!r} is no date."
            raise NumberFault("day-unreadable", message, "Write it as 2026-12-31.",
                              f"{key}.{place}", typed=typed)  # fmt: skip
        return found

    better: Better = "down" if plain_heading(cells["better"]) in _DOWN else "up"
    counting: Counting = "total" if plain_heading(cells["counting"]) in _TOTAL else "level"
    start, due = day("start"), day("due")
    if start and due and due <= start:
        message = f"due, row {place}: not after the start."
        raise NumberFault("due-before-start", message, "Correct one of them.", f"due.{place}")
    target, baseline = number("target"), number("baseline")
    return Indicator(cells["name"], target, baseline, better, unit, counting, start, due)


def actuals_of(table: Table, mapping: Mapping[str, str], reading: Reading) -> dict[str, Series]:
    """The series of a table by the name of their indicator.

    A long table has a column of KPI names and one of values; a wide one a column for each, whose
    headings `mapping` leads to names of indicators. Raises NumberFault.
    """
    kpi = _heading(table, _LONG_KPI)
    value = _heading(table, _LONG_VALUE)
    if kpi and value:
        return _long(table, kpi, value, reading)
    found: dict[str, Series] = {}
    for column, name in mapping.items():
        if column in table.columns and name:
            series = series_of(table, _of_column(reading, column))
            found[name] = _renamed(series, name)
    return found


def is_long(table: Table) -> bool:
    """True where a column names the indicators and another holds their values."""
    return bool(_heading(table, _LONG_KPI) and _heading(table, _LONG_VALUE))


def suggested(
    table: Table, names: tuple[str, ...], remembered: Mapping[str, str]
) -> dict[str, str]:
    """Which indicator each column leads to: as last time, else where heading and name agree."""
    plain = {plain_heading(each): each for each in names}
    found = {}
    for column in table.header:
        if remembered.get(column) in names:
            found[column] = remembered[column]
        elif plain_heading(column) in plain:
            found[column] = plain[plain_heading(column)]
    return found


def _heading(table: Table, names: tuple[str, ...]) -> str | None:
    return next((each for each in table.header if plain_heading(each) in names), None)


def _of_column(reading: Reading, column: str) -> Reading:
    return Reading(reading.day, column, reading.mark, reading.order, reading.how)


def _renamed(series: Series, name: str) -> Series:
    return Series(name, series.days, series.values, series.period, series.unit, series.how,
                  series.left_out)  # fmt: skip


def _long(table: Table, kpi: str, value: str, reading: Reading) -> dict[str, Series]:
    whose = table.columns[kpi].astype(str).str.strip().to_numpy()
    found = {}
    for name in dict.fromkeys(whose.tolist()):
        if not name:
            continue
        kept = np.flatnonzero(whose == name)
        columns = {key: each.iloc[kept].reset_index(drop=True)
                   for key, each in table.columns.items()}  # fmt: skip
        part = Table(table.name, columns, len(kept), table.first_row, table.mark)
        found[name] = _renamed(series_of(part, _of_column(reading, value)), name)
    return found


@dataclass(frozen=True)
class Remembered:
    """How a kind of file was read last time."""

    columns: Mapping[str, str] = field(default_factory=dict)
    day: str = ""
    mark: Mark = ""
    order: Order = ""


class Memory:
    """Remembers under ASSISTANT_HOME how files with the same headings were mapped."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "imports"

    def recall(self, table: Table) -> Remembered:
        """The last mapping of files with these headings, an empty one where there is none."""
        try:
            stored = json.loads(self._path(table).read_text("utf-8"))
            return Remembered(
                dict(stored["columns"]), stored["day"], stored["mark"], stored["order"]
            )
        except (OSError, ValueError, KeyError, TypeError):
            return Remembered()

    def keep(self, table: Table, remembered: Remembered) -> None:
        """Remember a mapping; a home that cannot be written costs only the memory."""
        path = self._path(table)
        text = json.dumps(
            {
                "columns": dict(remembered.columns),
                "day": remembered.day,
                "mark": remembered.mark,
                "order": remembered.order,
            },
            ensure_ascii=False,
        )
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            draft = path.with_suffix(".part")
            draft.write_text(text, "utf-8")
            draft.replace(path)
        except OSError:
            return

    def _path(self, table: Table) -> Path:
        name = sha256(signature(table.header).encode()).hexdigest()[:24]
        return self._folder / f"{name}.json"
