"""Sentence and source pairs from the shelf: what a source carries, and what was altered in it."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml

from assistant.errors import AssistantError
from assistant.evaluation.grounding_alter import altered, word
from assistant.library import Library
from assistant.records import Document, Lang, Passage

Half = Literal["dev", "held-out"]
# The kind of the pairs that are from outside the library's field.
GENERAL = "general"
# And of those written in the style of public test sets: news, encyclopaedia, logic, swapped words.
PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence with its source; `faithful` is what a right check says of it.

    `kind` is how it was made ("paraphrase", "digit", "negation"…), `crossed` whether the two
    are in different languages, `half` which part of the documents the source is from.
    """

    id: str
    kind: str
    faithful: bool
    lang: Lang
    crossed: bool
    half: Half
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Written:
    """A statement of the shelf with the sentences that people wrote on it."""

    document: str
    lang: Lang
    passage: Passage
    faithful: tuple[str, ...]
    altered: Mapping[str, str]


def half(document: str) -> Half:
    """Which half a document is in: settled by its name, so that it never changes."""
    return "held-out" if zlib.crc32(document.encode()) % 2 else "dev"


def load_written(path: Path, library: Library) -> tuple[Written, ...]:
    """The hand-written set; raises AssistantError where a statement is no longer on the shelf."""
    found = []
    for entry in yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader):
        document = library.document(entry["document"], entry["lang"])
        passage = _statement(document, entry["of"]) if document else None
        if passage is None:
            raise AssistantError(
                f"{path.name}: {entry['document']} has not one statement {entry['of']!r}.",
                "Write how the statement begins now.",
            )
        found.append(
            Written(
                entry["document"],
                entry["lang"],
                passage,
                tuple(entry["faithful"]),
                entry["altered"],
            )
        )
    return tuple(found)


def _statement(document: Document, opening: str) -> Passage | None:
    wanted = _flat(opening)
    found = [p for p in document.passages if _flat(p.text).startswith(wanted)]
    # A statement may be quoted in two places in the same words; two statements may not be meant.
    return found[0] if len({_flat(p.text) for p in found}) == 1 else None


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("’", "'").replace("\u202f", " ").replace("\u00a0", " "))


def written_pairs(library: Library, path: Path) -> Iterator[Pair]:
    """Paraphrases and alterations written by hand, each against its statement."""
    from assistant.language.detect import detect

    for entry in load_written(path, library):
        source = _source(library, entry)
        for n, text in enumerate(entry.faithful):
            lang = detect(text, entry.lang)
            kind = "paraphrase" if lang == entry.lang else "translation"
            yield _pair(entry.document, f"{kind}-{n}", kind, True, lang, entry.lang, text, source)
        for kind, text in entry.altered.items():
            yield _pair(
                entry.document, f"hand-{kind}", kind, False, entry.lang, entry.lang, text, source
            )


def _source(library: Library, entry: Written) -> str:
    """The statement alone, or for every other document all that the document says."""
    if zlib.crc32(entry.passage.id.encode()) % 3:
        return entry.passage.text
    document = library.document(entry.document, entry.lang)
    assert document is not None
    return "\n\n".join(p.text for p in document.passages if p.role != "phrasing")


def _pair(
    document: str,
    name: str,
    kind: str,
    faithful: bool,
    lang: Lang,
    there: Lang,
    text: str,
    source: str,
) -> Pair:
    id_ = f"{document}:{there}:{name}"
    return Pair(id_, kind, faithful, lang, lang != there, half(document), text, source)


def made_pairs(library: Library, path: Path, seed: int = 11) -> Iterator[Pair]:
    """Alterations made by the program, and statements beside their sister in the other language."""
    chance = random.Random(seed)  # noqa: S311
    entries = load_written(path, library)
    for entry in entries:
        source = _source(library, entry)
        text = entry.passage.text
        yield _pair(
            entry.document, "verbatim", "verbatim", True, entry.lang, entry.lang, text, source
        )
        for kind, made in altered(text, entry.lang, chance):
            yield _pair(entry.document, kind, kind, False, entry.lang, entry.lang, made, source)
        others = [each.passage.text for each in entries if each.lang == entry.lang]
        for n in range(2):
            if made := word(text, entry.lang, chance.sample(others, 4), chance):
                yield _pair(
                    entry.document, f"word-{n}", "word", False, entry.lang, entry.lang, made, source
                )
        yield from _sisters(library, entry, source, chance)
        elsewhere = entries[(entries.index(entry) + 7) % len(entries)]
        yield _pair(
            entry.document, "swapped", "citation", False, entry.lang, elsewhere.lang, text,
            elsewhere.passage.text,
        )  # fmt: skip
        near = _neighbour(library, entry, chance)
        if near:
            yield _pair(
                entry.document, "near", "citation-near", False, entry.lang, entry.lang, text, near
            )


def _sisters(
    library: Library, entry: Written, source: str, chance: random.Random
) -> Iterator[Pair]:
    """The statement as the other language has it, and that with a figure or a year altered."""
    other: Lang = "en" if entry.lang == "fr" else "fr"
    sister = _sister(library, entry, other)
    if not sister:
        return
    yield _pair(entry.document, "sister", "sister", True, other, entry.lang, sister, source)
    for kind, made in altered(sister, other, chance):
        if kind in ("digit", "year"):
            name = f"sister-{kind}"
            yield _pair(entry.document, name, kind, False, other, entry.lang, made, source)


def _sister(library: Library, entry: Written, other: Lang) -> str:
    own, document = (
        library.document(entry.document, entry.lang),
        library.document(entry.document, other),
    )
    if own is None or document is None:
        return ""
    mine = [p for p in own.passages if p.role != "phrasing"]
    theirs = [p for p in document.passages if p.role != "phrasing"]
    place = mine.index(entry.passage)
    return theirs[place].text if len(mine) == len(theirs) else ""


def _neighbour(library: Library, entry: Written, chance: random.Random) -> str:
    """Another statement of the same document, that does not repeat this one."""
    document = library.document(entry.document, entry.lang)
    assert document is not None
    own = set(re.findall(r"\w{5,}", entry.passage.text.casefold()))
    others = [
        p.text for p in document.passages
        if p.role in ("evidence", "limits", "context") and p.id != entry.passage.id
        and len(own & set(re.findall(r"\w{5,}", p.text.casefold()))) < 0.4 * len(own)
    ]  # fmt: skip
    return chance.choice(others) if others else ""


def general_pairs(path: Path, kind: str = GENERAL) -> Iterator[Pair]:
    """Sentences from outside the library's field, each with its source, all written by hand."""
    from assistant.language.detect import detect

    for entry in yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader):
        source, there = entry["source"], entry["lang"]
        name = f"{kind}-{zlib.crc32(source.encode()):08x}"
        part: Half = entry.get("half") or half(source)
        for label, faithful in (("faithful", True), ("altered", False)):
            for n, text in enumerate(entry[label]):
                lang = detect(text, there)
                id_ = f"{name}:{there}:hand-{label}-{n}"
                yield Pair(id_, kind, faithful, lang, lang != there, part, text, source)


def all_pairs(library: Library, path: Path) -> Sequence[Pair]:
    """The whole set, in a fixed order; the general pairs stand in files beside `path`."""
    files = (("general", GENERAL), ("clauses", GENERAL), ("public", PUBLIC))
    general = [(path.with_name(f"{path.stem}_{name}.yaml"), kind) for name, kind in files]
    found = [pair for each, kind in general if each.exists() for pair in general_pairs(each, kind)]
    return [*written_pairs(library, path), *made_pairs(library, path), *found]
