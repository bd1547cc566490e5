"""The numbers of a chart are read as the table that the file keeps behind the drawing."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import drawn
import pytest

from assistant.ingest import Block, Outcome

SHARES = (("", "2024", "2025"), ("Nantes", "34.5%", "40.2%"), ("Lille", "21.0%", ""))
Read = Callable[..., Outcome]


def blocks(outcome: Outcome) -> tuple[Block, ...]:
    assert outcome.extract is not None
    return outcome.extract.blocks


def tables(outcome: Outcome) -> list[tuple[int | None, tuple[tuple[str, ...], ...]]]:
    return [(each.place.slide, each.rows) for each in blocks(outcome) if each.kind == "table"]


def test_a_chart_of_a_word_document_stands_where_it_is_drawn(read: Read) -> None:
    found = blocks(read("chart.docx", drawn.document()))
    assert [each.rows or each.text for each in found] == [
        "The chart shows the share of online sales by town.",
        SHARES,
        "Lille is told for one year only.",
    ]


def test_a_damaged_chart_takes_nothing_else_with_it(read: Read) -> None:
    found = blocks(read("damaged.docx", drawn.document(b"<c:chartSpace")))
    assert [each.text for each in found] == [
        "The chart shows the share of online sales by town.",
        "Lille is told for one year only.",
    ]


def test_charts_of_slides_keep_title_unit_days_points_and_levels(read: Read) -> None:
    outcome = read("charts.pptx", drawn.presentation())
    told = [each.text for each in blocks(outcome) if each.kind == "paragraph"]
    assert told == ["Share of online sales", "in thousands"]
    assert tables(outcome) == [
        (1, SHARES),
        (2, (("", "Sales"), ("2025-01-01", "1200 k€"), ("2025-02-01", "1300 k€"))),
        (3, (("", "Trials"), ("1.5", "3"), ("2", "4"))),
        (
            4,
            (("", "Leads"), ("2024 S1", "11"), ("2024 S2", "12"), ("2025 S1", "13"),
             ("2025 S2", "14")),
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "ending", "slide"), [("text", "odt", None), ("presentation", "odp", 1)]
)
def test_a_chart_of_an_open_document(kind: str, ending: str, slide: int | None, read: Read) -> None:
    outcome = read(f"chart.{ending}", drawn.opendocument(kind))
    assert tables(outcome) == [(slide, SHARES)]
    assert "Part des ventes en ligne (en parts)" in [each.text for each in blocks(outcome)]


def test_a_damaged_object_takes_nothing_else_with_it(read: Read) -> None:
    found = blocks(read("damaged.odt", drawn.opendocument("text", "<chart:plot-area")))
    assert [each.text for each in found] == ["Le graphique suit.", "Fin."]


def test_charts_that_libreoffice_wrote(tmp_path: Path, read: Read) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    source = tmp_path / "charts.pptx"
    source.write_bytes(drawn.presentation())
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [office, profile, "--headless", "--convert-to", "odp", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=180)
    outcome = read("charts.odp", (tmp_path / "charts.odp").read_bytes())
    found = dict(tables(outcome))
    # It drops how the values were to be shown.
    assert found[1] == (("", "2024", "2025"), ("Nantes", "0.345", "0.402"), ("Lille", "0.21", ""))
    assert found[2] == (("", "Sales"), ("2025-01-01", "1200"), ("2025-02-01", "1300"))
    assert "Share of online sales" in [each.text for each in blocks(outcome)]
