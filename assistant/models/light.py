"""multilingual-e5-small without PyTorch, from the folder that sentence-transformers reads too.

The vectors are those of sentence-transformers, and many texts take no longer, for nothing is
padded. But importing that takes nine seconds and half a gigabyte, this less than a second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from assistant.errors import ModelError
from assistant.models.bert import Bert
from assistant.models.tensors import Floats
from assistant.models.unigram import Unigram, inert, well_formed

Progress = Callable[[int], None]

_SIDE_BY_SIDE = 2


class LightEncoder:
    """The encoder without PyTorch; safe to share between threads, for it keeps no state."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """Read an unpacked folder; raises ModelError where a file is missing or malformed.

        A text is spread over `threads` threads, 0 for one a processor.
        """
        _limit_blas()
        try:
            self._tokenizer = Unigram(folder)
            self._bert = Bert(folder, threads)
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
        vectors = np.empty((len(texts), self.dimension), np.float32)

        def encoded(text: str) -> Floats:
            mean: Floats = self._states(text, prefix).mean(axis=0)
            return mean

        # Two at a time: between the small products of one text the processors would stand idle.
        with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
            for place, vector in enumerate(pool.map(encoded, texts)):
                vectors[place] = vector
                if progress is not None:
                    progress(place + 1)
        return unit(vectors)

    def states(self, texts: Sequence[str], prefix: str) -> list[tuple[Floats, Floats]]:
        """Texts → for each its vector (dimension,), as `encode` gives it, and its token vectors
        (tokens, dimension): its L2-normalised last hidden states, `<s>` to `</s>`."""
        return list(self.each_states(texts, prefix))

    def each_states(self, texts: Sequence[str], prefix: str) -> Iterator[tuple[Floats, Floats]]:
        """What `states` gives, one text after the other: those of a long document all at once
        would fill the memory."""
        for text in texts:
            states = self._states(text, prefix)
            yield unit(states.mean(axis=0, keepdims=True))[0], unit(states)

    def numbers(self, text: str, prefix: str) -> list[int]:
        """The text's token numbers, at most 512."""
        return self._tokenizer.encode(prefix + inert(well_formed(text)), self._bert.max_tokens)

    def word(self, word: str) -> Floats:
        """A word by itself → (dimension,), L2-normalised, without running the model: near to its
        forms and often to its translation, for these were learnt together."""
        numbers = self._tokenizer.encode(word, self._bert.max_tokens)[1:-1]
        vector: Floats = unit(self._bert.embedded.bare(numbers)[None])[0]
        return vector

    def _states(self, text: str, prefix: str) -> Floats:
        return self._bert.forward(self.numbers(text, prefix))


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
