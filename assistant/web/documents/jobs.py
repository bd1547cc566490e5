"""Uploads at work: one after the other, each in a thread, watched and cancelled by its id."""

from __future__ import annotations

import logging
import secrets
import shutil
import threading
from collections import OrderedDict
from collections.abc import Callable, Container, Sequence
from contextvars import copy_context
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from assistant.access import in_force
from assistant.collections import Cancelled, CollectionDesk, IngestReport, Step, Watcher
from assistant.errors import AssistantError

log = logging.getLogger(__name__)

_KEPT = 30
# So many of those that are over stand on the page, for whoever left before the end.
_TOLD = 3

State = Literal["waiting", "running", "done", "failed"]


@dataclass
class Job:
    """One upload on its way into a collection; `report` or `fault` is set at its end."""

    id: str
    collection: str
    files: int
    state: State = "waiting"
    step: Step = field(default_factory=lambda: Step("reading"))
    report: IngestReport | None = None
    fault: AssistantError | None = None
    cancel: threading.Event = field(default_factory=threading.Event)
    owner: str = field(default_factory=lambda: _asker())

    @property
    def over(self) -> bool:
        """True where nothing more will happen."""
        return self.state in ("done", "failed")

    def deleted(self, there: Container[str]) -> bool:
        """True where what it took in has been deleted since."""
        report = self.report
        taken = report.count("added") + report.count("already") if report else 0
        return report is not None and taken > 0 and report.collection not in there


def _asker() -> str:
    identity = in_force()
    return identity.name if identity else ""


Ingest = Callable[[Sequence[Path], str, Watcher, Cancelled], IngestReport]


class Jobs:
    """The uploads of this process; the last ones stay known after their end."""

    def __init__(self, desk: Callable[[], CollectionDesk]) -> None:
        self._desk = desk
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._turn = threading.Lock()

    def begin(self, folder: Path, paths: Sequence[Path], collection: str) -> Job:
        """Start taking in the files of a temporary folder, which is deleted at the end."""
        job = Job(secrets.token_urlsafe(9), collection, len(paths))
        with self._lock:
            self._jobs[job.id] = job
            over = [each.id for each in self._jobs.values() if each.over]
            for id in over[: max(0, len(self._jobs) - _KEPT)]:
                del self._jobs[id]
        # In the name of whoever sent the files.
        run = copy_context().run
        work = threading.Thread(
            target=run, args=(self._run, job, folder, paths), name="ingest", daemon=True
        )
        work.start()
        return job

    def get(self, id: str) -> Job | None:
        """The job of an id, None where it is not known (any more) or is somebody else's."""
        with self._lock:
            job = self._jobs.get(id)
        return job if job and job.owner == _asker() else None

    def running(self) -> tuple[Job, ...]:
        """The jobs of whoever asks that are not over, oldest first."""
        with self._lock:
            found = [job for job in self._jobs.values() if not job.over]
        return tuple(job for job in found if job.owner == _asker())

    def ended(self, there: Container[str]) -> tuple[Job, ...]:
        """The last jobs of whoever asks that are over, latest first, without those whose files
        went with their collection; `there` are the ids of the collections that there are."""
        with self._lock:
            found = [job for job in reversed(self._jobs.values()) if job.over]
        return tuple(job for job in found if job.owner == _asker() and not job.deleted(there))[
            :_TOLD
        ]

    def _run(self, job: Job, folder: Path, paths: Sequence[Path]) -> None:
        def watch(step: Step) -> None:
            job.step = step

        try:
            # One at a time: a second one would only slow the first, and the questions, down.
            with self._turn:
                job.state = "running"
                desk = self._desk()
                job.report = desk.ingest(paths, job.collection, watch, job.cancel.is_set)
            job.state = "done"
        except AssistantError as fault:
            job.fault, job.state = fault, "failed"
        except Exception:
            log.exception("An upload could not be taken in.")
            job.fault, job.state = AssistantError("Something went wrong."), "failed"
        finally:
            shutil.rmtree(folder, ignore_errors=True)
