"""PDF by typst: our own page, fonts of ours, and the size of type at which a note fits."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.errors import ExportError
from assistant.export.pandoc import FONTS, STYLES, convert
from assistant.export.paper import Paper, Picture
from assistant.export.style import Style
from assistant.export.tree import Node, Tree, legible, raw_block

# Sizes of type in points, largest first: a note that runs over is set smaller, never cut.
_SIZES = (9.6, 9.2, 8.8, 8.4, 8.0, 7.6)
_DENSE = (8.6, 8.2, 7.8, 7.4)
# Where the template leaves room for them, so that a text is converted once for all sizes.
_BODY, _NOTES = "@body-size", "@sources-size"
_LOGO = {b"\x89PNG": "logo.png", b"\xff\xd8\xff": "logo.jpg"}


def make_pdf(paper: Paper, style: Style) -> tuple[bytes, int, float]:
    """The document, its pages, and the scale of type at which it was set.

    The largest size at which the paper keeps to its pages is taken; the smallest where none
    does. Raises ExportError where typst refuses the text.
    """
    tree, drawings = _typst_tree(paper)
    sizes = _DENSE if paper.dense else _SIZES
    source = _source(paper, style, tree)
    made, count, size = b"", 0, sizes[0]
    for size in sizes:
        made = _compile(_sized(source, paper, size * style.scale), drawings, style)
        count = pages(made)
        if paper.most is None or count <= paper.most:
            break
    return made, count, size / sizes[0]


def pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def _typst_tree(paper: Paper) -> tuple[Node, list[str]]:
    """The tree, and the drawings that it names, in order."""
    drawings: list[str] = []

    def drawn(picture: Picture) -> Node:
        drawings.append(picture.svg)
        alt = json.dumps(legible(picture.alt), ensure_ascii=False)
        name = f"drawing-{len(drawings) - 1}.svg"
        return raw_block(f'#image("{name}", width: {picture.width:.0%}, alt: {alt})')

    return Tree(paper, drawn, "typst").document(), drawings


def _sized(source: str, paper: Paper, size: float) -> str:
    """The source with its sizes of type, in points, filled in."""
    sources = size * (0.74 if paper.dense else 0.8)
    return source.replace(_BODY, f"{size:.2f}pt", 1).replace(_NOTES, f"{sources:.2f}pt", 1)


def _source(paper: Paper, style: Style, tree: Node) -> str:
    dense = paper.dense
    values: dict[str, Any] = {
        "accent": style.accent,
        "ink": style.ink,
        "quiet-ink": style.quiet,
        "rule-ink": style.rule,
        "tint": style.tint,
        "title-scale": "2.0" if dense else "2.3",
        "heading-above": "0.85em" if dense else "1.3em",
        "list-spacing": "0.58em" if dense else "0.78em",
        "margin-top": "1.5cm" if dense else "2.2cm",
        "margin-bottom": "1.4cm" if dense else "2cm",
        "margin-side": "1.9cm" if dense else "2.3cm",
        "lang-short": paper.lang,
        "logo": _logo_name(style),
    }
    options = [f"--template={STYLES / 'paper.typ'}"]
    options += [f"--variable={name}={value}" for name, value in values.items() if value]
    return convert(tree, "typst-citations-smart", paper.references, options).decode("utf-8")


def _logo_name(style: Style) -> str:
    return next((name for head, name in _LOGO.items() if style.logo.startswith(head)), "")


def _compile(source: str, drawings: Sequence[str], style: Style) -> bytes:
    import typst

    with tempfile.TemporaryDirectory(prefix="boardwise-") as name:
        folder = Path(name)
        main = folder / "main.typ"
        if style.logo:
            (folder / _logo_name(style)).write_bytes(style.logo)
        for place, drawing in enumerate(drawings):
            (folder / f"drawing-{place}.svg").write_text(drawing, encoding="utf-8")
        main.write_text(source, encoding="utf-8")
        try:
            compiler = typst.Compiler(
                str(main), root=str(folder), font_paths=[str(FONTS)], ignore_system_fonts=True
            )
            made = compiler.compile()
            return made if isinstance(made, bytes) else b""
        except typst.TypstError as error:
            raise ExportError(
                f"typst could not set the text ({str(error)[:200]}).",
                "Try another format.",
                code="export-failed",
                reason=str(error)[:200],
            ) from error
