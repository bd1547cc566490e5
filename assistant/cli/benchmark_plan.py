"""`assistant benchmark plan`."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang

_TEXTS = Path(__file__).resolve().parents[2] / "tests" / "evaluation" / "objectives.yaml"


@click.command(short_help="Time plans, draws and the import of a large file.")
@click.option(
    "--objectives",
    type=click.Path(path_type=Path),
    default=_TEXTS,
    show_default="tests/evaluation/objectives.yaml",
    help="Typed objectives to draft plans of.",
)
@click.option("--first", type=click.IntRange(min=1), help="Take only so many objectives.")
@click.option("--rows", type=click.IntRange(min=100), default=1_000_000, show_default=True)
@lang_option("Language of the table.")
@json_option
def plan(objectives: Path, first: int | None, rows: int, lang: Lang | None, json: bool) -> None:
    """Whole plans of typed objectives in three contexts, 100,000 draws, a large CSV file.

    Exit code 1 where a limit is not kept.
    """
    from dataclasses import asdict

    from assistant.cli.evaluation_text import benchmark_text
    from assistant.evaluation.objectives import load_typed
    from assistant.evaluation.plans import measure_plans
    from assistant.terminal import as_json, open_assistant, terminal_language, terminal_wording

    settings = ready()
    lang = lang or terminal_language(settings)
    texts = load_typed(objectives)[:first]
    planning = open_assistant(settings, lang).planning
    measures = tuple(measure_plans(planning, texts, rows))
    if json:
        click.echo(as_json([asdict(m) | {"kept": m.kept} for m in measures]))
    else:
        click.echo(benchmark_text(measures, terminal_wording(settings.prompts, lang), lang))
    if any(measure.kept is False for measure in measures):
        raise SystemExit(1)
