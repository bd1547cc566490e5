"""The taking in of files as a person at a terminal sees it."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from assistant.errors import DocumentError
from assistant.records import Lang
from assistant.render.inert import inert
from assistant.wording import explain, load_wording

if TYPE_CHECKING:
    from assistant.collections import FileReport, IngestReport, Step
    from assistant.wording import Wording

_SECONDS_BETWEEN = 0.2
_SECONDS_BETWEEN_LINES = 15.0
_WIDEST = 100


def step_text(step: Step, wording: Wording) -> str:
    """One line on how far a batch is: the file, its page, the time left."""
    if step.stage == "writing":
        return wording("step.writing")
    facts = {"name": inert(step.name), "file": step.file, "files": step.files}
    paged = step.stage == "reading" and step.pages > 1
    if paged:
        facts |= {"page": step.page, "pages": step.pages}
    text = wording("step.reading_page" if paged else f"step.{step.stage}", **facts)
    if step.seconds_left is None:
        return text
    return f"{text}, {wording('step.left', time=duration(step.seconds_left, wording))}"


def duration(seconds: float, wording: Wording) -> str:
    """A time to wait in words, rounded up."""
    if seconds < 60:
        return wording("step.seconds", n=max(1, round(seconds)))
    return wording("step.minutes", n=int(seconds // 60) + 1)


class IngestProgress:
    """One line on standard error that changes; in a log file, a line now and then."""

    def __init__(self, prompts: Path, lang: Lang) -> None:
        self._wording = load_wording(prompts, "documents", lang)
        self._person = sys.stderr.isatty()
        self._told = 0.0
        self._name = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._person:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def __call__(self, step: Step) -> None:
        """Say how far it is, unless that was said just now."""
        now, another = time.monotonic(), step.name != self._name
        pause = _SECONDS_BETWEEN if self._person else _SECONDS_BETWEEN_LINES
        if now - self._told < pause and not (another and not self._person):
            return
        self._told, self._name = now, step.name
        line = f"{step.share:4.0%} {step_text(step, self._wording)}"[:_WIDEST]
        ending = "" if self._person else "\n"
        opening = "\r\x1b[K" if self._person else ""
        print(opening + line, end=ending, file=sys.stderr, flush=True)


def refusal(file: FileReport, prompts: Path, lang: Lang) -> tuple[str, str]:
    """Message and remedy of a refused file in the reader's language, "" for any other."""
    if file.status != "refused":
        return "", ""
    fault = DocumentError(file.message, file.remedy, code=file.code, **file.details)
    return explain(fault, prompts, lang)


def notices(file: FileReport, prompts: Path, lang: Lang) -> list[str]:
    """What is to be known of a file that was taken in."""
    wording = load_wording(prompts, "ingest", lang)
    own = load_wording(prompts, "documents", lang)
    told = [wording(f"notice.{code}", **_worded(details, own)) for code, details in file.notices]
    if file.like and file.status == "added":
        told.append(own("ingested.like", like=inert(file.like)))
    if file.like and file.status == "already" and file.like != file.name:
        told.append(own("ingested.same", like=inert(file.like)))
    return told


def _worded(details: dict[str, Any], own: Wording) -> dict[str, Any]:
    """The details of a notice, with a format as readers call it."""
    key = f"format.{details.get('format')}"
    return details | {"format": own(key)} if key in own else details


def file_line(file: FileReport, prompts: Path, lang: Lang) -> str:
    """What became of one file, on one line."""
    wording = load_wording(prompts, "documents", lang)
    facts: dict[str, object] = {"name": inert(file.name)}
    if file.status == "added":
        facts["passages"] = file.passages
    elif file.status == "refused":
        facts = dict(zip(("message", "remedy"), refusal(file, prompts, lang), strict=True))
    line = wording(f"ingested.{file.status}", **facts)
    return " ".join([line, *notices(file, prompts, lang)])


def summary(report: IngestReport, prompts: Path, lang: Lang) -> str:
    """How a batch ended, on one line."""
    wording = load_wording(prompts, "documents", lang)
    if not report.files and not report.cancelled:
        return wording("ingested.none")
    facts = {"name": report.name, "added": report.count("added")}
    if report.cancelled:
        return wording("ingested.cancelled_summary", **facts)
    counts = {status: report.count(status) for status in ("already", "refused")}
    return wording("ingested.summary", **facts, **counts)
