"""`assistant evaluate documents`."""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from pathlib import Path

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang

_SETS = Path(__file__).resolve().parents[2] / "tests" / "evaluation"


@click.command(short_help="Measure when own documents are quoted, and when not.")
@click.option("--fit", "refit", is_flag=True, help="Fit the bar anew first, and write it.")
@lang_option("Language of the messages.")
@json_option
def documents(refit: bool, lang: Lang | None, json: bool) -> None:
    """Ask documents of invented companies what they answer and what they do not.

    `kept` is the share of right quotes that clear the bar, in the question's language and in the
    other one; the last three columns are questions that the documents do not answer.
    """
    from assistant.evaluation.own_documents import Slice, fit, measure, samples
    from assistant.terminal import as_json, open_assistant, terminal_language

    settings = ready()
    service = open_assistant(settings, lang or terminal_language(settings))
    with tempfile.TemporaryDirectory() as home:
        found = samples(service, _SETS, Path(home))
        if refit:
            fit(found)
            service = open_assistant(settings, lang or terminal_language(settings))
            found = samples(service, _SETS, Path(home) / "again")
    lines = measure(found, service.own.documents.bar.threshold)
    if json:
        click.echo(as_json([asdict(line) for line in lines]))
        return
    names = list(Slice.__slots__)
    rows = [names, *([str(getattr(line, name)) for name in names] for line in lines)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(names))]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())
