"""`assistant evaluate documents`."""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from pathlib import Path

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.evaluation.tables import ABSENT, aligned
from assistant.records import Lang

_SETS = Path(__file__).resolve().parents[2] / "tests" / "evaluation"


@click.command(short_help="Measure when own documents are quoted, and when not.")
@click.option("--fit", "refit", is_flag=True, help="Fit the bar anew first, and write it.")
@lang_option("Language of the messages.")
@json_option
def documents(refit: bool, lang: Lang | None, json: bool) -> None:
    """Ask documents of invented companies, the same beside a large upload, and general passages
    what they answer and what they do not.

    `kept` is the share of right quotes that clear the bar, in the question's language and in the
    other one; the last three columns are questions that the documents do not answer.
    """
    from assistant.evaluation.own_documents import Slice, measure, samples
    from assistant.evaluation.own_fit import fit, weighed
    from assistant.terminal import (
        TerminalProgress,
        as_json,
        open_assistant,
        terminal_language,
        terminal_wording,
    )

    settings = ready()
    lang = lang or terminal_language(settings)
    service = open_assistant(settings, lang)
    bar, wording = service.own.documents.bar, terminal_wording(settings.prompts, lang)
    with TerminalProgress(wording) as progress, tempfile.TemporaryDirectory() as home:

        def told(done: int, total: int) -> None:
            progress("questions", done, total)

        found = samples(service, _SETS, Path(home), told)
        if refit:
            bar = fit(found)
            found = weighed(found, bar)
    lines = measure(found, bar.threshold)
    if json:
        click.echo(as_json([asdict(line) for line in lines]))
        return
    names = list(Slice.__slots__)
    rows = [[_told(getattr(line, name)) for name in names] for line in lines]
    click.echo(aligned(names, rows))


def _told(value: object) -> str:
    return ABSENT if value is None else str(value)
