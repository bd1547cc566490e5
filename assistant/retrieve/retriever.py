"""One question → ranked evidence, in the question's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

import numpy as np

from assistant.index import Index, Partition
from assistant.language.words import stem
from assistant.records import LANGS, Hit, Lang, Passage
from assistant.retrieve.affinity import Affinity, WordVector
from assistant.retrieve.documents import (
    DEFAULT_DOCUMENT_WEIGHTS,
    PHRASING,
    DocumentWeights,
    by_document,
    lifted,
)
from assistant.retrieve.query import Glossary, Query, Speller, analyse
from assistant.retrieve.rank import DEFAULT_WEIGHTS, Field, Ranked, Weights
from assistant.retrieve.refusal import Refusal, Signals
from assistant.tracing import span

_DUPLICATE = 0.985
_MATCHES = 12
# Documents that are read whole once they are found.
_WHOLE = 8
# What all rare words in common add to the cosine of two questions.
_SHARED = 0.15


class QueryEncoder(Protocol):
    """What retrieval needs of an embedding model."""

    def encode_query(self, text: str) -> np.ndarray:
        """The vector of a question, shape (dimension,), float32, L2-normalised."""


@dataclass(frozen=True)
class Search:
    """A question analysed and ranked: what `Evidence` is cut from."""

    query: Query
    ranked: Ranked
    part: Partition
    signals: Signals
    confidence: float
    matches: tuple[Hit, ...] = field(default=())
    documents: Mapping[str, float] = field(default_factory=dict)
    affinity: Affinity = field(default_factory=Affinity)

    def share(self, document: str, texts: Sequence[str]) -> float:
        """Share of the question's words, 0 to 1, that the questions a document lists and these
        of its texts have; see `Affinity.share`."""
        rows = self.part.rows_of_document.get(document, ())
        listed = [self.part.passages[row].text for row in rows if self._lists(row)]
        return self.affinity.share(self.query, (*listed, *texts), self.part.lexical)

    def _lists(self, row: int) -> bool:
        return bool(self.part.roles[row] == PHRASING)

    @property
    def strength(self) -> float:
        """The best document's score; two searches of one conversation can be compared by it."""
        return next(iter(self.documents.values()), 0.0)

    def hits(self, accept: Callable[[Passage], bool], count: int) -> tuple[Hit, ...]:
        """The best hits whose passage is accepted, near-duplicates dropped."""
        found: list[Hit] = []
        ranked = self.ranked
        vectors = self.part.dense.vectors
        kept = np.empty((len(ranked.rows), vectors.shape[1]), np.float32)
        for place, row in enumerate(ranked.rows):
            passage = self.part.passages[row]
            if not accept(passage):
                continue
            vector = np.asarray(vectors[row], dtype=np.float32)
            if len(found) and (kept[: len(found)] @ vector).max() > _DUPLICATE:
                continue
            kept[len(found)] = vector
            score, cosine = float(ranked.score[place]), float(ranked.cosine[place])
            found.append(Hit(passage, score, cosine, float(ranked.lexical[place])))
            if len(found) == count:
                break
        return tuple(found)


