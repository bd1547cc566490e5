"""Measures, and fits, what decides whether an own document is quoted.

The set is `tests/evaluation/own_documents.yaml`: documents of invented companies in two halves,
each half put into a collection; asked are its own questions, those of the other half, and
questions about other things. The bar is fitted on the half "dev" and measured on both.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import orjson
import yaml

from assistant.collections import Store, fill
from assistant.ingest import Extract, Outcome, split
from assistant.ingest.records import Block
from assistant.records import LANGS, Lang
from assistant.retrieve.bar import FILE, Bar, signals
from assistant.retrieve.own import OwnDocuments
from assistant.service import Assistant

PARTS = ("dev", "held-out")
_OTHER_THINGS = 90
_QUOTES = 4
_THRESHOLD, _ASKED_FOR = 0.55, 0.3

Kind = Literal["ask", "silent", "other documents", "other things"]


@dataclass(frozen=True, slots=True)
class Sample:
    """One quote offered for one question; `right` where it holds the answer."""

    part: str
    kind: Kind
    foreign: bool
    first: bool
    right: bool
    signals: tuple[float, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Slice:
    """How often a quote clears the bar: of those that answer, and the first of each question
    that the documents do not answer."""

    part: str
    answers: int
    kept: float
    kept_same: float
    kept_foreign: float
    silent: float
    other_documents: float
    other_things: float


class _Reader:
    """Gives the documents of the set in the place of files."""

    def __init__(self, documents: Sequence[dict[str, Any]]) -> None:
        self._documents = documents

    def __call__(self, paths: Sequence[Path], **given: Any) -> Iterator[Outcome]:
        for each in self._documents:
            digest = hashlib.sha256(each["title"].encode()).hexdigest()
            blocks = tuple(Block("paragraph", text) for text in each["text"])
            title, lang = each["title"], each["lang"]
            extract = Extract(title, digest, "txt", title, lang, blocks=blocks)
            passages = split(extract, given["collection"])
            yield Outcome(each["title"], "read", digest, 1, extract, passages)


def samples(service: Assistant, folder: Path, home: Path) -> list[Sample]:
    """Ask everything of both halves; the collections are made below `home`, an empty folder."""
    documents = yaml.safe_load((folder / "own_documents.yaml").read_text(encoding="utf-8"))
    store = Store(home)
    for part in PARTS:
        own = [each for each in documents if each["part"] == part]
        fill(store.create(part), [], service.embedder, _Reader(own))
    shelf = service.own.documents.searcher
    searcher = OwnDocuments(store, shelf.shelf, service.embedder, shelf.glossary, Bar.load())
    return [
        sample
        for part in PARTS
        for question, lang, kind, answer in _questions(documents, part, folder)
        for sample in _offered(searcher, part, question, lang, kind, answer)
    ]


def _questions(
    documents: Sequence[dict[str, Any]], part: str, folder: Path
) -> Iterator[tuple[str, Lang, Kind, str]]:
    for each in documents:
        here = each["part"] == part
        for asked in each["asks"]:
            kind: Kind = "ask" if here else "other documents"
            yield asked["q"], asked["lang"], kind, asked["answer"] if here else ""
        for asked in each["silent"]:
            yield asked["q"], asked["lang"], "silent" if here else "other documents", ""
    bank = yaml.safe_load((folder / "off_topic.yaml").read_text(encoding="utf-8"))
    chance = random.Random(1)  # noqa: S311 - a sample, no secret
    for lang in LANGS:
        for text in chance.sample(bank[lang], _OTHER_THINGS):
            yield text, lang, "other things", ""


def _offered(
    own: OwnDocuments, part: str, question: str, lang: Lang, kind: Kind, answer: str
) -> Iterator[Sample]:
    """The first quotes; one from the right passage that is the wrong sentence counts as neither."""
    search = own.search(question, lang, (part,))
    if search is None:
        return
    for place, each in enumerate(own.offered(search)[:_QUOTES]):
        right = bool(answer) and answer in each.text
        near = bool(answer) and answer in each.hit.passage.text
        if (near and not right) or (place and kind != "ask"):
            continue
        yield Sample(
            part=part,
            kind=kind,
            foreign=each.hit.passage.lang != lang,
            first=not place,
            right=right,
            signals=tuple(signals(each, search)),
            confidence=own.bar.confidence(each, search),
        )


def measure(found: Sequence[Sample], threshold: float) -> list[Slice]:
    """One line a half, at a threshold of confidence."""
    lines = []
    for part in PARTS:
        own = [each for each in found if each.part == part]
        right = [each for each in own if each.right]
        wrong = {
            kind: [e for e in own if e.kind == kind and e.first and not e.right]
            for kind in ("silent", "other documents", "other things")
        }
        lines.append(
            Slice(
                part,
                len(right),
                _cleared(right, threshold),
                _cleared([e for e in right if not e.foreign], threshold),
                _cleared([e for e in right if e.foreign], threshold),
                *(_cleared(each, threshold) for each in wrong.values()),
            )
        )
    return lines


def _cleared(found: Sequence[Sample], threshold: float) -> float:
    if not found:
        return 0.0
    return round(sum(each.confidence >= threshold for each in found) / len(found), 3)


def fit(found: Sequence[Sample], path: Path = FILE) -> Bar:
    """Fit the bar on the half "dev" and write it; returns the new one."""
    from sklearn.linear_model import LogisticRegression

    dev = [each for each in found if each.part == PARTS[0]]
    matrix = np.asarray([each.signals for each in dev])
    mean, scale = matrix.mean(axis=0), matrix.std(axis=0)
    scale[scale == 0] = 1.0
    model = LogisticRegression(C=0.5, class_weight="balanced")
    model.fit((matrix - mean) / scale, [each.right for each in dev])
    state = {
        "mean": [round(float(x), 5) for x in mean],
        "scale": [round(float(x), 5) for x in scale],
        "weights": [round(float(x), 5) for x in model.coef_[0]],
        "bias": round(float(model.intercept_[0]), 5),
        "threshold": _THRESHOLD,
        "asked_for": _ASKED_FOR,
    }
    path.write_bytes(orjson.dumps(state, option=orjson.OPT_INDENT_2) + b"\n")
    return Bar.load(path)
