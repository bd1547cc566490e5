"""Long documents in bfloat16, where the processor multiplies matrices of it in hardware.

On such processors (Intel's AMX) PyTorch encodes three to four times as many texts a second as
in float32, with vectors whose cosine with those is above 0.9999. Elsewhere bfloat16 is slower,
and PyTorch takes seconds to import, so only much text is worth it.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.errors import ModelError
from assistant.models.light import Progress, unit
from assistant.models.tensors import Floats

if TYPE_CHECKING:
    from assistant.models.halves import HalvesBert

# Texts share a pass up to this many tokens: of more, what passes between layers leaves the cache.
_PASS_TOKENS = 1500
# Characters from which the time saved exceeds that of the import: 4 s against 80 µs a character.
_WORTH_IMPORTING = 60_000
_WORTH_USING = 20_000

Numbers = Callable[[str], list[int]]
"""A passage → its token numbers."""


class BulkEncoder:
    """A second encoder over the same folder, loaded when a great amount of text comes."""

    def __init__(self, folder: Path, numbers: Numbers, threads: int = 0) -> None:
        """`folder` is an unpacked one; `threads` 0 leaves their number to PyTorch."""
        self._folder = folder
        self._numbers = numbers
        self._threads = threads
        self._model: HalvesBert | None = None
        self._lock = threading.Lock()
        self._preparing = False

    def pays(self, texts: Sequence[str]) -> bool:
        """True where this encoder has done with the texts before the light one would."""
        if not multiplies_bfloat16():
            return False
        ready = self._preparing or self._model is not None
        return sum(map(len, texts)) >= (_WORTH_USING if ready else _WORTH_IMPORTING)

    def prepare(self) -> None:
        """Load the model in the background, once, where it can be of use: much text is coming."""
        if self._preparing or not multiplies_bfloat16():
            return
        self._preparing = True
        threading.Thread(target=self._try_to_load, name="bulk-encoder", daemon=True).start()

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Floats:
        """Passages → (n, dimension), L2-normalised; `progress` is told how many are done.

        Raises ModelError where the model cannot be loaded.
        """
        vectors: list[Floats] = []
        for states in self._each(texts):
            vectors.append(states.mean(axis=0))
            if progress is not None:
                progress(len(vectors))
        return unit(np.stack(vectors))

    def each_states(self, texts: Sequence[str]) -> Iterator[tuple[Floats, Floats]]:
        """Yield each passage's vector (dimension,) and token vectors (tokens, dimension), both
        L2-normalised, as `LightEncoder.each_states` does. Raises ModelError."""
        for states in self._each(texts):
            yield unit(states.mean(axis=0, keepdims=True))[0], unit(states)

    def _each(self, texts: Sequence[str]) -> Iterator[Floats]:
        """Token vectors of each text, as long as they are (tokens, dimension)."""
        model = self._loaded()
        ahead: deque[Future[list[Floats]]] = deque()
        with model.workers() as workers:
            for batch in self._passes(texts):
                ahead.append(workers.submit(model.forward, batch))
                # One more than are at work: none waits for the reader of the vectors.
                if len(ahead) > model.threads + 1:
                    yield from ahead.popleft().result()
            while ahead:
                yield from ahead.popleft().result()

    def _passes(self, texts: Sequence[str]) -> Iterator[list[list[int]]]:
        batch: list[list[int]] = []
        held = 0
        for text in texts:
            numbers = self._numbers(text)
            if batch and held + len(numbers) > _PASS_TOKENS:
                yield batch
                batch, held = [], 0
            batch.append(numbers)
            held += len(numbers)
        if batch:
            yield batch

    def _loaded(self) -> HalvesBert:
        with self._lock:
            if self._model is None:
                try:
                    from assistant.models.halves import HalvesBert

                    self._model = HalvesBert(self._folder, self._threads)
                except (ImportError, OSError, ValueError, KeyError) as error:
                    raise ModelError(
                        f"{self._folder}: the embedding model cannot be read ({error!r}).",
                        "Delete the folder; it is written anew at the next start.",
                    ) from error
            return self._model

    def _try_to_load(self) -> None:
        try:
            self._loaded()
        except ModelError:
            # Whoever encodes tries again, and is told.
            self._preparing = False


@cache
def multiplies_bfloat16(cpuinfo: Path = Path("/proc/cpuinfo")) -> bool:
    """True where the processor has matrix units for bfloat16 and the system says so."""
    try:
        flags = next(
            line for line in cpuinfo.read_text("utf-8").splitlines() if line.startswith("flags")
        )
    except (OSError, StopIteration, UnicodeDecodeError):
        return False
    return "amx_bf16" in flags.split()
