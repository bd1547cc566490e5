"""PDF: what was printed in columns, tables and pages is read in order, with its page."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator

import pytest
import reports

from assistant.ingest import Block, Extract, Outcome, read_files

Read = Callable[..., Outcome]

LEFT = [
    "The panel has run since spring and",
    "its members answer twice a year on",
    "what they bought and why they came",
    "back. Their answers are set against",
    "the sales that the stores recorded,",
    "so that words and deeds can be com-",
    "pared by region and by age group in",
    "one table that the board receives.",
]
RIGHT = [
    "A second group was never shown any",
    "campaign. It is the yardstick: what",
    "both groups do alike was not caused",
    "by the campaign. The difference was",
    "small in the north and larger in the",
    "south, where stores had opened late",
    "and where the e-commerce site was a",
    "novelty for most of the customers.",
]


def extract_of(outcome: Outcome) -> Extract:
    assert outcome.extract is not None, outcome.refusal
    return outcome.extract


def paragraphs(extract: Extract) -> list[str]:
    return [block.text for block in extract.blocks if block.kind == "paragraph"]


def column(x: float, lines: list[str], top: float = 640) -> list[reports.Line]:
    return [(x, top - 14 * row, line) for row, line in enumerate(lines)]


@pytest.mark.parametrize("by_line", [False, True], ids=["drawn-by-column", "drawn-by-line"])
def test_columns_are_read_one_after_the_other(by_line: bool, read: Read) -> None:
    left, right = column(56, LEFT), column(320, RIGHT)
    body = (
        [each for pair in zip(left, right, strict=True) for each in pair]
        if by_line
        else left + right
    )
    title = (56.0, 720.0, "#What the panel says about the campaign")
    text = "\n".join(paragraphs(extract_of(read("columns.pdf", reports.drawn([[title, *body]])))))
    assert re.sub(r"\s+", " ", text) == (
        " ".join(LEFT).replace("com- pared", "compared") + " " + " ".join(RIGHT)
    )


CUT = [
    pytest.param("measure-", "ment of sales", "measurement of sales", id="word"),
    pytest.param("e-", "commerce site", "e-commerce site", id="compound-known-by-its-start"),
    pytest.param("Peut-", "être demain", "Peut-être demain", id="french-compound"),
    pytest.param("Franco-", "German team", "Franco-German team", id="capital"),
    pytest.param("long-", "term value", "long-term value", id="compound-found-elsewhere"),
    pytest.param("the years 2019-", "2024 were good", "2019-2024 were good", id="years"),
]


@pytest.mark.parametrize(("first", "second", "whole"), CUT)
def test_words_cut_at_a_line_end(first: str, second: str, whole: str, read: Read) -> None:
    lines = [f"The board looked at the {first}", f"{second} in its meeting.", "The long-term plan."]
    data = reports.drawn([[*column(56, lines[:2], 700), (56, 600, lines[2])]])
    assert whole in paragraphs(extract_of(read("cut.pdf", data)))[0]


def test_a_table_is_a_table(read: Read) -> None:
    rows = [("Region", "Answers", "Buy again"), ("North", "512", "41%"), ("South", "498", "37%")]
    cells = [
        (x, 600.0 - 18 * row, text)
        for row, texts in enumerate(rows)
        for x, text in zip((56.0, 220.0, 330.0), texts, strict=True)
    ]
    lead = (56.0, 640.0, "Answers by region are as follows:")
    outcome = read("table.pdf", reports.drawn([[lead, *cells]]))
    (table,) = [block for block in extract_of(outcome).blocks if block.kind == "table"]
    assert (table.rows, table.header) == (tuple(rows), 1)
    assert outcome.passages[0].text == (
        "Answers by region are as follows:\nRegion | Answers | Buy again\n"
        "North | 512 | 41%\nSouth | 498 | 37%"
    )


def test_items_keep_apart_and_lose_their_marks(read: Read) -> None:
    lines = ["• Recruit the panel before", "the summer.", "• Ask it twice a year.", "2) Report."]
    blocks = extract_of(read("items.pdf", reports.drawn([column(56, lines)]))).blocks
    assert [(each.kind, each.text) for each in blocks] == [
        ("list", "Recruit the panel before the summer."),
        ("list", "Ask it twice a year."),
        ("list", "2) Report."),
    ]


def test_a_sentence_over_two_pages_keeps_both(read: Read) -> None:
    pages = [
        column(56, ["The first page ends in the middle of"], 100),
        column(56, ["a sentence that the second page ends."], 760),
    ]
    outcome = read("over.pdf", reports.drawn(pages))
    (passage,) = outcome.passages
    assert (passage.page, passage.locator) == (1, "page:1-2")
    assert passage.text.endswith("the middle of a sentence that the second page ends.")


def test_lines_written_upwards_are_left_out(read: Read) -> None:

    from reportlab.pdfgen import canvas

    out = io.BytesIO()
    paper = canvas.Canvas(out)
    paper.drawString(56, 700, "The text of the page runs from left to right as usual.")
    paper.rotate(90)
    paper.drawString(300, -30, "STAMP")
    paper.save()
    (block,) = extract_of(read("stamp.pdf", out.getvalue())).blocks
    assert block.text == "The text of the page runs from left to right as usual."


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_turned_as_a_whole_is_read(turn: int, read: Read) -> None:

    from reportlab.pdfgen import canvas

    out = io.BytesIO()
    paper = canvas.Canvas(out)
    paper.translate(300, 400)
    paper.rotate(turn)
    for row, line in enumerate(LEFT):
        paper.drawString(-100, 80 - 14 * row, line)
    paper.save()
    (block,) = extract_of(read("turned.pdf", out.getvalue())).blocks
    assert block.text == " ".join(LEFT).replace("com- pared", "compared")


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """A report of twelve chapters, read once."""
    path = tmp_path_factory.mktemp("report") / "report.pdf"
    path.write_bytes(reports.report(12))
    return next(iter(read_files([path])))


class TestReport:
    """What was printed in the report is read from it."""

    def blocks(self, outcome: Outcome, kind: str) -> Iterator[Block]:
        return (each for each in extract_of(outcome).blocks if each.kind == kind)

    def test_title_and_author(self, outcome: Outcome) -> None:
        extract = extract_of(outcome)
        assert (extract.title, extract.author) == ("Customer report 2025", "Claire Martin")

    def test_running_lines_are_gone(self, outcome: Outcome) -> None:
        text = "\n".join(passage.text for passage in outcome.passages)
        assert "Acme Group" not in text
        assert not re.search(r"\bPage \d", text)

    def test_every_heading_has_its_level(self, outcome: Outcome) -> None:
        found = [(each.level, each.text) for each in self.blocks(outcome, "heading")]
        wanted = [
            each
            for chapter in range(1, 13)
            for each in (
                (1, f"{chapter}. Findings of wave {chapter}"),
                (2, "Method"),
                (2, "Results"),
            )
        ]
        assert found == wanted

    def test_every_table_is_whole_or_goes_on_under_its_header(self, outcome: Outcome) -> None:
        tables = list(self.blocks(outcome, "table"))
        assert {table.rows[0] for table in tables} == {("Region", "Answers", "Buy again")}
        assert {table.header for table in tables} == {1}
        regions = [row[0] for table in tables for row in table.rows[1:]]
        assert regions == ["North", "South", "East", "West"] * 12

    def test_every_sentence_is_there_on_its_page(self, outcome: Outcome) -> None:
        import pypdfium2

        document = pypdfium2.PdfDocument(reports.report(12))
        pages = [re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in document]
        figures = re.compile(r"\d+\.\d% of")
        wanted = [
            (at, found) for at, page in enumerate(pages, 1) for found in figures.findall(page)
        ]
        cited = [
            (page, found)
            for passage in outcome.passages
            for found in figures.findall(passage.text)
            for page in [
                range(passage.page or 0, int(passage.locator.split("-")[-1].split(":")[-1]) + 1)
            ]
        ]
        assert [found for _, found in cited] == [found for _, found in wanted]
        assert [
            page for (pages, _), (page, _) in zip(cited, wanted, strict=True) if page not in pages
        ] == []

    def test_passages_are_of_the_size_to_quote(self, outcome: Outcome) -> None:
        words = [len(passage.text.split()) for passage in outcome.passages]
        assert max(words) <= 180
        assert sum(count >= 60 for count in words) > 0.6 * len(words)


def test_cells_of_several_lines_are_one_cell_each(read: Read) -> None:
    heights = (600, 580, 568, 556, 536, 524)
    texts = (
        ("Option", "What it costs", "What it returns"),
        ("A limited trial", "The same items, for the", "The difference between the"),
        ("with a control", "part that is tried, and", "part that is tried and"),
        ("", "the cost of the survey.", "the control group."),
        ("A full", "The same items over a", "What the trial has shown,"),
        ("commitment", "whole year.", ""),
    )
    cells = [
        (x, float(y), text)
        for y, row in zip(heights, texts, strict=True)
        for x, text in zip((56, 190, 350), row, strict=True)
        if text
    ]
    (table,) = extract_of(read("wrapped.pdf", reports.drawn([cells]))).blocks
    assert table.rows == (
        ("Option", "What it costs", "What it returns"),
        (
            "A limited trial with a control",
            "The same items, for the part that is tried, and the cost of the survey.",
            "The difference between the part that is tried and the control group.",
        ),
        ("A full commitment", "The same items over a whole year.", "What the trial has shown,"),
    )


def test_small_print_does_not_make_the_text_a_heading(read: Read) -> None:
    note = "Small print that runs on and on and is longer than the text which it explains to all."
    small = [(56.0, 300.0 - 8 * n, f"{n} {note}") for n in range(12)]
    lines = column(56, [f"{line} The text itself." for line in LEFT[:4]], 700)
    from reportlab.pdfgen import canvas

    out = io.BytesIO()
    paper = canvas.Canvas(out)
    for size, drawn in ((11, lines), (7, small)):
        for x, y, text in drawn:
            paper.setFont("Helvetica", size)
            paper.drawString(x, y, text)
    paper.save()
    kinds = {block.kind for block in extract_of(read("notes.pdf", out.getvalue())).blocks}
    assert "heading" not in kinds


def test_the_foot_of_two_pages_is_left_out(read: Read) -> None:
    from reportlab.pdfgen import canvas

    out = io.BytesIO()
    paper = canvas.Canvas(out)
    for page, half in enumerate((LEFT, RIGHT), 1):
        paper.setFont("Helvetica", 11)
        for x, y, text in column(56, half, 700):
            paper.drawString(x, y, text)
        paper.setFont("Helvetica", 7)
        paper.drawString(56, 30, f"Note for the board · {page} / 2")
        paper.showPage()
    paper.save()
    text = " ".join(each.text for each in extract_of(read("two.pdf", out.getvalue())).blocks)
    assert "Note for the board" not in text
    assert text.endswith(RIGHT[-1])
