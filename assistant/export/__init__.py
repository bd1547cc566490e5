"""Documents to take away: one path through pandoc and typst for all formats.

`export_paper(paper, format, style)` makes the file. A Paper comes from `briefing_paper`,
`answers_paper`, `plan_document`, or is put together of headings, paragraphs, lists, tables,
pictures and slides.
"""

from assistant.export.bars import chart_svg
from assistant.export.documents import export_paper
from assistant.export.formats import FORMATS, KINDS, SHEET_MEDIA, Export, Format, format_of
from assistant.export.of_answer import answers_paper
from assistant.export.of_briefing import briefing_paper
from assistant.export.of_plan import plan_document
from assistant.export.paper import (
    Bullets,
    Grid,
    Heading,
    Paper,
    Paragraph,
    Picture,
    Run,
    Slide,
)
from assistant.export.plan_files import PLAN_FORMATS, File, plan_file, plan_format
from assistant.export.style import Style, read_colour
from assistant.export.templates import checked_logo, checked_template, read_style

__all__ = [
    "FORMATS",
    "KINDS",
    "PLAN_FORMATS",
    "SHEET_MEDIA",
    "Bullets",
    "Export",
    "File",
    "Format",
    "Grid",
    "Heading",
    "Paper",
    "Paragraph",
    "Picture",
    "Run",
    "Slide",
    "Style",
    "answers_paper",
    "briefing_paper",
    "chart_svg",
    "checked_logo",
    "checked_template",
    "export_paper",
    "format_of",
    "plan_document",
    "plan_file",
    "plan_format",
    "read_colour",
    "read_style",
]
