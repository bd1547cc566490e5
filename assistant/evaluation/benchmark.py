"""Speed and size of the product, measured in the same run as a bare baseline."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from assistant.evaluation.questions import Case
from assistant.evaluation.serving import measure_serving
from assistant.index.vectors import embedded_text
from assistant.service import Assistant, start
from assistant.settings import Settings

# Texts embedded to compare with the bare model.
TEXTS = 512


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure with its unit, and the limit it is held against: "<" or "≥" and a number.

    `id` names its wording, `benchmark.<id>` of `prompts/terminal.*.yaml`; `count` is how many
    things it was measured on, where the wording says so.
    """

    id: str
    value: float
    unit: str
    limit: tuple[str, float] | None = None
    count: int | None = None

    @property
    def kept(self) -> bool | None:
        """True where the limit is kept, None where there is none."""
        if self.limit is None:
            return None
        sign, bound = self.limit
        return self.value < bound if sign == "<" else self.value >= bound


def measure(settings: Settings, cases: Sequence[Case], texts: int = TEXTS) -> Iterator[Measure]:
    """Yield every measure as soon as it is taken; the index is built first where there is none."""
    # Every answer is composed: one given again would tell nothing of how long that takes.
    service = start(settings.model_copy(update={"answers_kept": 0}))
    yield from serving(settings)
    yield from latency(service, cases)
    yield from throughput(service, texts)


def serving(settings: Settings) -> tuple[Measure, ...]:
    """A whole `assistant serve` over an index that is ready, from its command on."""
    served = measure_serving(settings)
    return (
        Measure("first_page", served.page, "s", ("<", 5)),
        Measure("ready", served.ready, "s"),
        Measure("first_answer", served.answered, "s", ("<", 10)),
        Measure("memory", served.resident / 2**30, "GiB", ("<", 1.5)),
    )


def latency(service: Assistant, cases: Sequence[Case]) -> tuple[Measure, ...]:
    """Median and 95th percentile of retrieval and of a whole composed answer, once warm."""
    asked = [case for case in cases if not case.history]
    for case in asked[:5]:
        service.ask(case.question)
    search, ask = service.retriever.search, service.ask
    retrieval = [_timed(partial(search, case.question, case.lang)) for case in asked]
    answers = [_timed(partial(ask, case.question, case.history)) for case in cases]
    return (
        *_percentiles("retrieval", retrieval, ("<", 60)),
        *_percentiles("answer", answers, ("<", 400)),
    )


def throughput(service: Assistant, texts: int) -> tuple[Measure, ...]:
    """Indexing speed of the embedder against a bare sentence-transformers model.

    The same texts in the same run, three times in alternation; the fastest time of each counts,
    so that a neighbour's load on the machine does not decide.
    """
    from sentence_transformers import SentenceTransformer

    from assistant.models import build_embedder

    embedder = build_embedder(service.settings)
    sample = spread([embedded_text(p) for p in service.library.passages()], texts)
    name = service.settings.embedder
    folder = service.settings.home / "models" / name
    # In float32, as ours computes: the file's float16 would make the baseline slow on a CPU.
    bare: Any = SentenceTransformer(
        str(folder) if folder.is_dir() else name,
        device="cpu",
        model_kwargs={"dtype": "float32"},
    )
    ours, theirs = [], []
    for _ in range(3):
        ours.append(_timed(lambda: embedder.encode_documents(sample)))
        theirs.append(_timed(lambda: bare.encode_document(sample, show_progress_bar=False)))
    return (
        Measure("throughput", len(sample) / min(ours), "passages/s"),
        Measure("bare", len(sample) / min(theirs), "passages/s"),
        Measure("ratio", min(theirs) / min(ours), "", ("≥", 0.85)),
    )


def spread(texts: Sequence[str], count: int) -> list[str]:
    """At most `count` of the texts, taken evenly from all of them."""
    return list(texts[:: max(1, len(texts) // count)][:count])


def _percentiles(
    name: str, seconds: Sequence[float], limit: tuple[str, float] | None
) -> tuple[Measure, ...]:
    if not seconds:
        return ()
    half, most = np.percentile(np.asarray(seconds) * 1000, [50, 95]).tolist()
    return Measure(f"{name}_p50", half, "ms"), Measure(f"{name}_p95", most, "ms", limit)


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
