"""`assistant evaluate grounding`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang

if TYPE_CHECKING:
    from assistant.settings import Settings

_SET = Path(__file__).resolve().parents[2] / "tests" / "evaluation" / "grounding.yaml"


@click.command(short_help="Measure the check of texts against their sources.")
@click.option(
    "--pairs",
    type=click.Path(path_type=Path),
    default=_SET,
    show_default="tests/evaluation/grounding.yaml",
    help="The statements with what people wrote on them.",
)
@click.option("--plain", is_flag=True, help="Without the embedding model.")
@click.option("--missed", is_flag=True, help="List the pairs that were judged wrongly.")
@click.option("--fit", is_flag=True, help="Fit the check to the dev half instead.")
@lang_option("Language of the table.")
@json_option
def grounding(
    pairs: Path, plain: bool, missed: bool, fit: bool, lang: Lang | None, json: bool
) -> None:
    """Tell how many altered sentences are caught and how many faithful ones are kept.

    The pairs are statements of the library, altered by hand and by the program, and faithful
    paraphrases and translations; half of the documents were never used to fit the check.
    """
    from assistant.evaluation.grounding import as_json as report_of
    from assistant.evaluation.grounding import judge
    from assistant.evaluation.grounding_pairs import all_pairs
    from assistant.library import load_library
    from assistant.models import build_embedder
    from assistant.terminal import TerminalProgress, as_json, terminal_language, terminal_wording

    settings = ready()
    lang = lang or terminal_language(settings)
    found = all_pairs(load_library(settings.knowledge), pairs)
    embedder = None if plain else build_embedder(settings)
    wording = terminal_wording(settings.prompts, lang)
    if fit:
        click.echo(as_json(_fit(found, settings, plain)))
        return
    with TerminalProgress(wording) as progress:
        report = report_of(
            judge(found, embedder, lambda done, total: progress("pairs", done, total))
        )
    click.echo(as_json(report) if json else _text(report, missed, settings, lang))


def _fit(found: Any, settings: Settings, plain: bool) -> dict[str, Any]:
    """Fit to the dev half, write beside `verdict.py`; returns the models."""
    from assistant.answer.grounding.verdict import FILE
    from assistant.evaluation.grounding_fit import fit, look, trimmed_pairs, write
    from assistant.models import build_embedder

    dev = [pair for pair in found if pair.half == "dev"]
    dev += trimmed_pairs(dev)
    looked = look(dev, None)
    if not plain:
        looked += look(dev, build_embedder(settings))
    models = fit(looked)
    write(models, FILE)
    return models


def _text(report: dict[str, Any], missed: bool, settings: Settings, lang: Lang) -> str:
    """The table, and the misses where they are asked for."""
    from assistant.evaluation.tables import aligned, share
    from assistant.wording import load_wording

    wording = load_wording(settings.prompts, "grounding", lang)
    rows = [
        (
            wording("evaluation.kept" if row["faithful"] else "evaluation.caught"),
            wording(f"evaluation.{row['half']}"),
            row["slice"],
            str(row["pairs"]),
            share(row["rate"], lang),
        )
        for row in report["rows"]
    ]
    parts = [aligned(wording.several("evaluation.head"), rows)]
    parts.append(wording("evaluation.missed", n=len(report["missed"])))
    if missed:
        parts += [
            f"{miss['id']}\n    {miss['text']}\n    {', '.join(miss['reasons'])}"
            for miss in report["missed"]
        ]
    return "\n\n".join(parts)
