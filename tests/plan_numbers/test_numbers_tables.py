"""Files as tools export them and as people spoil them."""

from __future__ import annotations

import io
from datetime import date, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from assistant.plan.numbers.faults import NumberFault
from assistant.plan.numbers.periods import as_date
from assistant.plan.numbers.series import Reading, Series, at_period, series_of
from assistant.plan.numbers.sources import recognise, usual_sum
from assistant.plan.numbers.tables import read_table


def read(text: str | bytes, encoding: str = "utf-8", **reading: str) -> Series:
    data = text if isinstance(text, bytes) else text.encode(encoding)
    return series_of(read_table(data, "file.csv"), Reading(**reading))  # type: ignore[arg-type]


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


GA4 = (
    "# ----------------------------------------\n# Reports snapshot\n# Start date: 20240105\n"
    "# End date: 20240107\nNth day,Active users\n0000,12\n0001,15\n0002,9\n\n# Other\nA,B\n1,2\n"
)
META = (
    "Début des rapports,Fin des rapports,Nom de la campagne,Montant dépensé (EUR),Résultats\n"
    '2024-01-01,2024-01-31,A,"1 234,50",3\n2024-02-01,2024-02-29,A,"900,10",4\n,,,"2134,60",7\n'
)
LINKEDIN = (
    "Date\tImpressions (organic)\tImpressions (total)\n01/02/2025\t100\t120\n01/03/2025\t130\t140\n"
)


@pytest.mark.parametrize(
    ("text", "reading", "encoding", "days", "values"),
    [
        pytest.param("date;valeur\n2024-01-01;1,5\n2024-02-01;2,5\n", {}, "utf-8",
                     ["2024-01-01", "2024-02-01"], [1.5, 2.5], id="french"),
        pytest.param("date,value\n2024-01-01,\"1,234.5\"\n2024-01-02,7\n", {}, "utf-8",
                     ["2024-01-01", "2024-01-02"], [1234.5, 7], id="english"),
        pytest.param("Date;Coût\n31/01/2024;5\n01/02/2024;6\n", {}, "cp1252",
                     ["2024-01-31", "2024-02-01"], [5, 6], id="windows-day-first"),
        pytest.param("date|value\n31/01/2024|5\n2024-02-29|6\nmars 2024|7\n", {}, "utf-8",
                     ["2024-01-31", "2024-02-29", "2024-03-01"], [5, 6, 7], id="three-formats"),
        pytest.param("week,value\n2024-W01,5\n2024-W02,6\n", {}, "utf-8",
                     ["2024-01-01", "2024-01-08"], [5, 6], id="weeks"),
        pytest.param("date,rate\n2024-01-01,5%\n2024-01-02,7%\n", {}, "utf-8",
                     ["2024-01-01", "2024-01-02"], [0.05, 0.07], id="percent"),
        pytest.param("date,value\n2024-01-01,n/a\n2024-01-02,7\n", {}, "utf-8",
                     ["2024-01-01", "2024-01-02"], [np.nan, 7], id="missing"),
        pytest.param("date,value\n01/02/2024,5\n02/03/2024,6\n", {"order": "dmy"}, "utf-8",
                     ["2024-02-01", "2024-03-02"], [5, 6], id="declared-day-first"),
        pytest.param("date;value\n2024-01-01;1,234\n", {"mark": ","}, "utf-8",
                     ["2024-01-01"], [1.234], id="declared-decimal-comma"),
        pytest.param("date;value\n2024-01-01;1,5\n", {"mark": "."}, "utf-8",
                     ["2024-01-01"], [1.5], id="declared-mark-that-cannot-be"),
        pytest.param(GA4, {}, "utf-8", ["2024-01-05", "2024-01-06", "2024-01-07"], [12, 15, 9],
                     id="ga4"),
        pytest.param(META, {"value": "montant depense (eur)"}, "utf-8",
                     ["2024-01-01", "2024-02-01"], [1234.5, 900.1], id="meta"),
        pytest.param(LINKEDIN, {"value": "Impressions (total)"}, "utf-16",
                     ["2025-01-02", "2025-01-03"], [120, 140], id="linkedin"),
    ],
)  # fmt: skip
def test_exports_are_read(
    text: str, reading: dict[str, str], encoding: str, days: list[str], values: list[float]
) -> None:
    found = read(text, encoding, **reading)
    assert found.days.astype(str).tolist() == days
    np.testing.assert_allclose(found.values, values)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param(b"", "table-empty", id="empty"),
        pytest.param(b"\xef\xbb\xbf\n\n", "table-empty", id="only-a-mark"),
        pytest.param(b"\x00\x01\x02" * 50, "table-unreadable", id="binary"),
        pytest.param(b"PK\x03\x04rubbish", "table-unreadable", id="broken-workbook"),
        pytest.param("date,value\n", "table-no-rows", id="headings-only"),
        pytest.param("a\n1\n2\n", "table-no-headings", id="one-column"),
        pytest.param("2024-01-01,5\n2024-01-02,6\n", "table-no-headings", id="no-headings"),
        pytest.param("date,value\n2024-01-01,1,5\n", "table-ragged", id="decimal-comma-in-commas"),
        pytest.param("date,value\n2024-01-01,5\n2024-01-02,6,7,8\n", "table-ragged", id="ragged"),
        pytest.param("date,value\n01/02/2024,5\n", "dates-ambiguous", id="day-or-month"),
        pytest.param("date,value\n13/02/2024,5\n02/13/2024,5\n", "dates-mixed", id="both-orders"),
        pytest.param("date,value\n2024-13-01,5\n", "column-not-date", id="thirteenth-month"),
        pytest.param("date,value\n2024-01-01,inf\n", "column-not-number", id="infinite"),
        pytest.param("date;value\n2024-01-01;1,234\n", "column-ambiguous", id="ambiguous"),
        pytest.param("date;value\n2024-01-01;1,5\n2024-01-02;2.5\n", "column-mixed-marks",
                     id="both-marks"),
        pytest.param("date,value\n2024-01-01,€5\n2024-01-02,$5\n", "currency-mixed", id="money"),
        pytest.param("date,v\n2024-01-01,5%\n2024-01-02,7\n", "column-mixed-percent", id="percent"),
        pytest.param("date,a,b\n2024-01-01,1,2\n", "column-which", id="two-columns"),
        pytest.param("date,a\n2024-01-01,x\n", "column-none", id="no-numbers"),
        pytest.param("name,a\nx,1\n", "column-no-days", id="no-days"),
    ],
)  # fmt: skip
def test_spoiled_files_are_told(text: str | bytes, code: str) -> None:
    with pytest.raises(NumberFault) as caught:
        read(text)
    assert caught.value.code == code


