"""General passages in both languages with questions: how well a collection of them is ranked.

The set is `tests/evaluation/passages/`, in two halves of topics. All passages go into one
collection, as the company's own documents do; each half has its own questions. Below it `slices/`
holds one file for each kind of text and of question that people rank: articles of law and
laypeople, long lessons and pupils, claims, trivia, products, tickets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.collections import CollectionFolder, Store, fill
from assistant.collections.texts import Text, TextReader
from assistant.errors import KnowledgeError
from assistant.index.sync import DocumentEmbedder
from assistant.ingest import document_id
from assistant.records import LANGS, Lang

HALVES = ("tuning", "held_out")
FOLDER = "passages"
_SLICES = "slices"


@dataclass(frozen=True, slots=True)
class Page:
    """A text of the set, paragraph by paragraph; `id` names it."""

    id: str
    lang: Lang
    paragraphs: tuple[str, ...]

    @property
    def as_text(self) -> Text:
        """The page as a collection takes it."""
        return Text(self.id, "\n\n".join(self.paragraphs), lang=self.lang)

    @property
    def document(self) -> str:
        """The id of its document in a collection."""
        return document_id(self.as_text.sha256)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a half, its style, the pages that answer it, and their language."""

    half: str
    lang: Lang
    style: str
    question: str
    pages: tuple[Page, ...]

    @property
    def part(self) -> str:
        """The name of the half as tables have it."""
        return self.half.replace("_", "-")

    @property
    def direction(self) -> str:
        """Language of the question and of what answers it."""
        return f"{self.lang}→{self.pages[0].lang}"


@dataclass(frozen=True, slots=True)
class PassageSet:
    """Pages with questions."""

    pages: tuple[Page, ...]
    asked: tuple[Asked, ...]


def load_passages(folder: Path) -> PassageSet:
    """Read both halves; KnowledgeError where one is malformed."""
    return _joined([(path, half, _read(path)) for half, path in _halves(folder)])


def load_slices(folder: Path) -> dict[str, PassageSet]:
    """Read every slice by its name, in order of names; KnowledgeError where one is malformed."""
    found = {}
    for path in sorted((folder / _SLICES).glob("*.yaml")):
        halves = _read(path)
        if not isinstance(halves, dict) or set(halves) != set(HALVES):
            raise _malformed(path, f"two halves are wanted: {', '.join(HALVES)}")
        parts = [(path, half, topics) for half, topics in halves.items()]
        found[path.stem] = _joined(parts, f"{path.stem}-")
    return found


def _halves(folder: Path) -> Iterator[tuple[str, Path]]:
    for half in HALVES:
        yield half, folder / f"{half}.yaml"


def _read(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise _malformed(path, error) from error


def _malformed(path: Path, why: object) -> KnowledgeError:
    return KnowledgeError(f"{path}: {why}", "Correct the set of passages.")


def _joined(parts: Sequence[tuple[Path, str, Any]], prefix: str = "") -> PassageSet:
    """The topics of each half, of its file; names of pages start with `prefix`."""
    pages: dict[str, Page] = {}
    asked: list[Asked] = []
    for path, half, topics in parts:
        try:
            for topic in topics:
                own = dict(_pages(topic, prefix))
                if clash := own.keys() & pages.keys():
                    raise KeyError(f"{clash} twice")
                pages |= own
                asked += _asked(half, topic, own)
        except (KeyError, TypeError, ValueError) as error:
            raise _malformed(path, error) from error
    return PassageSet(tuple(pages.values()), tuple(asked))


def _pages(topic: dict[str, Any], prefix: str) -> Iterator[tuple[str, Page]]:
    for lang in LANGS:
        for id, text in topic.get(lang, {}).items():
            paragraphs = tuple(text) if isinstance(text, list) else (text,)
            yield id, Page(f"{prefix}{id}", lang, paragraphs)


def _asked(half: str, topic: dict[str, Any], pages: dict[str, Page]) -> Iterator[Asked]:
    for lang, style, question, *right in topic["asks"]:
        yield Asked(half, lang, style, question, tuple(pages[id] for id in right))


def filled(
    store: Store, name: str, pages: Sequence[Page], embedder: DocumentEmbedder
) -> CollectionFolder:
    """A collection of these pages."""
    folder = store.create(name)
    fill(folder, [], embedder, TextReader([page.as_text for page in pages]))
    return folder
