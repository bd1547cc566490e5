"""multilingual-e5-small in NumPy, from the folder that sentence-transformers reads too.

The vectors are those of sentence-transformers, and batches take the same time, for nothing is
padded. But importing that takes nine seconds and half a gigabyte, this less than a second.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import numpy as np

from assistant.errors import ModelError
from assistant.models.bert import Bert, Floats, spans
from assistant.models.unigram import Unigram, inert, well_formed

Progress = Callable[[int], None]

# Short texts share one pass up to this many tokens: fewer, larger matrix products.
_PASS_TOKENS = 384
# Passes a thread whose token vectors are held at a time.
_AT_ONCE = 8


class LightEncoder:
    """The encoder without PyTorch; safe to share between threads, for it keeps no state."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """Read an unpacked folder; raises ModelError where a file is missing or malformed.

        Batches are spread over `threads` threads, 0 for one a processor.
        """
        self._threads = threads or os.cpu_count() or 1
        _limit_blas()
        try:
            self._tokenizer = Unigram(folder)
            self._bert = Bert(folder)
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(
                f"{folder}: the embedding model cannot be read ({error!r}).",
                "Delete the folder; it is written anew at the next start.",
            ) from error
        self.dimension = self._bert.dimension

    def encode(self, texts: Sequence[str], prefix: str, progress: Progress | None = None) -> Floats:
        """Texts → (texts, dimension), L2-normalised; `prefix` tells questions from passages.

        What exceeds 512 tokens is left out. `progress` is told how many texts are done.
        """
        parts = [np.empty((0, self.dimension), np.float32)]
        done = 0
        for pooled in self._pooled(list(self._passes(texts, prefix))):
            parts.append(pooled)
            done += len(pooled)
            if progress is not None:
                progress(done)
        return unit(np.concatenate(parts))

    def token_vectors(self, text: str, prefix: str) -> Floats:
        """Text → (tokens, dimension): its L2-normalised last hidden states, `<s>` to `</s>`."""
        return unit(np.ascontiguousarray(self._bert.forward([self._numbers(text, prefix)]).T))

    def states(self, texts: Sequence[str], prefix: str) -> list[tuple[Floats, Floats]]:
        """Texts → for each its vector (dimension,), as `encode` gives it, and its
        `token_vectors` (tokens, dimension), in one pass."""
        passes = list(self._passes(texts, prefix))
        if len(passes) == 1:
            return list(_each(passes[0], self._bert.forward(passes[0])))
        return list(self.each_states(texts, prefix))

    def each_states(self, texts: Sequence[str], prefix: str) -> Iterator[tuple[Floats, Floats]]:
        """What `states` gives, one text after the other: those of a long document all at once
        would fill the memory."""
        passes = self._passes(texts, prefix)
        with ThreadPoolExecutor(self._threads) as workers:
            while some := list(islice(passes, _AT_ONCE * self._threads)):
                hidden = workers.map(self._bert.forward, some)
                for batch, states in zip(some, hidden, strict=True):
                    yield from _each(batch, states)

    def _numbers(self, text: str, prefix: str) -> list[int]:
        return self._tokenizer.encode(prefix + inert(well_formed(text)), self._bert.max_tokens)

    def _passes(self, texts: Sequence[str], prefix: str) -> Iterator[list[list[int]]]:
        """Yield the texts' tokens in order, in groups that go through the layers together."""
        batch: list[list[int]] = []
        held = 0
        for text in texts:
            numbers = self._numbers(text, prefix)
            if batch and held + len(numbers) > _PASS_TOKENS:
                yield batch
                batch, held = [], 0
            batch.append(numbers)
            held += len(numbers)
        if batch:
            yield batch

    def _pooled(self, passes: list[list[list[int]]]) -> Iterator[Floats]:
        """Yield each pass's texts as the means of their token states (texts, dimension)."""
        if len(passes) < 2 or self._threads < 2:
            yield from map(self._pool, passes)
            return
        with ThreadPoolExecutor(self._threads) as workers:
            yield from workers.map(self._pool, passes)

    def _pool(self, batch: list[list[int]]) -> Floats:
        states = self._bert.forward(batch)
        return np.stack([states[:, start:stop].mean(axis=1) for start, stop in spans(batch)])


def _each(batch: list[list[int]], states: Floats) -> Iterator[tuple[Floats, Floats]]:
    """Yield each text's vector and token vectors from the last hidden states of a pass."""
    for start, stop in spans(batch):
        own = np.ascontiguousarray(states[:, start:stop].T)
        yield unit(own.mean(axis=0, keepdims=True))[0], unit(own)


def _limit_blas() -> None:
    """One thread a matrix product: OpenBLAS's threads wait for each other by spinning, which
    takes twenty times longer as soon as another process or request wants the same processors."""
    from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

    ThreadpoolController().limit(limits=1, user_api="blas")


def unit(vectors: Floats) -> Floats:
    """Rows brought to length one, in place and returned."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors /= np.maximum(norms, np.float32(1e-12))
    return vectors
