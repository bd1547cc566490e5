"""Speed and size of the product, measured in the same run as a bare baseline."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.evaluation.questions import Case
from assistant.index.dense import embedded_text
from assistant.service import Assistant, start
from assistant.settings import Settings

_START = """
import time, sys
begun = time.perf_counter()
from assistant.service import start
service = start()
ready = time.perf_counter()
service.ask("Do social networks sell?")
print(ready - begun, time.perf_counter() - begun)
"""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure with its unit, and the limit it is held against where there is one."""

    name: str
    value: float
    unit: str
    limit: str = ""


def measure(settings: Settings, cases: Sequence[Case], texts: int = 512) -> tuple[Measure, ...]:
    """All measures; needs an index (it is built first where there is none)."""
    service = start(settings)
    return (
        *startup(settings),
        *throughput(service, texts),
        *latency(service, cases),
        memory(),
    )


def startup(settings: Settings) -> tuple[Measure, ...]:
    """A new process, warm index: until it is ready and until its first answer."""
    environment = {**os.environ, "ASSISTANT_HOME": str(settings.home)}
    done = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", _START],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    ready, answered = map(float, done.stdout.split()[-2:])
    return (
        Measure("start-up until ready", ready, "s"),
        Measure("start-up until first answer", answered, "s", "< 10"),
    )


def throughput(service: Assistant, texts: int) -> tuple[Measure, ...]:
    """Indexing speed of the embedder against a bare sentence-transformers model.

    The same texts in the same run, twice in alternation; the faster time of each counts,
    so that a neighbour's load on the machine does not decide.
    """
    from sentence_transformers import SentenceTransformer

    from assistant.models import build_embedder

    embedder = build_embedder(service.settings)
    passages = service.library.passages()
    step = max(1, len(passages) // texts)
    sample = [embedded_text(p) for p in passages[::step][:texts]]
    name = service.settings.embedder
    folder = service.settings.home / "models" / name
    bare: Any = SentenceTransformer(str(folder) if folder.is_dir() else name, device="cpu").float()
    ours = _fastest(lambda: embedder.encode_documents(sample))
    theirs = _fastest(lambda: bare.encode_document(sample, show_progress_bar=False))
    ours = min(ours, _fastest(lambda: embedder.encode_documents(sample)))
    theirs = min(theirs, _fastest(lambda: bare.encode_document(sample, show_progress_bar=False)))
    return (
        Measure("index throughput", len(sample) / ours, "passages/s"),
        Measure("bare SentenceTransformer.encode_document", len(sample) / theirs, "passages/s"),
        Measure("ratio to the bare model", theirs / ours, "", "≥ 0.85"),
    )


def latency(service: Assistant, cases: Sequence[Case]) -> tuple[Measure, ...]:
    """Median and 95th percentile of retrieval and of a whole composed answer, once warm."""
    asked = [case for case in cases if not case.history]
    for case in asked[:5]:
        service.ask(case.question)
    retrieval, answers = [], []
    for case in asked:
        begun = time.perf_counter()
        service.retriever.search(case.question, case.lang)
        retrieval.append(time.perf_counter() - begun)
    for case in cases:
        begun = time.perf_counter()
        service.ask(case.question, case.history)
        answers.append(time.perf_counter() - begun)
    return (
        *_percentiles("retrieval", retrieval, ""),
        *_percentiles("composed answer", answers, "< 400"),
    )


def memory() -> Measure:
    """Resident memory of a serving process: one that has answered but embedded no documents."""
    code = _START + "import psutil; print(psutil.Process().memory_info().rss)"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return Measure("resident memory", int(done.stdout.split()[-1]) / 2**30, "GiB", "< 1.5")


def _percentiles(name: str, seconds: Sequence[float], limit: str) -> tuple[Measure, ...]:
    values = np.asarray(seconds) * 1000
    return (
        Measure(f"{name}, p50", float(np.percentile(values, 50)), "ms"),
        Measure(f"{name}, p95", float(np.percentile(values, 95)), "ms", limit),
    )


def _fastest(work: Callable[[], object], times: int = 2) -> float:
    return min(_timed(work) for _ in range(times))


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
