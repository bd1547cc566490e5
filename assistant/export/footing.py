"""What stands at the foot of a slide, and in its notes, of the publications that it cites."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.export.paper import Block, runs_of
from assistant.library.bibliography import as_text
from assistant.records import Lang, Reference

COLON: dict[Lang, str] = {"fr": "\u202f: ", "en": ": "}


def keys_of(blocks: Iterable[Block]) -> frozenset[str]:
    """The keys of all publications that these blocks cite."""
    return frozenset(key for block in blocks for run in runs_of(block) for key in run.keys)


def footing(
    keys: Iterable[str], references: Sequence[Reference], heading: str, lang: Lang
) -> tuple[str, tuple[str, ...]]:
    """The line at the foot ("Sources: [1] Publisher (2020); …", "" where nothing is cited) and
    the whole references for the notes, numbered by their place in `references`."""
    wanted = frozenset(keys)
    cited = [(n, each) for n, each in enumerate(references, 1) if each.key in wanted]
    listed = "; ".join(
        f"[{n}] {each.publisher or each.title}" + (f" ({each.year})" if each.year else "")
        for n, each in cited
    )
    notes = tuple(f"[{n}] {as_text(each, lang)}" for n, each in cited)
    return (f"{heading}{COLON[lang]}{listed}" if listed else ""), notes
