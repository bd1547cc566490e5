"""The opened indexes of all collections, always those in force."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.collections import CollectionFolder, Store, StoredFile
from assistant.errors import CollectionError, DatabaseError, IndexFault
from assistant.index import Index
from assistant.records import Lang
from assistant.retrieve.token_reader import TokenReader

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class OpenCollection:
    """A collection ready to be searched, as it stood when it was looked at."""

    id: str
    name: str
    files: Mapping[str, StoredFile]
    index: Index
    tokens: TokenReader | None = None

    @cached_property
    def words(self) -> Mapping[Lang, Mapping[str, int]]:
        """Words per language, and how many passages hold each."""
        parts = self.index.partitions.items()
        return {lang: part.lexical.word_frequency for lang, part in parts}


class OpenCollections:
    """Opens a collection when its pointer has moved, in whichever process that was done."""

    def __init__(self, store: Store, embedder: str) -> None:
        """`embedder` is the identity of the model: collections made with another are left out
        until they have been brought in step."""
        self._store = store
        self._embedder = embedder
        self._open: dict[str, tuple[str, OpenCollection]] = {}
        self._lock = threading.Lock()

    def __call__(self, within: Sequence[str] = ()) -> tuple[OpenCollection, ...]:
        """The collections of these ids or names, all where none is given, empty ones left out,
        and those that whoever acts may not see.

        Raises CollectionError for one that is not there, DatabaseError where those named cannot
        be looked up just now.
        """
        try:
            folders = tuple(self._store.find(each) for each in within) or self._store.folders()
        except DatabaseError as fault:
            if within:
                raise
            # The library goes on answering. Who may see a collection cannot be told just now.
            log.warning("Own documents are left out: %s", fault)
            return ()
        with self._lock:
            found = [opened for folder in folders if (opened := self._opened(folder))]
            # One that this reader may not see stays open for those who may.
            for id in [id for id in self._open if not self._store.exists(id)]:
                del self._open[id]
        return tuple(each for each in found if len(each.index))

    def _opened(self, folder: CollectionFolder) -> OpenCollection | None:
        try:
            stamp, name = folder.stamp(), folder.name()
            held = self._open.get(folder.id)
            if held and held[0] == f"{stamp} {name}":
                return held[1]
            current = folder.current()
            if current is None or current[1].embedder != self._embedder:
                return None
            index = folder.generations().open(current[0], self._embedder)
            files = {file.document: file for file in folder.listed(current[0].name)}
        except CollectionError:
            return None
        except (IndexFault, DatabaseError) as fault:
            log.warning("%s", fault)
            return None
        folder.tokens.sweep({file.sha256 for file in files.values()})
        tokens = TokenReader(folder.tokens, self._embedder, files)
        opened = OpenCollection(folder.id, name, files, index, tokens)
        self._open[folder.id] = (f"{stamp} {name}", opened)
        return opened


def merged(frequencies: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """The sum of several counts of words."""
    total = Counter[str]()
    for each in frequencies:
        total.update(each)
    return dict(total)
