"""Collections of the company's own documents, each with a small index of its own.

A collection never touches the index of the library, nor the library that of a collection.
What is in it changes by one rename of a pointer, so that a crash leaves the old or the new.
"""

from assistant.collections.desk import CollectionDesk
from assistant.collections.filling import Cancelled, Reader, Watcher, fill
from assistant.collections.folder import CollectionFolder
from assistant.collections.records import (
    Collection,
    FileReport,
    Finding,
    IngestReport,
    Step,
    StoredFile,
)
from assistant.collections.shared import open_collections
from assistant.collections.store import Store
from assistant.collections.upkeep import bring_in_step, repair, verify

__all__ = [
    "Cancelled",
    "Collection",
    "CollectionDesk",
    "CollectionFolder",
    "FileReport",
    "Finding",
    "IngestReport",
    "Reader",
    "Step",
    "Store",
    "StoredFile",
    "Watcher",
    "bring_in_step",
    "fill",
    "open_collections",
    "repair",
    "verify",
]
