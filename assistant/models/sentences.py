"""Any sentence-transformers model, loaded when it is first needed."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import ModelError
from assistant.models.light import Progress
from assistant.models.pytorch import pytorch
from assistant.models.tensors import Floats
from assistant.models.unigram import well_formed


class SentenceModel:
    """A lazily loaded SentenceTransformer, its weights in float32, on the processor."""

    def __init__(self, name: str, threads: int = 0, batch: int = 32) -> None:
        """`name` is a folder or a model name; `threads` 0 leaves their number to PyTorch."""
        self._name = name
        self._threads = threads
        self._batch = batch
        self._model: Any = None
        self._lock = threading.Lock()

    @property
    def dimension(self) -> int:
        """Length of a vector; loads the model."""
        return int(self._loaded().get_embedding_dimension())

    def content_hash(self) -> str:
        """A hash of the weights, the modules and the prompts; loads the model."""
        import torch

        model = self._loaded()
        digest = hashlib.sha256(f"{model!r}{sorted(model.prompts.items())}".encode())
        for name, tensor in sorted(model.state_dict().items()):
            digest.update(name.encode())
            digest.update(tensor.detach().cpu().contiguous().flatten().view(torch.uint8).numpy())
        return digest.hexdigest()[:16]

    def encode_query(self, text: str) -> Floats:
        """Question → (dimension,), L2-normalised; raises ModelError if the model cannot load."""
        vector = self._loaded().encode_query(
            well_formed(text), normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vector, np.float32)

    def encode_documents(self, texts: Sequence[str], progress: Progress | None = None) -> Floats:
        """Texts → (n, dimension), L2-normalised; `progress` is told how many are done.

        Raises ModelError if the model cannot be loaded.
        """
        model = self._loaded()
        vectors = np.empty((len(texts), self.dimension), np.float32)
        # Longest first: texts of like length share a batch, so little of it is padding,
        # and a machine with too little memory shows it at once.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]), reverse=True)
        for start in range(0, len(order), self._batch):
            chosen = order[start : start + self._batch]
            vectors[chosen] = model.encode_document(
                [well_formed(texts[i]) for i in chosen],
                batch_size=self._batch,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
            if progress is not None:
                progress(start + len(chosen))
        return vectors

    def _loaded(self) -> Any:
        with self._lock:
            if self._model is None:
                self._model = _load(self._name, self._threads)
            return self._model


def _load(name: str, threads: int) -> Any:
    local = Path(name).is_dir()
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    if local:
        # Read when the libraries are first imported: a folder needs nothing from outside.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    try:
        torch = pytorch(threads)
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        model = SentenceTransformer(
            name, device="cpu", local_files_only=local, model_kwargs={"dtype": torch.float32}
        )
    except Exception as error:
        raise ModelError(
            f"The embedding model {name!r} cannot be loaded ({type(error).__name__}: {error}).",
            "Set ASSISTANT_EMBEDDER to the folder of a sentence-transformers model or to a name "
            "on the model hub (which needs the network once), or unset it for the built-in one.",
            name=name,
        ) from error
    return model.eval()
