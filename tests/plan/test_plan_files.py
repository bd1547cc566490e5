"""A plan is taken away: every format is opened again and holds what the plan says."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from assistant.errors import ExportError
from assistant.export.plan_files import PLAN_FORMATS, plan_file, plan_format
from assistant.plan.planning import Planning
from assistant.plan.records import Plan
from assistant.records import LANGS, Lang

PROMPTS = Path(__file__).resolve().parents[2] / "prompts"
TYPED: dict[Lang, dict[str, str]] = {
    "fr": {"wish.0": "Ramener le taux de démission de 18 % à 12 %",
           "choice.0": "employee-wellbeing-turnover", "wish.1": "Augmenter la qualité des leads",
           "choice.1": "lead-quality", "budget": "100 000,01 €", "horizon": "18"},
    "en": {"wish.0": "Reduce churn from 12% to 9%", "choice.0": "customer-retention",
           "wish.1": "More leads", "choice.1": "more-qualified-leads", "weight.1": "3",
           "budget": "$99,999.99", "horizon": "7"},
}  # fmt: skip


@pytest.fixture(params=LANGS)
def plan(request: pytest.FixtureRequest, planning: Planning) -> Plan:
    return planning.draft(TYPED[request.param], request.param)


@pytest.mark.parametrize("format", PLAN_FORMATS)
def test_every_format_holds_objectives_and_indicators(format: str, plan: Plan) -> None:
    made = plan_file(plan, PROMPTS, format)
    said = text_of(made.data, made.ending)
    for strategy in plan.strategies:
        assert squeezed(strategy.strategic) in said
        for line in strategy.kpis:
            assert squeezed(line.name) in said


@pytest.mark.parametrize(
    ("name", "format"),
    [("plan.docx", "docx"), ("XLSX", "xlsx"), ("a.xlsx", "xlsx"), ("md", "markdown")],
)
def test_an_ending_stands_for_its_format(name: str, format: str) -> None:
    assert plan_format(name) == format


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(ExportError, match="xlsx"):
        plan_format("plan.exe")


def test_the_recalculated_workbook_gives_the_plans_amounts(
    planning: Planning, tmp_path: Path
) -> None:
    plans = {lang: planning.draft(TYPED[lang], lang) for lang in LANGS}
    for lang, plan in plans.items():
        book = load_workbook(io.BytesIO(plan_file(plan, PROMPTS, "xlsx").data))
        # A measured value halfway from baseline to target, typed by the reader.
        row = next(r for r in range(4, 20) if book.worksheets[0].cell(r, 7).value is not None)
        sheet = book.worksheets[0]
        sheet.cell(row, 10).value = (sheet.cell(row, 7).value + sheet.cell(row, 9).value) / 2
        book.save(tmp_path / f"{lang}.xlsx")
    for lang, book in recalculated(tmp_path).items():
        check_workbook(book, plans[lang])


def check_workbook(book: Any, plan: Plan) -> None:
    kpis, budget, roadmap, sources = book.worksheets
    amounts = [budget.cell(row, 3).value for row in range(7, 7 + len(plan.budget.lines))]
    assert amounts == pytest.approx([line.amount for line in plan.budget.lines], abs=1e-9)
    assert named(book, "plan_amounts") == pytest.approx(plan.budget.total, abs=1e-9)
    assert named(book, "plan_shares") == pytest.approx(100, abs=1e-9)
    progress = [kpis.cell(row, 11).value for row in range(4, kpis.max_row + 1)]
    assert [each for each in progress if each not in (None, "")] == pytest.approx([0.5])
    first = 3 + 7 + 1
    for row, task in enumerate(plan.roadmap.tasks, 4):
        months = [m for m in range(1, plan.roadmap.months + 1)
                  if roadmap.cell(row, first + m - 1).value == 1]  # fmt: skip
        assert months == list(range(task.start, task.end + 1))
    numbers = [sources.cell(row, 1).value for row in range(4, sources.max_row + 1)]
    assert numbers == [each.number for each in plan.citations]
    assert not [c.value for s in book for r in s for c in r if str(c.value).startswith("#")]


def recalculated(folder: Path) -> dict[Lang, Any]:
    """The workbooks of a folder after LibreOffice has computed every formula."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    subprocess.run(
        [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out"),
         *(str(folder / f"{lang}.xlsx") for lang in LANGS)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return {lang: load_workbook(folder / "out" / f"{lang}.xlsx", data_only=True) for lang in LANGS}


def named(book: Any, name: str) -> Any:
    sheet, cell = next(iter(book.defined_names[name].destinations))
    return book[sheet][cell].value


def squeezed(text: str) -> str:
    """Letters and digits alone: what a format does to spaces, marks and escapes is its own."""
    return "".join(each for each in text.casefold() if each.isalnum())


def text_of(data: bytes, ending: str) -> str:
    """All the words of a file."""
    if ending == "docx":
        from docx import Document

        document = Document(io.BytesIO(data))
        cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
        return squeezed("\n".join([*(p.text for p in document.paragraphs), *cells]))
    if ending == "pptx":
        return squeezed(slides_text(data))
    if ending == "xlsx":
        book = load_workbook(io.BytesIO(data))
        return squeezed(" ".join(str(c.value) for s in book for r in s for c in r if c.value))
    if ending == "pdf":
        from pypdfium2 import PdfDocument

        pages = PdfDocument(data)
        # The soft hyphen of a broken word is no letter, but stands for a hyphen in the text.
        return squeezed("".join(page.get_textpage().get_text_bounded() for page in pages))
    if ending == "odt":
        import zipfile

        return squeezed(zipfile.ZipFile(io.BytesIO(data)).read("content.xml").decode())
    return squeezed(data.decode())


def slides_text(data: bytes) -> str:
    from pptx import Presentation

    texts = []
    for slide in Presentation(io.BytesIO(data)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                texts.append(shape.text_frame.text)
            if getattr(shape, "has_table", False):
                texts += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(texts)


@pytest.mark.parametrize(("wishes", "slides"), [(1, 8), (2, 12)])
@pytest.mark.parametrize("lang", LANGS)
def test_the_deck_is_short_full_and_sourced(
    wishes: int, slides: int, lang: Lang, planning: Planning
) -> None:
    from pptx import Presentation

    typed = {key: value for key, value in TYPED[lang].items() if wishes == 2 or "1" not in key}
    plan = planning.draft({**typed, "horizon": "12"}, lang)
    made = plan_file(plan, PROMPTS, "pptx").data
    deck = Presentation(io.BytesIO(made))
    assert len(deck.slides) <= slides
    for slide in list(deck.slides)[1:]:
        shapes = [shape for shape in slide.shapes if shape.top is not None]
        assert all(shape.top + shape.height <= deck.slide_height for shape in shapes)
        # A slide with a citation says at its foot whose publication it is.
        said = " ".join(s.text_frame.text for s in shapes if s.has_text_frame)
        assert ("[" not in said) or "Sources" in said
    pictures = [s for slide in deck.slides for s in slide.shapes if s.shape_type == 13]
    assert pictures
    assert all(s._element.nvPicPr.cNvPr.get("descr") for s in pictures)


def test_a_calendar_draws_each_task_over_its_months(planning: Planning) -> None:
    from assistant.export.gantt import PAGE, draw_gantt
    from assistant.export.style import Style
    from assistant.wording import load_wording

    plan = planning.draft(TYPED["en"], "en")
    say = load_wording(PROMPTS, "plan", "en")
    tasks = plan.roadmap.tasks
    drawn = draw_gantt(tasks, plan.roadmap, say, Style(), PAGE)
    month = PAGE.width * (1 - PAGE.names) / plan.roadmap.months
    bars = [(float(m[1]), float(m[2])) for m in re.finditer(
        r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="10"', drawn
    )]  # fmt: skip
    left = PAGE.width * PAGE.names
    wanted = [(left + (t.start - 1) * month + 1, (t.end - t.start + 1) * month - 2) for t in tasks]
    assert [x for x, _ in bars] == pytest.approx([x for x, _ in wanted], abs=0.1)
    assert [w for _, w in bars] == pytest.approx([w for _, w in wanted], abs=0.1)
