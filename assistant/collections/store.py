"""All collections of a home: created at first use, listed, renamed, deleted."""

from __future__ import annotations

import contextlib
import shutil
import time
import unicodedata
import uuid
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.access import LimitedCollections
from assistant.collections.folder import CollectionFolder, gone
from assistant.collections.records import Collection, StoredFile
from assistant.errors import BusyError, CollectionError, IndexFault
from assistant.index.sync import DocumentEmbedder

LONGEST_NAME = 80
PREFIX = "c-"
_FORGOTTEN_SECONDS = 24 * 3600.0


class Store:
    """The collections below `<home>/collections`."""

    def __init__(self, home: Path) -> None:
        self.root = home / "collections"
        self.limited = LimitedCollections(home)

    def folders(self) -> tuple[CollectionFolder, ...]:
        """Every collection that whoever acts may see, in the order of their names."""
        return tuple(each for each in self.every_folder() if self.limited.visible(each.id))

    def every_folder(self) -> tuple[CollectionFolder, ...]:
        """Every collection, whoever may see it: for upkeep, never for an answer.

        One of which a first batch was cut short by a kill is none: nothing was taken in.
        """
        return tuple(folder for folder in self.kept() if not folder.abandoned)

    def kept(self) -> tuple[CollectionFolder, ...]:
        """Every collection on the disk, also those that a kill left empty."""
        found = [CollectionFolder(path) for path in self.root.glob(f"{PREFIX}*")]
        named = []
        for folder in found:
            # One that is being deleted just now has lost its name already.
            with contextlib.suppress(CollectionError):
                named.append((folder.name().casefold(), folder.id, folder))
        return tuple(folder for _, _, folder in sorted(named, key=lambda each: each[:2]))

    def nameless(self) -> tuple[CollectionFolder, ...]:
        """The collections whose name is lost, which nothing but `repair` can see."""
        found = [CollectionFolder(path) for path in sorted(self.root.glob(f"{PREFIX}*"))]
        return tuple(each for each in found if not each.named and each.root.is_dir())

    def exists(self, id: str) -> bool:
        """True for the id of a collection that is there, whoever may see it."""
        return CollectionFolder(self.root / id).exists

    def collections(self) -> tuple[Collection, ...]:
        """Every collection that may be seen, with its files, in the order of their names."""
        return tuple(folder.read() for folder in self.folders())

    def find(self, wanted: str) -> CollectionFolder:
        """The collection of this id or name, in any case; CollectionError where there is none,
        or none that whoever acts may see."""
        name = tidy(wanted).casefold()
        for folder in self.folders():
            if folder.id == wanted or folder.name().casefold() == name:
                return folder
        raise gone(wanted)

    def create(self, name: str) -> CollectionFolder:
        """The collection of this name or id, made if there is none.

        Raises CollectionError for a name that cannot be given, IndexFault where the home
        cannot be written.
        """
        with contextlib.suppress(CollectionError):
            return self.find(name)
        name = named(name)
        with self.names():
            with contextlib.suppress(CollectionError):
                return self.find(name)
            self._forget_cut_short()
            return self._cut_short(name) or self.make(f"{PREFIX}{uuid.uuid4().hex[:10]}", name)

    def _cut_short(self, name: str) -> CollectionFolder | None:
        """The collection of this name of which a kill cut the first batch short: what was read by
        then is not read again."""
        for folder in self.kept():
            mine = folder.name().casefold() == name.casefold() and self.limited.visible(folder.id)
            if mine and folder.abandoned:
                return folder
        return None

    def _forget_cut_short(self) -> None:
        """Delete what nobody has taken up again for a day; call it under the lock on the names."""
        for folder in self.kept():
            if folder.abandoned and time.time() - folder.root.stat().st_mtime > _FORGOTTEN_SECONDS:
                self.drop(folder)
        self.clear_out()

    def discard(self, folder: CollectionFolder) -> None:
        """Delete a collection that is empty, and into which nobody is taking files.

        Raises BusyError where the collections are being changed for too long.
        """
        with self.names(), contextlib.suppress(CollectionError), folder.lock(timeout=60):
            if folder.empty and not folder.batches.running:
                self.drop(folder)
        self.clear_out()

    def make(self, id: str, name: str) -> CollectionFolder:
        """Make an empty collection, whole or not at all; call it under the lock on the names."""
        draft = self.root / f".new-{uuid.uuid4().hex}"
        draft.mkdir()
        CollectionFolder(draft).rename(name)
        (draft / "documents").mkdir()
        return CollectionFolder(draft.rename(self.root / id))

    def drop(self, folder: CollectionFolder) -> None:
        """Delete a collection; call it under both locks."""
        folder.root.rename(self.root / f".trash-{uuid.uuid4().hex}")

    def rename(self, wanted: str, name: str) -> CollectionFolder:
        """Give a collection another name; CollectionError where another has it already."""
        name = named(name)
        with self.names():
            folder = self.find(wanted)
            for other in self.folders():
                if other.id != folder.id and other.name().casefold() == name.casefold():
                    raise CollectionError(
                        f"Another collection is already called {name!r}.",
                        "Choose another name.",
                        code="collection-exists",
                        name=name,
                    )
            folder.rename(name)
            return folder

    def delete(self, wanted: str) -> str:
        """Delete a collection with all its files, at once and for good; returns its name.

        Raises BusyError while files are being written into it.
        """
        with self.names():
            folder = self.find(wanted)
            name = folder.name()
            with folder.lock(timeout=60):
                self.drop(folder)
            self.clear_out()
            return name

    def delete_file(
        self, wanted: str, file: str, embedder: DocumentEmbedder
    ) -> tuple[CollectionFolder, StoredFile]:
        """Take one file out of a collection; raises what `file` raises."""
        folder = self.find(wanted)
        with folder.lock() as generations:
            found = self.file(folder, file)
            left = [each for each in folder.read().files if each.sha256 != found.sha256]
            folder.publish(generations, left, embedder)
            folder.documents.delete(found.sha256)
            folder.tokens.delete(found.sha256)
        return folder, found

    def file(self, folder: CollectionFolder, wanted: str) -> StoredFile:
        """A file of a collection by its hash (or a beginning of it), document id or name;
        CollectionError where it is not in it, or where several are called so."""
        found = _chosen(folder.read().files, wanted)
        if found is None:
            raise CollectionError(
                f"{folder.name()!r} holds no file {wanted!r}.",
                f"`assistant collections show {folder.name()!r}` names its files.",
                code="file-unknown",
                file=wanted,
                collection=folder.name(),
            )
        return found

    @contextlib.contextmanager
    def names(self) -> Iterator[None]:
        """Hold the lock on the names; IndexFault where the home cannot be written."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.root / "names.lock", timeout=60)
            lock.acquire()
        except Timeout as error:
            raise BusyError(
                f"{self.root}: another process is changing the collections.",
                "Wait until it has finished, then try again.",
            ) from error
        except OSError as error:
            raise IndexFault(
                f"{self.root}: cannot write here ({error.strerror}).",
                "Make the folder writable or point ASSISTANT_HOME to another one.",
                code="home",
                path=str(self.root),
            ) from error
        try:
            yield
        finally:
            lock.release()

    def clear_out(self) -> None:
        """Delete what a deletion or a creation left behind; call it under the lock."""
        for pattern in (".trash-*", ".new-*"):
            for path in self.root.glob(pattern):
                shutil.rmtree(path, ignore_errors=True)


def _chosen(files: tuple[StoredFile, ...], wanted: str) -> StoredFile | None:
    for file in files:
        if wanted in (file.sha256, file.document, file.name):
            return file
    begun = [file for file in files if len(wanted) >= 8 and file.sha256.startswith(wanted.lower())]
    same = [file for file in files if Path(file.name).name == wanted]
    few = begun or same
    return few[0] if len(few) == 1 else None


def tidy(name: str) -> str:
    """A name in one form: composed letters, single spaces, nothing invisible."""
    shown = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in name)
    return " ".join(unicodedata.normalize("NFC", shown).split())


def named(name: str) -> str:
    """The name as it is kept; CollectionError where it is empty or too long."""
    kept = tidy(name)
    if not kept or len(kept) > LONGEST_NAME:
        raise CollectionError(
            f"A collection cannot be called {kept[:LONGEST_NAME]!r}.",
            f"Give it a name of 1 to {LONGEST_NAME} characters.",
            code="collection-name",
            longest=LONGEST_NAME,
        )
    return kept
