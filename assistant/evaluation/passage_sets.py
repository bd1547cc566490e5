"""General passages in both languages with questions: how well a collection of them is ranked.

The set is `tests/evaluation/passages/`, in two halves of topics. All passages go into one
collection, as the company's own documents do; each half has its own questions.
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
    pages: dict[str, Page] = {}
    asked: list[Asked] = []
    for half in HALVES:
        path = folder / f"{half}.yaml"
        try:
            topics = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
            for topic in topics:
                own = {page.id: page for page in _pages(topic)}
                if clash := own.keys() & pages.keys():
                    raise KeyError(f"{clash} twice")
                pages |= own
                asked += _asked(half, topic, own)
        except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
            raise KnowledgeError(f"{path}: {error}", "Correct the set of passages.") from error
    return PassageSet(tuple(pages.values()), tuple(asked))


def _pages(topic: dict[str, Any]) -> Iterator[Page]:
    for lang in LANGS:
        for id, text in topic.get(lang, {}).items():
            yield Page(id, lang, tuple(text) if isinstance(text, list) else (text,))


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
