"""What each part of the ranking is worth: each off in turn, with plain rankings beside.

On the library by the question set, and on the general passages as own documents. Documents
are ranked, each by its best passage.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from assistant.collections import Store
from assistant.evaluation.baseline import by_bm25, by_cosine
from assistant.evaluation.passage_sets import Asked, PassageSet, filled
from assistant.evaluation.questions import Case
from assistant.evaluation.ranking import OURS, Judged, Line, fused, judged, lines
from assistant.index import Index
from assistant.language.words import stems
from assistant.records import LANGS, Lang
from assistant.retrieve import Glossary, Retriever, Weights
from assistant.retrieve.bar import Bar
from assistant.retrieve.documents import DocumentWeights
from assistant.retrieve.own import OwnDocuments
from assistant.retrieve.own_field import DEFAULT_OWN_WEIGHTS, OwnWeights
from assistant.service import Assistant

_DEEP = 50
_OWN_VARIANTS: Mapping[str, OwnWeights] = {
    OURS: DEFAULT_OWN_WEIGHTS,
    "no late interaction": replace(DEFAULT_OWN_WEIGHTS, late=0.0),
    "no words": replace(DEFAULT_OWN_WEIGHTS, lexical=0.0, words=0.0, words_mixed=0.0),
    "no dense": replace(DEFAULT_OWN_WEIGHTS, dense=0.0),
    "no ordinary questions": replace(DEFAULT_OWN_WEIGHTS, usual=0.0),
}
Told = Callable[[int, int], None]
Ranking = Callable[[str, Lang], Sequence[str]]


def unheard(done: int, total: int) -> None:
    """No one is listening."""


def on_library(service: Assistant, cases: Sequence[Case], told: Told = unheard) -> tuple[Line, ...]:
    """The question set's single questions that name documents, in their language."""
    asked = [case for case in cases if case.documents and not case.history]
    rankings = _library_rankings(service)
    found: dict[str, list[Judged]] = {name: [] for name in rankings}
    for done, case in enumerate(asked):
        told(done, len(asked))
        for name, ranking in rankings.items():
            ranked = ranking(case.question, case.lang)
            found[name].append(judged(ranked, set(case.documents)))
    return lines([("all", case.lang, case.slice) for case in asked], found)


def _library_rankings(service: Assistant) -> dict[str, Ranking]:
    base, encoder = service.retriever, service.embedder
    weights, documents = base.weights, base.document_weights
    bare = copy.copy(base)
    bare.glossary = Glossary(())
    variants = {
        OURS: base,
        "no dense": _with(base, replace(weights, dense=0.0), replace(documents, statement=0.0)),
        "no words": _with(base, replace(weights, lexical=0.0), replace(documents, words=0.0)),
        "no glossary": bare,
        "no listed questions": _with(base, weights, replace(documents, listed=0.0, match=0.0)),
    }

    def by_vector(question: str, lang: Lang) -> Sequence[str]:
        part = base.index.partitions[lang]
        return by_cosine(part, encoder.encode_query(question), _DEEP)

    def by_words(question: str, lang: Lang) -> Sequence[str]:
        return by_bm25(base.index.partitions[lang], stems(question, lang), _DEEP)

    def by_ranks(question: str, lang: Lang) -> Sequence[str]:
        return fused(by_vector(question, lang), by_words(question, lang))

    found: dict[str, Ranking] = {name: _documents(each) for name, each in variants.items()}
    return found | {"E5": by_vector, "BM25": by_words, "rank fusion": by_ranks}


def _with(base: Retriever, weights: Weights, documents: DocumentWeights) -> Retriever:
    changed = copy.copy(base)
    changed.weights, changed.document_weights = weights, documents
    return changed


def _documents(retriever: Retriever) -> Ranking:
    return lambda question, lang: tuple(retriever.search(question, lang).documents)


