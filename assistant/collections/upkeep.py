"""Looks after collections: brings them in step with the model, verifies and repairs them."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from zipfile import BadZipFile

from assistant.collections.folder import CollectionFolder, close
from assistant.collections.records import Finding, StoredFile
from assistant.collections.store import Store
from assistant.errors import CollectionError, IndexFault
from assistant.index.opened import PASSAGES, Index
from assistant.index.sums import altered
from assistant.index.sync import DocumentEmbedder
from assistant.index.vectors import embedded_text
from assistant.records import Passage

# What reading a part of an index raises that was altered without changing its size.
_UNREADABLE = (BadZipFile, OSError, ValueError, KeyError, EOFError)
log = logging.getLogger(__name__)


def bring_in_step(
    store: Store, embedder: DocumentEmbedder, progress: Callable[[str, int, int], None]
) -> None:
    """Make anew the index of each collection that is damaged or made with another model.

    What cannot be mended is logged and left as it is: `verify` names it.
    """
    for folder in store.every_folder():
        current = folder.current()
        if folder.empty or (current and current[1].embedder == embedder.identity):
            continue
        progress("repair", 0, 0)
        for finding in repair_one(folder, embedder):
            if not finding.mended:
                log.warning("%s: %s %s", folder.name(), finding.code, finding.file)


def verify(store: Store) -> tuple[Finding, ...]:
    """What is wrong with any collection; nothing is changed."""
    findings = [_without_name(folder) for folder in store.nameless()]
    for folder in store.every_folder():
        # A collection deleted while it is looked at has no faults.
        with contextlib.suppress(CollectionError):
            findings += verify_one(folder)
    return tuple(findings)


def verify_one(folder: CollectionFolder) -> list[Finding]:
    """Read every copy of a file, open the index, and count what each holds."""
    if folder.empty:
        return []
    name = folder.name()
    findings = []
    listed = {file.sha256: file for file in folder.read().files}
    try:
        current = folder.current()
        if current is None:
            raise IndexFault("its files are missing or cut")
        index = folder.generations().open(current[0], current[1].embedder)
        try:
            index.verify()
            _same_passages(folder, listed.values(), index)
        finally:
            close(index)
    except IndexFault as fault:
        findings.append(Finding(name, "index", detail=fault.message))
    except _UNREADABLE as error:
        findings.append(Finding(name, "index", detail=str(error)))
    for sha256, file in listed.items():
        try:
            folder.documents.read(sha256)
        except IndexFault as fault:
            findings.append(Finding(name, "document", file.name, fault.message))
    return findings


def _without_name(folder: CollectionFolder) -> Finding:
    return Finding(folder.id, "name", detail="its name is lost")


def _same_passages(folder: CollectionFolder, files: Iterable[StoredFile], index: Index) -> None:
    """Raises IndexFault where the index holds other passages than the copies do."""
    held = {p.id for part in index.partitions.values() for p in part.passages}
    kept: set[str] = set()
    for file in files:
        with contextlib.suppress(IndexFault):
            kept |= {p.id for p in folder.documents.read(file.sha256)[1]}
    if kept - held:
        raise IndexFault(f"{len(kept - held)} passages are missing from the index")


def repair(store: Store, embedder: DocumentEmbedder) -> tuple[Finding, ...]:
    """Mend what `verify` finds, and say of each whether it could be mended."""
    found: list[Finding] = []
    for folder in store.nameless():
        # Its id is a name that no other has; people give it a better one.
        folder.rename(folder.id)
        found.append(replace(_without_name(folder), mended=True))
    for folder in store.every_folder():
        with contextlib.suppress(CollectionError):
            if verify_one(folder):
                found += repair_one(folder, embedder)
    return tuple(found)


def repair_one(folder: CollectionFolder, embedder: DocumentEmbedder) -> list[Finding]:
    """Copies are mended from the index, then the index is made anew from the copies."""
    found = verify_one(folder)
    with folder.lock() as generations:
        files = folder.read().files
        lost = _heal_copies(folder, files, embedder)
        kept = [file for file in files if file.sha256 not in lost]
        folder.publish(generations, kept, embedder, anew=True)
    names = {file.name for file in files if file.sha256 in lost}
    return [replace(each, mended=each.file not in names or not each.file) for each in found]


def _heal_copies(
    folder: CollectionFolder, files: Sequence[StoredFile], embedder: DocumentEmbedder
) -> set[str]:
    """Write damaged copies again from the index; returns the hashes of what is lost."""
    lost: set[str] = set()
    for file in files:
        try:
            folder.documents.read(file.sha256)
        except IndexFault:
            passages = _indexed(folder, file.document)
            if len(passages) != file.passages:
                lost.add(file.sha256)
                continue
            vectors = embedder.encode_documents([embedded_text(p) for p in passages])
            folder.documents.write(file, passages, embedder.identity, vectors)
    return lost


def _indexed(folder: CollectionFolder, document: str) -> list[Passage]:
    """A document's passages as the index has them, in order; none where it is damaged."""
    current = folder.current()
    # Altered words must not become what is quoted.
    if current is None or any(name.startswith(PASSAGES) for name in altered(current[0])):
        return []
    try:
        index = folder.generations().open(current[0], current[1].embedder)
    except (IndexFault, *_UNREADABLE):
        return []
    found = [
        p for part in index.partitions.values() for p in part.passages if p.document == document
    ]
    return sorted(found, key=lambda p: p.order)
