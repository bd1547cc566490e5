"""`assistant benchmark load`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli.benchmark_askers import asking_options, errors_told
from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang

if TYPE_CHECKING:
    from assistant.evaluation.load import Load
    from assistant.settings import Settings


@click.command(short_help="Many people asking at once.")
@asking_options(askers=50, seconds=60)
@lang_option("Language of the table.")
@json_option
def load(
    askers: int, seconds: int, pause: float, questions: Path, lang: Lang | None, json: bool
) -> None:
    """Serve in one process, let many ask, and tell how long they waited.

    The questions are asked in turn, all of them before one comes again. With ASSISTANT_NARRATOR
    set, the answers are those of the language model. Exit code 1 where a question went without
    an answer.
    """
    from assistant.evaluation.load import measure_load
    from assistant.evaluation.questions import load_cases
    from assistant.terminal import as_json, terminal_language

    settings = ready()
    asked = [case.question for case in load_cases(questions)]
    found = measure_load(settings, asked, askers, seconds, pause)
    if json:
        click.echo(as_json({**asdict(found), "rate": found.rate}))
    else:
        click.echo(_told(found, settings, lang or terminal_language(settings)))
    if found.errors:
        raise SystemExit(1)


def _told(found: Load, settings: Settings, lang: Lang) -> str:
    from assistant.evaluation.tables import decimal
    from assistant.terminal import grouped
    from assistant.wording import load_wording

    words = load_wording(settings.prompts, "load", lang)
    told = words(
        "told",
        askers=found.askers,
        pause=decimal(found.pause, 1, lang),
        different=grouped(found.different, lang),
        remembered=decimal(100 * found.remembered, 1, lang),
        narrated=grouped(found.narrated, lang),
        asked=grouped(found.asked, lang),
        seconds=decimal(found.duration, 0, lang),
        rate=decimal(found.rate, 1, lang),
        errors=errors_told(found.errors),
        median=decimal(found.median, 2, lang),
        p95=decimal(found.p95, 2, lang),
        slowest=decimal(found.slowest, 2, lang),
        processor=decimal(found.processor, 2, lang),
        before=grouped(round(found.memory_start), lang),
        after=grouped(round(found.memory_end), lang),
        growth=decimal(found.growth, 1, lang),
    )
    return f"{told}\n{words('first', first=found.first)}" if found.first else told
