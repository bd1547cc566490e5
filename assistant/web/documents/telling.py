"""What is told of an upload: how far it is, how it ended, what became of each file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.collections import FileReport
from assistant.records import Lang
from assistant.terminal_ingest import notices, refusal, step_text, summary
from assistant.web.documents.jobs import Job
from assistant.wording import explain, load_wording


@dataclass(frozen=True, slots=True)
class Told:
    """A job in words: `text` while it runs; `summary` or `fault` once it is over; `files` with
    the message, the remedy and the notices of each."""

    job: Job
    text: str
    files: tuple[tuple[FileReport, str, str, list[str]], ...]
    fault: str
    summary: str


def told_job(job: Job, prompts: Path, lang: Lang) -> Told:
    """The job in the reader's language; of its files those refused first."""
    wording = load_wording(prompts, "documents", lang)
    text = wording("page.waiting")
    if job.state == "running" and job.step.name:
        text = step_text(job.step, wording)
    files = [
        (file, *refusal(file, prompts, lang), notices(file, prompts, lang))
        for file in (job.report.files if job.report else ())
    ]
    # What has to be done comes first: a folder may hold hundreds that were taken in.
    files.sort(key=lambda each: each[0].status != "refused")
    fault = " ".join(explain(job.fault, prompts, lang)) if job.fault else ""
    ended = summary(job.report, prompts, lang) if job.report else ""
    return Told(job, text, tuple(files), fault, ended)
