"""A batch of files: each gets its outcome, whatever the others are."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from assistant.errors import DocumentError
from assistant.ingest.confine.chamber import Cancelled, Chamber
from assistant.ingest.exchange import extract, read_result, refusal
from assistant.ingest.faults import fault
from assistant.ingest.ocr import tesseract
from assistant.ingest.pace import OnProgress, Pace
from assistant.ingest.places import SEPARATOR
from assistant.ingest.records import Described, Known, Limits, Outcome
from assistant.ingest.sketch import nearest
from assistant.ingest.walk import Found, found, shown, walk

_CHUNK = 1 << 20
_LONGEST_NAME = 500


def read_files(
    paths: Iterable[Path],
    *,
    collection: str = "",
    described: Described | None = None,
    known: Iterable[Known] = (),
    limits: Limits | None = None,
    progress: OnProgress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[Outcome]:
    """Read files, folders and archives; one outcome a file, as each is done.

    `known` are files taken in earlier, of which the same and the nearly same are noticed, as
    within the batch. `progress` hears of each file and page; once `cancelled()` is true, nothing
    more comes. Never raises for what a file holds; each is read in a confined process.
    """
    listed = list(walk(Path(path) for path in paths))
    limits = limits or Limits()
    batch = _Batch(collection, described or Described(), known, limits, Pace(listed, progress))
    batch.cancelled = cancelled or _never
    with batch.chamber:
        for each in listed:
            try:
                yield from batch.outcomes(each)
            except Cancelled:
                return


def _never() -> bool:
    return False


class _Batch:
    """What one run over many files keeps in mind."""

    def __init__(
        self,
        collection: str,
        described: Described,
        known: Iterable[Known],
        limits: Limits,
        pace: Pace,
    ) -> None:
        self.chamber = Chamber(limits)
        self.cancelled: Callable[[], bool] = _never
        self._collection, self._described, self._limits = collection, described, limits
        self._pace = pace
        self._known = list(known)
        self._names = {each.sha256: each.name for each in self._known}
        self._taken = 0

    def outcomes(self, each: Found) -> Iterator[Outcome]:
        """What becomes of one file, and of those inside it."""
        if self.cancelled():
            raise Cancelled
        self._pace.begins(each)
        try:
            yield from self._looked_at(each)
        except DocumentError as error:
            yield Outcome(each.name, "refused", size=each.size, refusal=error)
        self._pace.ends(each)

    def _looked_at(self, each: Found) -> Iterator[Outcome]:
        """Raises DocumentError for the file itself, before or after it was opened."""
        if each.refusal:
            raise each.refusal
        self._taken += 1
        if self._taken > self._limits.files:
            raise fault("archive-full", each.name, limit=self._limits.files)
        if each.size > self._limits.file_bytes:
            megabytes, limit = each.size >> 20, self._limits.file_bytes >> 20
            raise fault("file-too-large", each.name, megabytes=megabytes, limit=limit)
        if not each.size:
            raise fault("file-empty", each.name)
        digest = _digest(each)
        if digest in self._names:
            like = self._names[digest]
            yield Outcome(each.name, "duplicate", digest, each.size, like=like, likeness=1.0)
            return
        with tempfile.TemporaryDirectory(prefix="boardwise-") as folder:
            out = Path(folder)
            result = self._result(each, digest, out)
            if "refusal" in result:
                raise refusal(result["refusal"], each.name)
            if "extract" in result:
                yield self._read(each, digest, result)
            yield from self._members(each, result.get("members", []), out)

    def _result(self, each: Found, digest: str, out: Path) -> dict[str, Any]:
        """The result of the confined process; pages that are pictures are recognised between."""
        job = {
            "task": "read",
            "path": str(each.path.resolve()),
            "name": each.name,
            "sha256": digest,
            "collection": self._collection,
            "described": asdict(self._described),
            "ocr": bool(tesseract()),
            "out": str(out),
        }
        result = self._run(job, out)
        scans = result.get("scans")
        if isinstance(scans, list):
            pages = [page for page in scans if isinstance(page, int)]
            self._run({**job, "task": "recognise", "pages": pages}, out)
            result = self._run({**job, "ocr": False}, out)
        return result

    def _run(self, job: dict[str, Any], out: Path) -> dict[str, Any]:
        (out / "result.json").unlink(missing_ok=True)
        self.chamber.run(job, self._pace.page, self.cancelled)
        return read_result(out, job["name"])

    def _read(self, each: Found, digest: str, result: dict[str, Any]) -> Outcome:
        read, passages = extract(result, each.name)
        if read.sha256 != digest:
            raise fault("file-damaged", each.name)
        like, likeness = nearest(read.sketch, self._known)
        self._known.append(Known(each.name, digest, read.sketch))
        self._names[digest] = each.name
        return Outcome(
            each.name, "read", digest, each.size, read, passages, like=like, likeness=likeness
        )

    def _members(self, each: Found, members: Sequence[Any], out: Path) -> Iterator[Outcome]:
        """The files that were inside a file, each under its name there."""
        if members and each.depth >= self._limits.depth:
            inside = "archive-deep"
            yield self._refused(each.name, fault(inside, each.name, limit=self._limits.depth))
            return
        waiting = []
        for name, what in members:
            name = f"{each.name}{SEPARATOR}{shown(str(name)[:_LONGEST_NAME])}"
            if not isinstance(what, int):
                yield self._refused(name, refusal(what, name))
                continue
            path = out / f"member-{what}"
            if path.is_symlink():
                yield self._refused(name, fault("file-special", name))
            else:
                waiting.append(replace(found(path, name), depth=each.depth + 1))
        self._pace.more(waiting)
        for member in waiting:
            yield from self.outcomes(member)

    def _refused(self, name: str, error: DocumentError) -> Outcome:
        return Outcome(name, "refused", refusal=error)


def _digest(each: Found) -> str:
    """SHA-256 of a file, read piece by piece; raises DocumentError where it cannot be read."""
    digest = hashlib.sha256()
    try:
        with each.path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError:
        raise fault("file-unreadable", each.name) from None
    return digest.hexdigest()
