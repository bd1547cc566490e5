"""The files of a kept scorecard: the board's one page, the whole of it, the workbook."""

from __future__ import annotations

from assistant.errors import ExportError
from assistant.export import KINDS, SHEET_MEDIA, File, Format, export_paper
from assistant.plan.numbers.cards import Card
from assistant.plan.numbers.scorecard import Scorecard
from assistant.render.labels import Labels
from assistant.render.report_paper import report_paper
from assistant.render.scorecard_report import scorecard_report

WORKBOOK = "xlsx"
# "board-…" is the board's one page.
CARD_FILES = ("board-pdf", "board-docx", WORKBOOK, "pdf", "docx", "pptx", "markdown", "csv")


def card_file(card: Card, judged: Scorecard, t: Labels, wanted: str) -> File:
    """A scorecard in one of CARD_FILES; raises ExportError for another, or where a tool fails."""
    if wanted not in CARD_FILES:
        known = ", ".join(CARD_FILES)
        raise ExportError(
            f"No format goes by {wanted[:60]!r}.", f"Use one of {known}.",
            code="export-format", name=wanted[:60], known=known,
        )  # fmt: skip
    if wanted == WORKBOOK:
        from assistant.export.workbook import scorecard_workbook

        return File(scorecard_workbook(judged, t), SHEET_MEDIA, WORKBOOK)
    from assistant.export.chart_series import scorecard_charts

    board = wanted.startswith("board-")
    format: Format = next(each for each in KINDS if each == wanted.removeprefix("board-"))
    report = scorecard_report(judged, t, not board)
    drawings = {} if board else scorecard_charts(judged, t)
    title = f"{t('title_scorecard')}{t('colon')}{card.name}"
    most = 1 if board else None
    made = export_paper(
        report_paper(report, t.lang, drawings, title, t("card_byline", day=card.at[:10]), most),
        format,
    )
    return File(made.data, made.media, made.ending)
