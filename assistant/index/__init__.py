"""The index: Chroma and BM25 per language, kept in step with the library."""

from assistant.index.opened import Index, Partition
from assistant.index.sync import Progress, SyncReport, open_index

__all__ = ["Index", "Partition", "Progress", "SyncReport", "open_index"]
