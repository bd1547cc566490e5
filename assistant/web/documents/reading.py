"""What was read of a file, made ready for its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.ingest import locate
from assistant.records import Lang, Passage
from assistant.render.inert import inert
from assistant.render.sections import own_anchor
from assistant.retrieve.quotes import CELL
from assistant.wording import load_wording


@dataclass(frozen=True, slots=True)
class Part:
    """A passage on the page: its anchor, where it stands in words, its lines or its rows."""

    anchor: str
    place: str
    lang: Lang
    lines: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()


def located(passages: Sequence[Passage], prompts: Path, lang: Lang) -> list[Part]:
    """Every passage of a file, in order."""
    wording = load_wording(prompts, "ingest", lang)
    parts = []
    for passage in passages:
        lines = inert(passage.text).split("\n")
        prose = tuple(line for line in lines if CELL not in line)
        rows = tuple(tuple(line.split(CELL)) for line in lines if CELL in line)
        place = locate(passage.locator, wording)
        parts.append(Part(own_anchor(passage.id), place, passage.lang, prose, rows))
    return parts
