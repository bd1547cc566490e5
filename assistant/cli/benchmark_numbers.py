"""`assistant benchmark numbers`."""

from __future__ import annotations

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang


@click.command(short_help="Time the draws and the import of a large file.")
@click.option("--rows", type=click.IntRange(min=100), default=1_000_000, show_default=True)
@lang_option("Language of the table.")
@json_option
def numbers(rows: int, lang: Lang | None, json: bool) -> None:
    """100,000 draws of a returns case, and a CSV file read from bytes to a series by day."""
    from dataclasses import asdict

    from assistant.cli.evaluation_text import benchmark_text
    from assistant.evaluation.numbers import measure_numbers
    from assistant.terminal import as_json, terminal_language, terminal_wording

    settings = ready()
    measures = tuple(measure_numbers(rows))
    if json:
        click.echo(as_json([asdict(m) | {"kept": m.kept} for m in measures]))
        return
    lang = lang or terminal_language(settings)
    click.echo(benchmark_text(measures, terminal_wording(settings.prompts, lang), lang))
