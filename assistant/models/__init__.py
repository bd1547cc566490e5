"""The models: the embedder that turns texts into vectors."""

from assistant.models.embedder import Embedder, build_embedder

__all__ = ["Embedder", "build_embedder"]
