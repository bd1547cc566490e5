"""`assistant benchmark briefings`."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang

_TOPICS = Path(__file__).resolve().parents[2] / "tests" / "evaluation" / "briefing_topics.yaml"


@click.command(short_help="Briefings on twenty topics: faults and seconds.")
@click.option(
    "--topics",
    type=click.Path(path_type=Path),
    default=_TOPICS,
    show_default="tests/evaluation/briefing_topics.yaml",
    help="The topics, in both languages.",
)
@click.option("--first", type=click.IntRange(min=1), help="Take only so many topics.")
@lang_option("Language of progress and faults.")
@json_option
def briefings(topics: Path, first: int | None, lang: Lang | None, json: bool) -> None:
    """Draft and export a note on every topic, in both languages and three lengths.

    Exit code 1 where a figure is unsupported, a citation unresolved, a file does not open or
    runs over its pages.
    """
    from assistant.evaluation.briefings import load_topics, measure_briefings, p95
    from assistant.terminal import as_json, open_assistant, terminal_language

    settings = ready()
    given = load_topics(topics)[:first]
    assistant = open_assistant(settings, lang or terminal_language(settings))
    rows = []
    for row in measure_briefings(assistant, given):
        told = {
            "lang": row.lang,
            "length": row.length,
            "drafts": row.drafts,
            "covered": row.covered,
            "exports": row.exports,
            "faults": len(row.faults),
            "draft_p95_seconds": round(p95(row.draft_seconds), 2),
            "export_p95_seconds": round(p95(row.export_seconds), 2),
        }
        rows.append(told | {"found": row.faults})
        if not json:
            click.echo("  ".join(f"{name} {value}" for name, value in told.items()))
            for fault in row.faults:
                click.echo(f"  - {fault}")
    if json:
        click.echo(as_json(rows))
    if any(row["faults"] for row in rows):
        raise SystemExit(1)