def test_the_row_of_a_wrong_cell_is_that_of_the_file() -> None:
    with pytest.raises(NumberFault) as caught:
        read("# note\ndate,value\n2024-01-01,5\n2024-01-02,oops\n2024-01-03,6\n")
    assert caught.value.details["row"] == 4


def test_a_missing_column_is_named_with_those_there_are() -> None:
    with pytest.raises(NumberFault, match="there are date, value"):
        read("date,value\n2024-01-01,5\n", value="sales")


def test_workbooks_keep_their_own_numbers_and_days() -> None:
    data = workbook(["Date", "Value"], [datetime(2024, 1, 31), 1.234], [datetime(2024, 2, 29), 2.5])
    found = read(data)
    assert found.days.astype(str).tolist() == ["2024-01-31", "2024-02-29"]
    np.testing.assert_allclose(found.values, [1.234, 2.5])


def test_explanations_above_the_headings_are_passed_over() -> None:
    data = workbook(
        ["What date", "What it counts"], ["Date", "Clicks (total)"], ["01/31/2025", 3],
        ["02/28/2025", 4],
    )  # fmt: skip
    assert read(data).name == "Clicks (total)"


@pytest.mark.parametrize(
    ("header", "source"),
    [
        (["Date", "Utilisateurs actifs"], "ga4"),
        (["Jour", "Nom de la campagne", "Montant dépensé (EUR)"], "meta"),
        (["Date", "Impressions (organic)"], "linkedin"),
        (["Date", "Value"], None),
    ],
)
def test_tools_are_recognised_by_their_headings(header: list[str], source: str | None) -> None:
    found = recognise(header)
    assert (found.id if found else None) == source


@pytest.mark.parametrize(
    ("heading", "how"),
    [("Sessions", "sum"), ("Taux d’engagement", "mean"), ("Total followers", "last")],
)
def test_periods_are_summed_up_by_what_the_heading_says(heading: str, how: str) -> None:
    assert usual_sum(heading) == how


def days(first: str, count: int, how: str) -> Series:
    start = np.datetime64(first, "D")
    every = start + np.arange(count).astype("timedelta64[D]")
    return Series("x", every, np.arange(count, dtype=float), "day", "", how)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("how", "values"),
    [
        pytest.param("sum", [sum(range(31)), np.nan], id="counts-need-the-whole-month"),
        pytest.param("mean", [15, 33], id="means-do-not"),
        pytest.param("last", [30, 35], id="stocks-take-the-last"),
    ],
)
def test_months_of_days(how: str, values: list[float]) -> None:
    found = at_period(days("2024-01-01", 36, how), "month")
    assert [as_date(day) for day in found.days] == [date(2024, 1, 1), date(2024, 2, 1)]
    np.testing.assert_allclose(found.values, values)


@given(
    values=st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=30),
    french=st.booleans(),
)
def test_every_written_column_is_read_back(values: list[int], french: bool) -> None:
    def cell(value: int) -> str:
        text = f"{value / 100:,.2f}"
        return text.translate(str.maketrans(",.", "\u202f,")) if french else f'"{text}"'

    lines = [f"{as_date(np.datetime64('2020-01-01') + i)}{';' if french else ','}{cell(v)}"
             for i, v in enumerate(values)]  # fmt: skip
    found = read(("date;v\n" if french else "date,v\n") + "\n".join(lines))
    np.testing.assert_allclose(found.values, np.asarray(values) / 100)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_series_or_a_fault(data: bytes) -> None:
    try:
        found = series_of(read_table(data, "x"), Reading())
    except NumberFault:
        return
    assert len(found.days) == len(found.values)
