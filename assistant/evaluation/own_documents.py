"""Measures what decides whether an own document is quoted.

Asked are documents of invented companies (`tests/evaluation/own_documents.yaml`), the same beside
a large upload, and the general passages (`tests/evaluation/passages/`): each in two halves, each
half with its own questions, those of the other half, and questions about other things. The bar is
fitted on the half "dev" (see `own_fit`) and measured on both.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from assistant.collections import Store, fill
from assistant.evaluation.large_upload import large_upload
from assistant.evaluation.passage_sets import FOLDER, HALVES, Asked, filled, load_passages
from assistant.ingest import Extract, Outcome, split
from assistant.ingest.records import Block
from assistant.records import LANGS, Lang
from assistant.retrieve.bar import Bar, signals
from assistant.retrieve.own import OwnDocuments
from assistant.retrieve.quotes import Quote
from assistant.service import Assistant

PARTS = ("dev", "held-out")
SETS = ("documents", "beside a large upload", "general passages")
_LARGE = "large"
_QUOTES = 4

Kind = Literal["ask", "silent", "other documents", "other things"]
Answers = Callable[[Quote], bool]
Told = Callable[[int, int], None]


def unheard(done: int, total: int) -> None:
    """No one is listening."""


def _never(_: Quote) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Sample:
    """One quote offered for one question; `right` where it holds the answer."""

    set: str
    part: str
    kind: Kind
    question: str
    foreign: bool
    first: bool
    right: bool
    signals: tuple[float, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Slice:
    """How often a quote clears the bar: of those that answer, and the first of each question
    that the documents do not answer; None where nothing of that kind was asked."""

    set: str
    part: str
    answers: int
    kept: float | None
    kept_same: float | None
    kept_foreign: float | None
    silent: float | None
    other_documents: float | None
    other_things: float | None


@dataclass(frozen=True, slots=True)
class _Question:
    """A question to some collections; `right` tells a quote that answers, `near` one that stands
    in the right passage and does not."""

    set: str
    part: str
    within: tuple[str, ...]
    text: str
    lang: Lang
    kind: Kind
    right: Answers = _never
    near: Answers = _never


class _Reader:
    """Gives the documents of the set in the place of files."""

    def __init__(self, documents: Sequence[dict[str, Any]]) -> None:
        self._documents = documents

    def __call__(self, paths: Sequence[Path], **given: Any) -> Iterator[Outcome]:
        for each in self._documents:
            digest = hashlib.sha256(each["title"].encode()).hexdigest()
            blocks = tuple(_block(text) for text in each["text"])
            title, lang = each["title"], each["lang"]
            extract = Extract(title, digest, "txt", title, lang, blocks=blocks)
            passages = split(extract, given["collection"])
            yield Outcome(each["title"], "read", digest, 1, extract, passages)


def _block(text: str | Sequence[Sequence[str]]) -> Block:
    """A paragraph, or a table whose first row names its columns."""
    if isinstance(text, str):
        return Block("paragraph", text)
    return Block("table", "", rows=tuple(map(tuple, text)), header=1)


def samples(service: Assistant, folder: Path, home: Path, told: Told = unheard) -> list[Sample]:
    """Ask everything of every set; the collections are made below `home`, an empty folder."""
    documents = yaml.safe_load((folder / "own_documents.yaml").read_text(encoding="utf-8"))
    general = load_passages(folder / FOLDER)
    store = Store(home)
    for part, half in zip(PARTS, HALVES, strict=True):
        own = [each for each in documents if each["part"] == part]
        fill(store.create(part), [], service.embedder, _Reader(own))
        ids = {page.id for asked in general.asked if asked.half == half for page in asked.pages}
        pages = [page for page in general.pages if page.id in ids]
        filled(store, half, pages, service.embedder)
    fill(store.create(_LARGE), [], service.embedder, _Reader(large_upload()))
    shelf = service.own.documents.searcher
    searcher = OwnDocuments(store, shelf.shelf, service.embedder, shelf.glossary, Bar.load())
    asked = [
        *_of_documents(documents),
        *_of_passages(general.asked),
        *_of_other_things(folder / "off_topic.yaml"),
    ]
    found: list[Sample] = []
    for done, each in enumerate(asked):
        told(done, len(asked))
        found += _offered(searcher, each)
    return found


def _of_documents(documents: Sequence[dict[str, Any]]) -> Iterator[_Question]:
    for part in PARTS:
        for each in documents:
            for asked in (*each["asks"], *each["silent"]):
                answer = asked.get("answer", "")
                kind: Kind = "ask" if answer else "silent"
                text, lang = asked["q"], asked["lang"]
                if each["part"] != part:
                    yield _Question(SETS[0], part, (part,), text, lang, "other documents")
                    continue
                right, near = _saying(answer), _beside(answer)
                yield _Question(SETS[0], part, (part,), text, lang, kind, right, near)
                yield _Question(SETS[1], part, (part, _LARGE), text, lang, kind, right, near)


def _of_passages(all_: Sequence[Asked]) -> Iterator[_Question]:
    """Each half's own questions, and a fifth of those of the other."""
    for part, half in zip(PARTS, HALVES, strict=True):
        for number, asked in enumerate(all_):
            text, lang = asked.question, asked.lang
            if asked.half == half:
                right = _from({page.document for page in asked.pages})
                yield _Question(SETS[2], part, (half,), text, lang, "ask", right)
            elif number % 5 == 0:
                yield _Question(SETS[2], part, (half,), text, lang, "other documents")


