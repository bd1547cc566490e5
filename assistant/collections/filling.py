"""Takes files into a collection: read, embedded, kept, and put in force from time to time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np

from assistant.collections.folder import CollectionFolder
from assistant.collections.names import Names
from assistant.collections.outcomes import left_out, stored_file
from assistant.collections.pace import Pace
from assistant.collections.records import FileReport, IngestReport, Step, StoredFile
from assistant.collections.tokens import TokenEmbedder
from assistant.errors import IndexFault
from assistant.index.sync import DocumentEmbedder
from assistant.index.vectors import embedded_text
from assistant.ingest import Described, Extract, Known, Limits, Outcome, Progress
from assistant.records import Passage

Watcher = Callable[[Step], None]
Cancelled = Callable[[], bool]

# From so many pages on, a file is likely to be worth an encoder that takes seconds to load.
_MANY_PAGES = 100
# Files are put in force together; what a kill can cost is this many seconds of reading.
_SECONDS_BETWEEN_STATES = 20.0


@runtime_checkable
class Foresighted(Protocol):
    """An embedding model that can make itself ready for much text."""

    def prepare(self) -> None:
        """Begin, in the background; called again, nothing happens."""


class Reader(Protocol):
    """What reads files: `assistant.ingest.read_files`."""

    def __call__(
        self,
        paths: Sequence[Path],
        *,
        collection: str = "",
        described: Described = ...,
        known: Sequence[Known] = (),
        limits: Limits = ...,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Iterator[Outcome]:
        """One outcome a file."""


def fill(
    folder: CollectionFolder,
    paths: Sequence[Path],
    embedder: DocumentEmbedder,
    reader: Reader,
    watcher: Watcher | None = None,
    cancelled: Cancelled | None = None,
    described: Described | None = None,
    limits: Limits | None = None,
) -> IngestReport:
    """Take files and folders into a collection; files already in it are passed over.

    Where `cancelled` says so, the files finished by then are kept. Raises CollectionError where
    the collection is deleted meanwhile, and what writing raises.
    """
    work = _Filling(folder, embedder, watcher or _unwatched, cancelled or _never, Names(paths))
    outcomes = reader(
        paths,
        collection=folder.id,
        described=described or Described(),
        known=[Known(f.name, f.sha256, f.sketch) for f in folder.read().files],
        limits=limits or Limits(),
        progress=work.reading,
        cancelled=work.cancelled,
    )
    try:
        for outcome in outcomes:
            work.take(outcome)
            if work.cancelled():
                break
    finally:
        # A generator that runs a process of its own must be told to end it.
        if callable(end := getattr(outcomes, "close", None)):
            end()
        work.put_in_force()
    return work.report()


def _unwatched(_: Step) -> None:
    """No one is watching."""


def _never() -> bool:
    return False


class _Stopped(Exception):
    """The user has cancelled while a file was being embedded."""


@dataclass
class _Filling:
    """One batch on its way into a collection."""

    folder: CollectionFolder
    embedder: DocumentEmbedder
    watcher: Watcher
    cancelled: Cancelled
    names: Names
    reports: list[FileReport] = field(default_factory=list)
    waiting: list[StoredFile] = field(default_factory=list)
    embedded: int = 0
    pace: Pace = field(default_factory=Pace)
    _began: float = field(default_factory=time.monotonic)
    _published: float = field(default_factory=time.monotonic)
    _step: Step = field(default_factory=lambda: Step("reading"))

    def reading(self, progress: Progress) -> None:
        """Pass on how far the reading of a file is, and foresee much text."""
        if progress.pages >= _MANY_PAGES and isinstance(self.embedder, Foresighted):
            self.embedder.prepare()
        within = progress.page / progress.pages if progress.pages else 0.0
        self._show(
            Step(
                "reading",
                self.names.short(progress.name),
                progress.file,
                progress.files,
                progress.page,
                progress.pages,
            ),
            self.pace.reading(progress.file, progress.files, within),
        )

    def take(self, outcome: Outcome) -> None:
        """Keep one file that was read, or note why it was not."""
        outcome = self.names.shortened(outcome)
        if outcome.status == "read" and outcome.extract is not None:
            self._keep(outcome, outcome.extract)
        else:
            self.reports.append(left_out(outcome))
        if time.monotonic() - self._published > _SECONDS_BETWEEN_STATES:
            self.put_in_force()

    def _keep(self, outcome: Outcome, extract: Extract) -> None:
        try:
            vectors = self._vectors(extract.sha256, outcome.passages)
        except _Stopped:
            self.reports.append(FileReport(outcome.name, "cancelled", extract.title))
            return
        file = stored_file(outcome, extract)
        self.folder.documents.write(file, outcome.passages, self.embedder.identity, vectors)
        self.waiting.append(file)
        self.reports.append(
            FileReport(
                name=outcome.name,
                status="added",
                title=file.title,
                pages=file.pages,
                passages=file.passages,
                like=outcome.like,
                notices=file.notices,
            )
        )

    def _vectors(self, sha256: str, passages: Sequence[Passage]) -> np.ndarray:
        """Vectors of a file's passages, those of an earlier, interrupted run where they fit."""
        kept = self.folder.documents.vectors(sha256, self.embedder.identity, len(passages))
        if kept is not None and self._same_text(sha256, passages):
            return kept
        step = replace(self._step, stage="embedding")

        def embedding(done: int) -> None:
            if self.cancelled():
                raise _Stopped
            share = done / len(passages) if passages else 1.0
            self._show(step, self.pace.embedding(step.file, step.files, share))

        embedding(0)
        texts = [embedded_text(passage) for passage in passages]
        if isinstance(self.embedder, TokenEmbedder):
            own = self.folder.tokens
            vectors = own.embed(sha256, self.embedder.identity, texts, self.embedder, embedding)
        else:
            vectors = self.embedder.encode_documents(texts, embedding)
        self.embedded += len(passages)
        embedding(len(passages))
        return vectors

    def _same_text(self, sha256: str, passages: Sequence[Passage]) -> bool:
        try:
            _, kept = self.folder.documents.read(sha256)
        except IndexFault:
            return False
        return [embedded_text(p) for p in kept] == [embedded_text(p) for p in passages]

    def put_in_force(self) -> None:
        """Publish the files read so far beside those that are in the collection by now."""
        self._published = time.monotonic()
        if not self.waiting:
            return
        self.watcher(replace(self._step, stage="writing"))
        with self.folder.lock() as generations:
            here = self.folder.read().files
            known = {file.sha256 for file in here}
            new = [file for file in self.waiting if file.sha256 not in known]
            self.folder.publish(generations, [*here, *new], self.embedder)
        self.waiting.clear()
        self._published = time.monotonic()

    def report(self) -> IngestReport:
        """What became of the batch."""
        return IngestReport(
            collection=self.folder.id,
            name=self.folder.name(),
            files=tuple(self.reports),
            embedded=self.embedded,
            seconds=round(time.monotonic() - self._began, 2),
            cancelled=self.cancelled(),
        )

    def _show(self, step: Step, share: float) -> None:
        self._step = replace(step, share=share, seconds_left=self.pace.left(share))
        self.watcher(self._step)
