"""`assistant ingest`."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang

if TYPE_CHECKING:
    from assistant.collections import FileReport, IngestReport
    from assistant.settings import Settings

# What a shell reports for a command that Ctrl-C ended.
_INTERRUPTED = 130
_REFUSED = 1


@click.command(short_help="Take the company's own documents into a collection.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@click.option("--collection", metavar="NAME", required=True, help="Made at first use.")
@click.option("--title", default="", help="Title of the document, where it has none.")
@click.option("--author", default="", help="Its author.")
@click.option("--date", default="", help="Its date, such as 2026-09-30.")
@click.option(
    "--document-lang", type=click.Choice(["fr", "en"]), help="Its language, else it is found out."
)
@lang_option("Language of the messages.")
@json_option
def ingest(
    paths: tuple[Path, ...],
    collection: str,
    title: str,
    author: str,
    date: str,
    document_lang: Lang | None,
    lang: Lang | None,
    json: bool,
) -> None:
    """Read files, folders and ZIPs, and make them answer questions beside the library.

    Files already in the collection are passed over, so that an interrupted run can be repeated.
    Ctrl-C keeps what is finished. Exit code 1 where a file was refused, 2 where there is none
    of those named.
    """
    from assistant.ingest import Described
    from assistant.terminal import as_json, open_assistant, terminal_language
    from assistant.terminal_ingest import IngestProgress, file_line, summary

    settings = ready()
    lang = lang or terminal_language(settings)
    assistant = open_assistant(settings, lang)
    described = Described(title, author, date, document_lang)
    with _cancelling() as cancel, IngestProgress(settings.prompts, lang) as progress:
        report = assistant.collections.ingest(paths, collection, progress, cancel.is_set, described)
    if json:
        click.echo(as_json(_told(report, settings, lang)))
    else:
        for file in report.files:
            click.echo(file_line(file, settings.prompts, lang))
        click.echo(summary(report, settings.prompts, lang))
    if report.cancelled:
        raise SystemExit(_INTERRUPTED)
    if report.count("refused"):
        raise SystemExit(_REFUSED)


def _told(report: IngestReport, settings: Settings, lang: Lang) -> dict[str, object]:
    """The report as data, refusals in the reader's language."""
    from assistant.terminal_ingest import refusal

    def told(file: FileReport) -> dict[str, object]:
        message, remedy = refusal(file, settings.prompts, lang)
        return asdict(file) | {"message": message, "remedy": remedy}

    return asdict(report) | {"files": [told(file) for file in report.files]}


@contextmanager
def _cancelling() -> Iterator[threading.Event]:
    """The first Ctrl-C asks to stop after what is being done; a second one stops at once."""
    asked = threading.Event()

    def ask(number: int, frame: FrameType | None) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, before)
