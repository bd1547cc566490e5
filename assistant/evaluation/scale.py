"""How building and asking grow with the number of passages, through the product's own path.

Texts are generated and vectors are random (the hardest case for a graph of neighbours): this
measures time, memory and disk, never the quality of what is found. All passages are of one
language, so that one question is compared with all of them; the question's vector is given.
"""

from __future__ import annotations

import multiprocessing
import resource
import shutil
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.database import Database
from assistant.index.generation import Generations
from assistant.index.shared import SharedGenerations
from assistant.index.sync import bring_in_step
from assistant.records import Passage

_DIMENSION = 384
_WORDS, _LENGTH, _PER_DOCUMENT = 30_000, 30, 20
_QUESTIONS, _WARM_UP = 200, 30
_SYLLABLES = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo")


@dataclass(frozen=True, slots=True)
class Scale:
    """One size: times in s (build) and ms (query), memory and disk in bytes.

    `memory` is the peak of the process that answers, `building` that of the one that builds.
    """

    passages: int
    build: float
    p50: float
    p95: float
    memory: int
    building: int
    disk: int


@dataclass(frozen=True, slots=True)
class Growth:
    """The exponents b of time = a · passages^b, fitted by least squares over the logarithms."""

    build: float
    query: float


class RandomVectors:
    """Gives vectors that mean nothing, L2-normalised: what embedding would take is left out."""

    identity = "random@1"
    dimension = _DIMENSION

    def __init__(self, seed: int = 1) -> None:
        self._random = np.random.default_rng(seed)

    def encode_documents(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> np.ndarray:
        """One vector a text, shape (n, dimension), float32."""
        found = self._random.standard_normal((len(texts), _DIMENSION), dtype=np.float32)
        unit: np.ndarray = found / np.linalg.norm(found, axis=1, keepdims=True)
        return unit

    def encode_query(self, text: str) -> np.ndarray:
        """One vector, shape (dimension,), float32."""
        vector: np.ndarray = self.encode_documents([text])[0]
        return vector


def measure_scale(sizes: Sequence[int], url: str = "") -> Iterator[Scale]:
    """Yield each size when it is measured; with a URL in that database, under a name of its own
    that is removed at the end. Raises DatabaseError where the database cannot be used."""
    for size in sizes:
        home = Path(tempfile.mkdtemp(prefix="boardwise-scale-"))
        scope = f"scale-{uuid.uuid4().hex[:8]}"
        try:
            build, building = _apart(_build, home, size, url, scope)
            disk = _disk(home, url, scope)
            (p50, p95), memory = _apart(_ask, home, size, url, scope)
            yield Scale(size, build, p50, p95, memory, building, disk)
        finally:
            if url:
                _generations(home, url, scope).drop()
            shutil.rmtree(home, ignore_errors=True)


def growth(scales: Sequence[Scale]) -> Growth | None:
    """How times grow; None for fewer than two sizes."""
    if len({scale.passages for scale in scales}) < 2:
        return None
    sizes = np.log([scale.passages for scale in scales])
    build = np.polyfit(sizes, np.log([scale.build for scale in scales]), 1)[0]
    query = np.polyfit(sizes, np.log([scale.p50 for scale in scales]), 1)[0]
    return Growth(float(build), float(query))


def made_up(size: int) -> list[Passage]:
    """That many English passages of invented words, as rare as words are (Zipf)."""
    random = np.random.default_rng(size)
    syllables = random.choice(_SYLLABLES, (_WORDS, 3)).tolist()
    words = ["".join(three) + str(n % 7) for n, three in enumerate(syllables)]
    weights = 1.0 / np.arange(1, _WORDS + 1)
    drawn = random.choice(_WORDS, size=(size, _LENGTH), p=weights / weights.sum())
    return [
        Passage(
            id=f"p{row}",
            document=f"d{row // _PER_DOCUMENT}",
            collection="scale",
            kind="article",
            lang="en",
            role="evidence",
            text=" ".join(words[n] for n in drawn[row]),
            order=row % _PER_DOCUMENT,
        )
        for row in range(size)
    ]


def _apart(work: Callable[..., Any], *given: Any) -> tuple[Any, int]:
    """What the work gives in a process of its own, and the peak of that one's memory."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(work, *given).result(), pool.submit(_peak).result()


def _peak() -> int:
    # In KiB, on a Mac in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _generations(home: Path, url: str, scope: str) -> Any:
    return SharedGenerations(Database(url), scope, home, alone=True) if url else Generations(home)


def _build(home: Path, size: int, url: str, scope: str) -> float:
    """Seconds from passages with their vectors to an index in force."""
    passages = made_up(size)
    generations = _generations(home, url, scope)
    begun = time.perf_counter()
    bring_in_step(generations, RandomVectors(), "scale", lambda: passages)
    return time.perf_counter() - begun


def _ask(home: Path, size: int, url: str, scope: str) -> tuple[float, float]:
    """Median and 95th percentile of a whole search, in ms, once warm."""
    from assistant.retrieve import Glossary, Refusal, Retriever

    generations = _generations(home, url, scope)
    index, _ = bring_in_step(generations, RandomVectors(), "scale", tuple)
    passages = index.partitions["en"].passages
    # The store is opened first: until then every row would be compared.
    index.verify()
    retriever = Retriever(index, RandomVectors(2), Glossary(()), Refusal.load())
    random = np.random.default_rng(3)
    taken = []
    for _ in range(_WARM_UP + _QUESTIONS):
        words = passages[int(random.integers(size))].text.split()
        question = " ".join(random.choice(words, 6))
        begun = time.perf_counter()
        retriever.search(question, "en")
        taken.append(time.perf_counter() - begun)
    p50, p95 = np.percentile(np.asarray(taken[_WARM_UP:]) * 1000, [50, 95]).tolist()
    return p50, p95


def _disk(home: Path, url: str, scope: str) -> int:
    """Bytes in the home, and in the database what belongs to this scope."""
    here = sum(path.stat().st_size for path in home.rglob("*") if path.is_file())
    if not url:
        return here
    database = Database(url)
    try:
        files = "SELECT coalesce(sum(length(f.content)), 0) FROM boardwise_file f"
        scoped = "JOIN boardwise_generation g ON g.name = f.generation WHERE g.scope = :scope"
        rows = "SELECT coalesce(sum(pg_column_size(e.*)), 0) FROM langchain_pg_embedding e"
        named = "JOIN langchain_pg_collection c ON c.uuid = e.collection_id WHERE c.name LIKE :name"
        graph = f"boardwise_near_{scope}_en".replace("-", "_")
        found = (
            database.rows(f"{files} {scoped}", scope=scope),
            database.rows(f"{rows} {named}", name=f"{scope}/%"),
            database.rows("SELECT coalesce(pg_relation_size(to_regclass(:graph)), 0)", graph=graph),
        )
        return here + sum(int(each[0][0]) for each in found)
    finally:
        database.close()