def on_passages(
    service: Assistant, general: PassageSet, home: Path, told: Told = unheard
) -> tuple[Line, ...]:
    """The general passages, in one collection for both languages and in one for each; `home` is
    an empty folder for them."""
    store = Store(home)
    filled(store, "both", general.pages, service.embedder)
    for lang in LANGS:
        filled(store, lang, [p for p in general.pages if p.lang == lang], service.embedder)
    trials = []
    for asked in general.asked:
        for pool in ("both", asked.pages[0].lang):
            mixed = "mixed" if pool == "both" else "one"
            names = ("all", mixed, asked.part, asked.style, f"{mixed} {asked.direction}")
            trials.append(Trial(asked, pool, names))
    return _tried(service, store, trials, told)


def on_slices(
    service: Assistant,
    slices: Mapping[str, PassageSet],
    beside: PassageSet,
    home: Path,
    told: Told = unheard,
) -> tuple[Line, ...]:
    """Every kind of text by itself, in the answer's language, and all of them with the pages of
    `beside` in one collection with both languages; `home` is an empty folder for them."""
    store = Store(home)
    every = [page for each in (*slices.values(), beside) for page in each.pages]
    filled(store, "together", every, service.embedder)
    trials = []
    for name, each in slices.items():
        for lang in LANGS:
            if pages := [page for page in each.pages if page.lang == lang]:
                filled(store, f"{name} {lang}", pages, service.embedder)
        for asked in each.asked:
            alone = f"{name} {asked.pages[0].lang}"
            for pool, where in ((alone, "alone"), ("together", "together")):
                names = ("all", where, asked.part, f"{where} {asked.direction}", f"{where} {name}")
                trials.append(Trial(asked, pool, names))
    return _tried(service, store, trials, told)


@dataclass(frozen=True, slots=True)
class Trial:
    """A question put to a collection, and the slices that it counts in."""

    asked: Asked
    pool: str
    slices: tuple[str, ...]


def _tried(
    service: Assistant, store: Store, trials: Sequence[Trial], told: Told
) -> tuple[Line, ...]:
    shelf = service.own.documents.searcher
    own = OwnDocuments(store, shelf.shelf, service.embedder, shelf.glossary, Bar.load())
    found: dict[str, list[Judged]] = {}
    for done, trial in enumerate(trials):
        told(done, len(trials))
        right = {page.document for page in trial.asked.pages}
        for name, ranked in _passage_rankings(own, trial.asked, trial.pool):
            found.setdefault(name, []).append(judged(ranked, right))
    return lines([trial.slices for trial in trials], found)


def _passage_rankings(
    own: OwnDocuments, asked: Asked, pool: str
) -> Iterator[tuple[str, Sequence[str]]]:
    searcher = copy.copy(own.searcher)
    for name, weights in _OWN_VARIANTS.items():
        searcher.weights = weights
        search = searcher.search(asked.question, asked.lang, (pool,), _DEEP)
        hits = search.hits if search else ()
        yield name, list(dict.fromkeys(hit.passage.document for hit in hits))
    index = searcher.collections((pool,))[0].index
    vector = searcher.encoder.encode_query(asked.question)
    near = _over_all(index, lambda lang: _cosines(index, lang, vector))
    words = _over_all(index, lambda lang: _bm25(index, lang, asked.question))
    yield from (("E5", near), ("BM25", words), ("rank fusion", fused(near, words)))


def _over_all(index: Index, scores: Callable[[Lang], np.ndarray]) -> list[str]:
    """Documents of both languages by their best passage's score, those without any left out."""
    best: dict[str, float] = {}
    for lang in LANGS:
        for passage, score in zip(index.partitions[lang].passages, scores(lang), strict=True):
            if score > best.get(passage.document, 0.0):
                best[passage.document] = float(score)
    return sorted(best, key=lambda document: -best[document])[:_DEEP]


def _cosines(index: Index, lang: Lang, vector: np.ndarray) -> np.ndarray:
    cosines: np.ndarray = np.asarray(index.partitions[lang].dense.vectors, np.float32) @ vector
    return cosines


def _bm25(index: Index, lang: Lang, question: str) -> np.ndarray:
    return index.partitions[lang].lexical.scores(stems(question, lang))
