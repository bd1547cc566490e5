"""BM25 over one language's passages (bm25s, Snowball stems), with its vocabulary for typos."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from assistant.language.words import content_words, stem, stems
from assistant.records import Lang

# Usual values; short statements make the length norm matter little.
_K1, _B = 1.2, 0.75


# Listed questions are compared with every question asked: stemming them anew took most of a
# search's time. The shelf has some 20,000 passages.
@lru_cache(maxsize=40_000)
def _terms(text: str, lang: Lang) -> tuple[str, ...]:
    return tuple(stems(text, lang))


class LexicalIndex:
    """Scores every passage of a language for a list of stems."""

    def __init__(self, lang: Lang, engine: Any, size: int, frequency: dict[str, int]) -> None:
        self.lang = lang
        self.size = size
        # Surface words (folded) and how many passages hold them, for spelling.
        self.word_frequency = frequency
        self._engine = engine
        # Passages are short, so the sum over a stem's words stands in for a count of its own.
        self._stem_frequency: Counter[str] = Counter()
        for word, count in frequency.items():
            self._stem_frequency[stem(word, lang)] += count

    @classmethod
    def build(cls, texts: Sequence[str], lang: Lang) -> LexicalIndex:
        """Index `texts` (already the text to be searched, title included)."""
        import bm25s

        surface = [content_words(text, lang) for text in texts]
        frequency = Counter(word for line in surface for word in set(line))
        corpus = [[stem(word, lang) for word in line] for line in surface]
        engine = None
        if any(corpus):
            engine = bm25s.BM25(method="lucene", k1=_K1, b=_B)
            engine.index(corpus, show_progress=False)
        return cls(lang, engine, len(texts), dict(frequency))

    def save(self, folder: Path) -> None:
        """Write the index into a folder of its own."""
        folder.mkdir(parents=True, exist_ok=True)
        if self._engine is not None:
            self._engine.save(str(folder), show_progress=False)
        state = {"size": self.size, "words": self.word_frequency}
        (folder / "words.json").write_bytes(orjson.dumps(state))

    @classmethod
    def load(cls, folder: Path, lang: Lang) -> LexicalIndex:
        """Read what `save` wrote; arrays stay on disk until they are used."""
        import bm25s

        state = orjson.loads((folder / "words.json").read_bytes())
        engine = None
        if (folder / "params.index.json").exists():
            engine = bm25s.BM25.load(str(folder), mmap=True, load_corpus=False)
        return cls(lang, engine, state["size"], state["words"])

    def knows(self, term: str) -> bool:
        """True where a passage holds this stem."""
        return self._engine is not None and term in self._engine.vocab_dict

    def scores(self, terms: Sequence[str]) -> np.ndarray:
        """BM25 of every passage, shape (size,), float32; zeros where no term is known."""
        known = [term for term in terms if self.knows(term)]
        if not known:
            return np.zeros(self.size, dtype=np.float32)
        return np.asarray(self._engine.get_scores(known), dtype=np.float32)

    def terms(self, text: str) -> list[str]:
        """The stems of a text, as they are indexed."""
        return list(_terms(text, self.lang))

    def stem_rarity(self, term: str) -> float:
        """Inverse document frequency of a stem, 0 (in every passage) to about 9."""
        return float(np.log1p(self.size / (1.0 + self._stem_frequency.get(term, 0))))
