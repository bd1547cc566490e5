"""What can be done with collections, in one place for every interface."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.access.quota import Quota
from assistant.collections.filling import Cancelled, Reader, Watcher, fill
from assistant.collections.folder import CollectionFolder, gone
from assistant.collections.records import Collection, Finding, IngestReport, StoredFile
from assistant.collections.store import Store
from assistant.collections.texts import Text, TextReader
from assistant.collections.upkeep import repair, verify
from assistant.durable import writing
from assistant.errors import AssistantError
from assistant.index.sync import DocumentEmbedder
from assistant.ingest import Described, Limits, read_files
from assistant.ingest.faults import fault
from assistant.records import Passage


class CollectionDesk:
    """Takes files in, lists, renames, deletes."""

    def __init__(
        self,
        store: Store,
        embedder: DocumentEmbedder,
        limits: Limits | None = None,
        quota: Quota | None = None,
    ) -> None:
        self.store = store
        self._embedder = embedder
        self._limits = limits
        self._quota = quota

    def ingest(
        self,
        paths: Sequence[Path],
        collection: str,
        progress: Watcher | None = None,
        cancelled: Cancelled | None = None,
        described: Described | None = None,
        limits: Limits | None = None,
    ) -> IngestReport:
        """Take files, folders and archives into a collection, which is made at first use.

        `progress` hears a Step now and then; once `cancelled()` is true, the files finished by
        then are kept and no more are taken. Raises CollectionError for a name that cannot be
        given, AccessError where whoever acts has no room for more, IndexFault where the home
        cannot be written, DocumentError where none of the paths exists; never for what a file
        holds.
        """
        if paths and not any(path.exists() for path in paths):
            # No collection is made for a path that was mistyped.
            raise fault("file-missing", ", ".join(map(str, paths)))
        limits = limits or self._limits
        if self._quota:
            self._quota.demand(paths, self._sizes())
        return self._filled(collection, paths, read_files, progress, cancelled, described, limits)

    def add_texts(
        self, texts: Sequence[Text], collection: str, progress: Watcher | None = None
    ) -> IngestReport:
        """Take texts of a program's own into a collection, each as a document named by its id.

        They are cut, embedded and ranked as files are. Raises what `ingest` raises.
        """
        return self._filled(collection, (), TextReader(texts), progress)

    def _filled(
        self, collection: str, paths: Sequence[Path], reader: Reader, *given: Any
    ) -> IngestReport:
        with writing(self.store.root):
            there = {each.id for each in self.store.every_folder()}
            folder = self.store.create(collection)
        before = set(self._held(folder))
        try:
            with writing(self.store.root), folder.batches.begin():
                return fill(folder, paths, self._embedder, reader, *given)
        except AssistantError as fault:
            if folder.exists:
                raise
            # It could not be written for no other reason: somebody has deleted it meanwhile.
            raise gone(collection) from fault
        finally:
            if self._quota and folder.exists:
                self._quota.note(folder.id, self._held(folder).keys() - before)
            # One that was made for this and got nothing is not left behind; one that somebody
            # else has just made, or is filling too, is theirs.
            if folder.id not in there and folder.empty and folder.exists:
                self.store.discard(folder)

    def _sizes(self) -> dict[str, dict[str, int]]:
        """The files of every collection, whoever may see it, with their sizes in bytes."""
        return {folder.id: self._held(folder) for folder in self.store.every_folder()}

    def _held(self, folder: CollectionFolder) -> dict[str, int]:
        return {file.sha256: file.size for file in folder.read().files}

    def all(self) -> tuple[Collection, ...]:
        """Every collection with its files, in the order of their names."""
        return self.store.collections()

    def show(self, collection: str) -> Collection:
        """One collection; CollectionError where it is not there."""
        return self.store.find(collection).read()

    def rename(self, collection: str, name: str) -> Collection:
        """Give it another name; CollectionError where that cannot be."""
        with writing(self.store.root):
            return self.store.rename(collection, name).read()

    def delete(self, collection: str) -> str:
        """Delete it with all its files, and return its name; CollectionError, BusyError."""
        with writing(self.store.root):
            return self.store.delete(collection)

    def delete_file(self, collection: str, file: str) -> StoredFile:
        """Take one file out of it; CollectionError where it is not there."""
        with writing(self.store.root):
            return self.store.delete_file(collection, file, self._embedder)[1]

    def document(self, collection: str, file: str) -> tuple[StoredFile, tuple[Passage, ...]]:
        """A file with the passages read of it, in order; CollectionError where it is not there,
        IndexFault where its copy is damaged."""
        folder = self.store.find(collection)
        return folder.documents.read(self.store.file(folder, file).sha256)

    def verify(self) -> tuple[Finding, ...]:
        """What is wrong with any collection."""
        return verify(self.store)

    def repair(self) -> tuple[Finding, ...]:
        """Mend it, and say of each finding whether it could be mended."""
        with writing(self.store.root):
            return repair(self.store, self._embedder)
