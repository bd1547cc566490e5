"""A plan as a file: documents by the one way out, and a workbook that recalculates."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.errors import ExportError
from assistant.export.documents import export_paper
from assistant.export.formats import FORMATS, KINDS, SHEET_MEDIA, Format, format_of
from assistant.export.of_plan import plan_document
from assistant.export.style import Style
from assistant.plan.records import Plan

WORKBOOK = "xlsx"
PLAN_FORMATS: tuple[str, ...] = ("docx", "pdf", WORKBOOK, *(
    each for each in FORMATS if each not in ("docx", "pdf")
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class File:
    """A finished file: its bytes, its media type, and its ending without the dot."""

    data: bytes
    media: str
    ending: str


def plan_format(name: str) -> str:
    """The format that a name or a file's ending stands for; raises ExportError for any other."""
    if name.lower().rpartition(".")[2] == WORKBOOK:
        return WORKBOOK
    try:
        return format_of(name)
    except ExportError as fault:
        known = ", ".join(PLAN_FORMATS)
        raise ExportError(
            fault.message, f"Use one of {known}.", code="export-format", name=name[:60], known=known
        ) from fault


def plan_file(plan: Plan, prompts: Path, format: str, style: Style | None = None) -> File:
    """A plan in a format of PLAN_FORMATS; raises ExportError where a tool or template fails."""
    chosen = plan_format(format)
    if chosen == WORKBOOK:
        from assistant.export.workbook_plan import plan_workbook

        return File(plan_workbook(plan, prompts), SHEET_MEDIA, WORKBOOK)
    known: Format = next(each for each in FORMATS if each == chosen)
    made = export_paper(plan_document(plan, prompts, style), known, style)
    return File(made.data, KINDS[known].media, made.ending)
