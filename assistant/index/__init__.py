"""The index: Chroma and BM25 per language, kept in step with the library."""

from assistant.index.cache import FILE as CACHE
from assistant.index.cache import VectorCache, write_cache
from assistant.index.opened import Index, Partition
from assistant.index.sync import Progress, SyncReport, open_index

__all__ = [
    "CACHE",
    "Index",
    "Partition",
    "Progress",
    "SyncReport",
    "VectorCache",
    "open_index",
    "write_cache",
]
