"""`assistant benchmark`."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.cli.benchmark_askers import questions_option
from assistant.cli.benchmark_briefings import briefings
from assistant.cli.benchmark_faults import faults
from assistant.cli.benchmark_load import load
from assistant.cli.benchmark_numbers import numbers
from assistant.cli.benchmark_plan import plan
from assistant.cli.benchmark_replicas import replicas
from assistant.cli.benchmark_scale import scale
from assistant.cli.benchmark_web import web
from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang


@click.group(short_help="Measure speed and memory.", invoke_without_command=True)
@questions_option
@click.option(
    "--texts",
    type=click.IntRange(min=1),
    default=512,
    show_default=True,
    help="Passages to embed.",
)
@lang_option("Language of the table.")
@json_option
@click.pass_context
def benchmark(
    context: click.Context, questions: Path, texts: int, lang: Lang | None, json: bool
) -> None:
    """Serve, answer and embed, and tell how fast and how large the product is.

    Embedding is compared with a bare SentenceTransformer on the same texts in the same run.
    """
    if context.invoked_subcommand:
        return
    from dataclasses import asdict

    from assistant.cli.evaluation_text import benchmark_text
    from assistant.evaluation.benchmark import measure
    from assistant.evaluation.questions import load_cases
    from assistant.terminal import as_json, terminal_language, terminal_wording

    settings = ready()
    measures = tuple(measure(settings, load_cases(questions), texts))
    if json:
        click.echo(as_json([asdict(m) | {"kept": m.kept} for m in measures]))
        return
    lang = lang or terminal_language(settings)
    click.echo(benchmark_text(measures, terminal_wording(settings.prompts, lang), lang))


benchmark.add_command(briefings)
benchmark.add_command(numbers)
benchmark.add_command(plan)
benchmark.add_command(replicas)
benchmark.add_command(scale)
benchmark.add_command(load)
benchmark.add_command(faults)
benchmark.add_command(web)