def _of_other_things(path: Path) -> Iterator[_Question]:
    """Other questions for each set and part, so that none is asked twice."""
    bank = yaml.safe_load(path.read_text(encoding="utf-8"))
    chance = random.Random(1)  # noqa: S311 - a sample, no secret
    counts = {SETS[0]: 40, SETS[1]: 60, SETS[2]: 20}
    for lang in LANGS:
        texts = iter(chance.sample(bank[lang], len(PARTS) * sum(counts.values())))
        for part, half in zip(PARTS, HALVES, strict=True):
            for set, within in zip(SETS, ((part,), (part, _LARGE), (half,)), strict=True):
                for _ in range(counts[set]):
                    yield _Question(set, part, within, next(texts), lang, "other things")


def _saying(answer: str) -> Answers:
    return lambda quote: bool(answer) and answer in quote.text


def _beside(answer: str) -> Answers:
    return lambda quote: bool(answer) and answer in quote.hit.passage.text


def _from(documents: set[str]) -> Answers:
    return lambda quote: quote.hit.passage.document in documents


def _offered(own: OwnDocuments, asked: _Question) -> Iterator[Sample]:
    """The first quotes; one from the right passage that is the wrong sentence counts as neither,
    nor does a second one of a page, where the page alone is known to be right."""
    search = own.search(asked.text, asked.lang, asked.within)
    if search is None:
        return
    for place, each in enumerate(own.offered(search)[:_QUOTES]):
        right = asked.right(each)
        if (asked.near(each) and not right) or (place and asked.kind != "ask"):
            continue
        if place and asked.set == SETS[2]:
            continue
        yield Sample(
            set=asked.set,
            part=asked.part,
            kind=asked.kind,
            question=asked.text,
            foreign=each.hit.passage.lang != asked.lang,
            first=not place,
            right=right,
            signals=tuple(signals(each, search)),
            confidence=own.bar.confidence(each, search),
        )


def measure(found: Sequence[Sample], threshold: float) -> list[Slice]:
    """One line a set and half, at a threshold of confidence."""
    lines = []
    for name in SETS:
        for part in PARTS:
            own = [each for each in found if (each.set, each.part) == (name, part)]
            right = [each for each in own if each.right]
            wrong = {
                kind: [e for e in own if e.kind == kind and e.first and not e.right]
                for kind in ("silent", "other documents", "other things")
            }
            lines.append(
                Slice(
                    name,
                    part,
                    len(right),
                    _cleared(right, threshold),
                    _cleared([e for e in right if not e.foreign], threshold),
                    _cleared([e for e in right if e.foreign], threshold),
                    *(_cleared(each, threshold) for each in wrong.values()),
                )
            )
    return lines


def _cleared(found: Sequence[Sample], threshold: float) -> float | None:
    if not found:
        return None
    return round(sum(each.confidence >= threshold for each in found) / len(found), 3)
