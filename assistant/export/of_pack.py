"""The facilitator pack of a lesson as a Paper: slides with the speaker's notes."""

from __future__ import annotations

from assistant.errors import ExportError
from assistant.export.paper import Block, Bullets, Paper, Run, Slide
from assistant.library.bibliography import as_text
from assistant.programme.pack import Pack, PackSlide, to_markdown
from assistant.wording import Wording

_SOURCES = 8


def pack_paper(pack: Pack, sources_heading: str) -> Paper:
    """The pack for `export_paper`; its sources stand on slides of their own, numbered."""
    return Paper(
        title=pack.title,
        lang=pack.lang,
        blocks=(),
        subtitle=pack.subtitle,
        byline=pack.subtitle,
        references=pack.references,
        sources_heading=sources_heading,
        slides=(*(_slide(each) for each in pack.slides), *_sources(pack, sources_heading)),
    )


def _slide(slide: PackSlide) -> Slide:
    items = tuple(
        (Run(point.text), Run(keys=point.keys)) if point.keys else (Run(point.text),)
        for point in slide.points
    )
    blocks: tuple[Block, ...] = (Bullets(items, slide.numbered),) if items else ()
    return Slide(slide.title.removesuffix("."), blocks, slide.notes)


def _sources(pack: Pack, heading: str) -> list[Slide]:
    listed = [
        (Run(f"{place}. {as_text(each, pack.lang)}"),)
        for place, each in enumerate(pack.references, 1)
    ]
    starts = range(0, len(listed), _SOURCES)
    return [Slide(heading, (Bullets(tuple(listed[start:][:_SOURCES])),)) for start in starts]


def pack_file(pack: Pack, ending: str, wording: Wording) -> bytes:
    """The pack as a file, "pptx" or "md"; raises ExportError for any other ending."""
    if ending == "md":
        cite = [as_text(each, pack.lang) for each in pack.references]
        return to_markdown(pack, wording, cite).encode()
    if ending != "pptx":
        raise ExportError(
            f"Slides cannot be written as {ending!r}.",
            "Use .pptx or .md.",
            code="export-format",
            name=ending[:60],
            known="pptx, md",
        )
    from assistant.export.documents import export_paper

    return export_paper(pack_paper(pack, wording("sources")), "pptx").data
