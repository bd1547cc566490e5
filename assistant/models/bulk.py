"""Long documents in bfloat16, where the processor multiplies matrices of it in hardware.

On such processors (Intel's AMX) PyTorch's autocast encodes three to four times as many texts a
second as float32, with vectors whose cosine with those is above 0.9999. Elsewhere bfloat16 is
slower, and PyTorch takes about ten seconds to import, so only much text is worth it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from assistant.models.light import Progress, unit
from assistant.models.sentences import SentenceModel
from assistant.models.tensors import Floats
from assistant.models.unigram import inert

_BATCH = 16
# Characters from which the time saved exceeds that of the import.
_WORTH_IMPORTING = 250_000
_WORTH_USING = 20_000


class BulkEncoder:
    """A second encoder over the same folder, loaded when a great amount of text comes."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """`folder` is an unpacked one; `threads` 0 leaves their number to PyTorch."""
        self._model = SentenceModel(str(folder), threads, _BATCH, bfloat16=True)
        self._used = threading.Event()

    def pays(self, texts: Sequence[str]) -> bool:
        """True where this encoder has done with the texts before the light one would."""
        if not multiplies_bfloat16():
            return False
        worth = _WORTH_USING if self._used.is_set() else _WORTH_IMPORTING
        return sum(map(len, texts)) >= worth

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Floats:
        """Passages → (n, dimension), L2-normalised; `progress` is told how many are done.

        Raises ModelError where the model cannot be loaded.
        """
        vectors = self._model.encode_documents([inert(text) for text in texts], progress)
        self._used.set()
        # The rounding of bfloat16 shows in their length too.
        return unit(vectors)

    def each_states(self, texts: Sequence[str]) -> Iterator[tuple[Floats, Floats]]:
        """Yield each passage's vector (dimension,) and token vectors (tokens, dimension), both
        L2-normalised, as `LightEncoder.each_states` does. Raises ModelError."""
        for states in self._model.token_states([inert(text) for text in texts]):
            self._used.set()
            yield unit(states.mean(axis=0, keepdims=True))[0], unit(states)


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
