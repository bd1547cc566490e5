"""Reports as companies print them: running lines, two columns, tables, words cut at line ends."""

from __future__ import annotations

import io
import random
from typing import Any

SUBJECTS = (
    "The customer panel",
    "The marketing team",
    "Our service centre",
    "The brand survey",
    "Each regional office",
    "The pilot campaign",
)
VERBS = ("reported", "confirmed", "measured", "compared", "revised", "published")
OBJECTS = (
    "the share of customers who buy again",
    "the cost of a first answer on social media",
    "a difference between stated and observed purchases",
    "how long complaints stay without an answer",
    "the budget that was approved by the board",
    "its figures against those of the previous quarter",
)
PLACES = ("in France", "in Germany", "across the European markets", "in the two pilot regions")


def sentences(chance: random.Random, count: int) -> str:
    """Plausible sentences, the same for the same seed; their figures are fictional."""
    parts = []
    for _ in range(count):
        figure = f"{chance.randint(2, 95)}.{chance.randint(0, 9)}%"
        parts.append(
            f"{chance.choice(SUBJECTS)} {chance.choice(VERBS)} {chance.choice(OBJECTS)} "
            f"{chance.choice(PLACES)}, which came to {figure} of the answers given "
            f"by {chance.randint(110, 990)} customers."
        )
    return " ".join(parts)


def report(chapters: int, columns: int = 1, seed: int = 7) -> bytes:
    """A report of about three pages a chapter: running header and footer, headings, a table."""
    from reportlab.lib import colors
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer, Table

    chance = random.Random(seed)
    out = io.BytesIO()
    styles = getSampleStyleSheet()
    body = ParagraphStyle("body", styles["BodyText"], alignment=TA_JUSTIFY, spaceAfter=7)
    width = 483 / columns - (10 if columns > 1 else 0)
    frames = [
        Frame(56 + at * (483 / columns + 5), 70, width, 690, 0, 0, 0, 0) for at in range(columns)
    ]

    def running(drawn: Any, document: Any) -> None:
        drawn.setFont("Helvetica", 8)
        drawn.drawString(56, 800, "Acme Group — Customer report 2025")
        drawn.drawRightString(539, 40, f"Page {document.page}")

    flow: list[Any] = []
    for chapter in range(1, chapters + 1):
        flow.append(Paragraph(f"{chapter}. Findings of wave {chapter}", styles["Heading1"]))
        for section in ("Method", "Results"):
            flow.append(Paragraph(section, styles["Heading2"]))
            flow += [Paragraph(sentences(chance, 5), body) for _ in range(4)]
            if columns == 1 and section == "Results":
                rows = [["Region", "Answers", "Buy again"]]
                for region in ("North", "South", "East", "West"):
                    rows.append(
                        [region, str(chance.randint(100, 999)), f"{chance.randint(10, 80)}%"]
                    )
                table = Table(rows, colWidths=[160, 110, 110])
                table.setStyle([("GRID", (0, 0), (-1, -1), 0.4, colors.grey)])
                flow += [table, Spacer(1, 8)]
            flow += [Paragraph(sentences(chance, 5), body) for _ in range(4)]
    document = BaseDocTemplate(
        out, title="Customer report 2025", author="Claire Martin", invariant=1
    )
    document.addPageTemplates(PageTemplate(frames=frames, onPage=running))
    document.build(flow)
    return out.getvalue()


Line = tuple[float, float, str]


def drawn(pages: list[list[Line]], size: int = 11) -> bytes:
    """Pages of lines put where they are told, (x, y, text); "#" before a text makes it large,
    "*" bold."""
    from reportlab.pdfgen import canvas

    out = io.BytesIO()
    paper = canvas.Canvas(out, invariant=True)
    for lines in pages:
        for x, y, text in lines:
            font = "Helvetica-Bold" if text[:1] in "#*" else "Helvetica"
            paper.setFont(font, size * 1.6 if text[:1] == "#" else size)
            paper.drawString(x, y, text.lstrip("#*"))
        paper.showPage()
    paper.save()
    return out.getvalue()
