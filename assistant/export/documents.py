"""One way out for everything that is taken away: a Paper becomes a file of any format."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.errors import ExportError
from assistant.export.bars import as_png
from assistant.export.deck import make_pptx
from assistant.export.flat import flattened
from assistant.export.formats import KINDS, Export, Format
from assistant.export.measure import spoken
from assistant.export.open_document import finished_odt, reference_odt
from assistant.export.pandoc import STYLES, convert
from assistant.export.paper import Grid, Heading, Paper, Picture
from assistant.export.pdf import make_pdf
from assistant.export.style import Style, soft
from assistant.export.templates import kind_of
from assistant.export.tree import Node, Tree, embedded, legible
from assistant.export.word import reference_docx
from assistant.export.word_finish import finished_docx

# A cell that starts like this is a formula to a spreadsheet.
_FORMULA = re.compile(r"^[=+\-@\t\r]")
_MOST_BLOCKS = 5_000
# What pandoc leaves as it stands, though a wiki may act on it: templates, macros, raw HTML and PHP.
_MACROS: dict[Format, re.Pattern[str]] = {
    "mediawiki": re.compile(r"\{(?=\{)"),
    "xwiki": re.compile(r"\{(?=\{)"),
    "dokuwiki": re.compile(r"\{(?=\{)|<(?=/?(?:html|php)\b)", re.IGNORECASE),
}


def export_paper(paper: Paper, format: Format, style: Style | None = None) -> Export:
    """The paper as a file.

    Raises ExportError where it is too long, or a tool refuses it.
    """
    style = style or Style()
    if len(paper.blocks) > _MOST_BLOCKS:
        raise ExportError(
            f"The document has {len(paper.blocks)} parts; at most {_MOST_BLOCKS} are exported.",
            "Export a part of it.",
            code="export-long",
            count=len(paper.blocks),
            limit=_MOST_BLOCKS,
        )
    if format == "pptx":
        data, count = make_pptx(paper, replace(style, template=_template(style, "pptx")))
        return Export(data, format, count)
    style = replace(style, template=_template(style, format))
    if format == "pdf":
        data, count, scale = make_pdf(paper, style)
        return Export(data, format, count, scale)
    if format == "csv":
        return Export(_csv(paper), format)
    if format in ("docx", "odt"):
        return _office(paper, format, style)
    return Export(_text(paper, format, style), format)


def _template(style: Style, format: str) -> bytes:
    """The organisation's template where it is one of this format."""
    return style.template if style.template and kind_of(style.template) == format else b""


def _office(paper: Paper, format: Format, style: Style) -> Export:
    """A text document; one that has its pages counted is set at the size at which they fit."""
    scale = 1.0
    if paper.most is not None:
        scale = make_pdf(paper, style)[2]
    fitted = replace(style, scale=style.scale * scale)

    def drawn(picture: Picture) -> Node:
        return embedded(picture, "image/png", as_png(picture.svg))

    tree = Tree(paper, drawn, "word" if format == "docx" else "open").document()
    reference = _reference(paper, format, fitted)
    with tempfile.TemporaryDirectory(prefix="boardwise-") as name:
        path = Path(name) / f"reference.{format}"
        path.write_bytes(reference)
        options = [f"--reference-doc={path}"]
        data = convert(tree, KINDS[format].writer, paper.references, options)
    if format == "docx":
        data = finished_docx(data, paper.lang, legible(paper.title))
    elif not style.template:
        data = finished_odt(data, style)
    return Export(data, format, None, scale)


def _reference(paper: Paper, format: Format, style: Style) -> bytes:
    if style.template:
        return style.template
    if format == "docx":
        return reference_docx(style, paper.dense, legible(paper.byline))
    return reference_odt(style, paper.dense, legible(paper.byline))


def _text(paper: Paper, format: Format, style: Style) -> bytes:
    """Markup: drawings stay in HTML, elsewhere their figures are listed instead."""
    writer = KINDS[format].writer
    if format != "html":
        tree = flattened(Tree(paper, _listed).document(), paper)
        tree["blocks"] = [*_masthead(paper), *tree["blocks"]]
        made = convert(tree, writer, options=["--wrap=none"], cited=False)
        # Headings without an identifier still get an anchor; one in the text would be escaped.
        return _disarmed(made.decode("utf-8").replace("{anchor:}", ""), format).encode("utf-8")

    def drawn(picture: Picture) -> Node:
        return embedded(picture, "image/svg+xml", picture.svg.encode())

    colours: dict[str, Any] = {"accent": style.accent, "tint": soft(style.accent, 0.95)}
    options = [f"--template={STYLES / 'page.html'}", "--wrap=none"]
    options += [f"--variable={name}={value}" for name, value in colours.items()]
    return convert(Tree(paper, drawn, "html").document(), writer, paper.references, options)


def _disarmed(text: str, format: Format) -> str:
    """The text without what a wiki would run or fetch; pandoc writes none of these itself.

    A word joiner, which nobody sees, stands between the two signs that open a macro.
    """
    opening = _MACROS.get(format)
    return opening.sub(lambda found: f"{found[0]}\u2060", text) if opening else text


def _masthead(paper: Paper) -> list[Node]:
    """Title and byline as text: a wiki page and a Markdown file have no place for them else."""
    title = {"t": "Header", "c": [1, ["", [], []], [{"t": "Str", "c": legible(paper.title)}]]}
    byline = " · ".join(part for part in (paper.byline, paper.mark) if part)
    line = {"t": "Para", "c": [{"t": "Emph", "c": [{"t": "Str", "c": legible(byline)}]}]}
    return [title, line] if byline else [title]


def _listed(picture: Picture) -> Node:
    items = [f"{label}\u00a0: {value}" for label, _, value in picture.bars] or [picture.alt]
    points = [[{"t": "Plain", "c": [{"t": "Str", "c": legible(item)}]}] for item in items]
    return {"t": "BulletList", "c": points}


def _csv(paper: Paper) -> bytes:
    """Every table of the paper under the heading that it stands below, for a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out)
    marks = {each.key: place for place, each in enumerate(paper.references, 1)}
    heading = paper.title
    for block in paper.blocks:
        if isinstance(block, Heading):
            heading = block.text
        if isinstance(block, Grid):
            writer.writerow([_cell(heading)])
            writer.writerow([_cell(text) for text in block.header])
            writer.writerows([_cell(spoken(cell, marks)) for cell in row] for row in block.rows)
            writer.writerow([])
    # The mark tells spreadsheets that the file is UTF-8.
    return out.getvalue().encode("utf-8-sig")


def _cell(text: str) -> str:
    flat = legible(text)
    return f"'{flat}" if _FORMULA.match(flat) else flat