class Retriever:
    """Holds the opened index and what analysing a question takes."""

    def __init__(
        self,
        index: Index,
        encoder: QueryEncoder,
        glossary: Glossary,
        refusal: Refusal,
        weights: Weights = DEFAULT_WEIGHTS,
        document_weights: DocumentWeights = DEFAULT_DOCUMENT_WEIGHTS,
        word: WordVector | None = None,
    ) -> None:
        self.index = index
        self.weights = weights
        self.document_weights = document_weights
        self._encoder = encoder
        self.glossary = glossary
        self._refusal = refusal
        self._affinity = Affinity(word)
        self._spellers = {lang: self._speller(lang) for lang in LANGS}

    def search(self, question: str, lang: Lang) -> Search:
        """Rank the passages of one language for a cleaned question."""
        with span("retrieve", lang=lang) as told:
            search = self._ranked(question, lang)
            told.tell(confidence=search.confidence)
            return search

    def _ranked(self, question: str, lang: Lang) -> Search:
        part = self.index.partitions[lang]
        query = analyse(question, lang, self.glossary, self._spellers[lang])
        vector = self._encoder.encode_query(query.text)
        scores = Field(part, query, vector, self.weights)
        ranked = scores.candidates()
        matches = self._phrasings(part, ranked, query)
        documents = by_document(part, ranked, matches, self.document_weights)
        ranked = scores.at(_with_whole(part, ranked.rows, documents))
        ranked = lifted(part, ranked, documents, self.weights.document)
        domain = self._refusal.probe.read(vector, self.index.embedder)
        signals = self._signals(part, ranked, query, matches, domain, documents)
        confidence = self._refusal.confidence(signals)
        near = matches[:_MATCHES]
        return Search(query, ranked, part, signals, confidence, near, documents, self._affinity)

    @property
    def threshold(self) -> float:
        """The confidence below which a question is declined."""
        return self._refusal.threshold

    def _speller(self, lang: Lang) -> Speller:
        other: Lang = "en" if lang == "fr" else "fr"
        # Borrowed words ("share of voice" in a French question) are no slips.
        borrowed = self.index.partitions[other].lexical.word_frequency
        return Speller(self.index.partitions[lang].lexical.word_frequency, lang, borrowed)

    def _phrasings(self, part: Partition, ranked: Ranked, query: Query) -> tuple[Hit, ...]:
        """Documents that list a question near this one, best phrasing of each, best first.

        The match score is the cosine plus the share of rare words in common: cosine alone
        cannot tell "prove the return" from "calculate the return".
        """
        own = self._weigh(part, query.stems)
        best: dict[str, tuple[float, int]] = {}
        for place in np.flatnonzero(part.roles[ranked.rows] == PHRASING):
            passage, cosine = part.passages[ranked.rows[place]], float(ranked.cosine[place])
            before = best.get(passage.document, (-np.inf, 0))[0]
            # Even all words in common would not bring it before the other.
            if cosine + _SHARED <= before:
                continue
            shared = covered(own, query.told(part.lexical.terms(passage.text)))
            score = cosine + _SHARED * shared
            if score > before:
                best[passage.document] = score, int(place)
        hits = [
            Hit(part.passages[ranked.rows[place]], score, float(ranked.cosine[place]))
            for score, place in best.values()
        ]
        return tuple(sorted(hits, key=lambda hit: -hit.score))

    def _weigh(self, part: Partition, terms: tuple[str, ...] | list[str]) -> dict[str, float]:
        return {term: part.lexical.stem_rarity(term) for term in terms}

    def _signals(
        self,
        part: Partition,
        ranked: Ranked,
        query: Query,
        matches: tuple[Hit, ...],
        domain: float,
        documents: Mapping[str, float],
    ) -> Signals:
        weights = self._weigh(part, query.stems)
        total = sum(weights.values())
        top = [part.passages[row] for row in ranked.rows[:8]]
        texts = [part.lexical.terms(f"{p.context} {p.text}") for p in top]
        together = set().union(*texts) if texts else set()
        best_single = max((overlap(weights, dict.fromkeys(t, 0.0)) for t in texts), default=0.0)
        corrected = {stem(w, part.lang) for w in (query.corrected or {}).values()}
        known = sum(w for term, w in weights.items() if part.lexical.knows(term))
        return Signals(
            dense_z=float(ranked.dense_z[:3].mean()) if len(ranked.rows) else 0.0,
            cosine=float(ranked.cosine[:3].mean()) if len(ranked.rows) else 0.0,
            score=float(ranked.score[0]) if len(ranked.rows) else 0.0,
            match=matches[0].score if matches else 0.0,
            covered=covered(weights, together),
            covered_best=best_single,
            known=known / total if total else 0.0,
            terms=covered(weights, set(query.named)),
            corrected=float(len(corrected)),
            domain=domain,
            document=next(iter(documents.values()), 0.0),
        )


def _with_whole(part: Partition, rows: np.ndarray, documents: Iterable[str]) -> np.ndarray:
    """The rows, with every row of the best documents: one may have been found by the
    questions that it lists while what it answers lay further off. Shape (n,)."""
    whole = [part.rows_of_document[each] for each in islice(documents, _WHOLE)]
    return np.union1d(rows, np.concatenate(whole)) if whole else rows


def covered(weights: dict[str, float], terms: set[str]) -> float:
    """Share of the question's rarity mass found among these terms, 0 to 1."""
    total = sum(weights.values())
    return sum(w for term, w in weights.items() if term in terms) / total if total else 0.0


def overlap(own: dict[str, float], theirs: dict[str, float]) -> float:
    """Share of the question's rarity mass that the other side has too, 0 to 1."""
    return covered(own, set(theirs))
