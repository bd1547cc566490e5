"""`assistant evaluate objectives`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang

_SETS = Path(__file__).resolve().parents[2] / "tests" / "evaluation"


@click.command(short_help="Measure how typed objectives are read.")
@click.option(
    "--set",
    "path",
    type=click.Path(path_type=Path),
    default=_SETS / "objectives_held_out.yaml",
    show_default="tests/evaluation/objectives_held_out.yaml",
    help="The texts; objectives.yaml beside them served to choose settings.",
)
@click.option("--missed", is_flag=True, help="List the texts that were read wrongly.")
@click.option("--fit", is_flag=True, help="Fit the reading to the catalogue and its phrasings.")
@lang_option("Language of the table.")
@json_option
def objectives(path: Path, missed: bool, fit: bool, lang: Lang | None, json: bool) -> None:
    """Tell how many objectives are read right at once and among the first three, per slice,
    and how many texts that are no objective are recognised."""
    from assistant.evaluation.objectives import as_json as report_of
    from assistant.evaluation.objectives import judge, load_typed
    from assistant.terminal import as_json, open_assistant, terminal_language

    settings = ready()
    lang = lang or terminal_language(settings)
    texts = load_typed(path)
    service = open_assistant(settings, lang)
    if fit:
        from assistant.plan.interpret.fitting import fit as fitted

        fitted(service.library, service.embedder).save()
        service = open_assistant(settings, lang)
    report = report_of(judge(texts, service.planning.interpret))
    click.echo(as_json(report) if json else _text(report, missed, lang))


def _text(report: dict[str, Any], missed: bool, lang: Lang) -> str:
    from assistant.evaluation.tables import aligned, share

    head = ("", "n", "top 1", "top 3")
    rows = [
        (row["slice"], str(row["texts"]), share(row["first"], lang), share(row["three"], lang))
        for row in report["rows"]
    ]
    lines = [aligned(head, rows)]
    if missed:
        lines += [
            f"{each['wanted']} ≠ {each['taken']}: {each['text']}" for each in report["missed"]
        ]
    return "\n".join(lines)
