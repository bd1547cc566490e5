"""The models: the embedder that turns texts into vectors."""
