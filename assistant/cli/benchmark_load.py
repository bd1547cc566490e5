"""`assistant benchmark load`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang

if TYPE_CHECKING:
    from assistant.evaluation.load import Load
    from assistant.settings import Settings

_QUESTIONS = Path(__file__).resolve().parents[2] / "tests" / "evaluation" / "questions.yaml"


@click.command(short_help="Many people asking at once.")
@click.option(
    "--askers", type=click.IntRange(1, 2000), default=50, show_default=True, help="People."
)
@click.option(
    "--seconds", type=click.IntRange(1, 86400), default=60, show_default=True, help="How long."
)
@click.option("--pause", type=click.FloatRange(0, 600), default=3.0, show_default=True,
              help="Seconds that each reads before asking again; 0 for none.")  # fmt: skip
@click.option(
    "--questions", type=click.Path(path_type=Path), default=_QUESTIONS,
    show_default="tests/evaluation/questions.yaml", help="The questions to ask.",
)  # fmt: skip
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
    from assistant.terminal import grouped
    from assistant.wording import load_wording

    words = load_wording(settings.prompts, "load", lang)

    def figure(value: float, places: int = 2) -> str:
        return f"{value:.{places}f}".replace(".", "," if lang == "fr" else ".")

    lost = sum(found.errors.values())
    each = ", ".join(f"{count} × {status}" for status, count in found.errors.items())
    told = words(
        "told",
        askers=found.askers,
        pause=figure(found.pause, 1),
        different=grouped(found.different, lang),
        remembered=figure(100 * found.remembered, 1),
        narrated=grouped(found.narrated, lang),
        asked=grouped(found.asked, lang),
        seconds=figure(found.duration, 0),
        rate=figure(found.rate, 1),
        errors=f"{lost} ({each})" if lost else "0",
        median=figure(found.median),
        p95=figure(found.p95),
        slowest=figure(found.slowest),
        processor=figure(found.processor),
        before=grouped(round(found.memory_start), lang),
        after=grouped(round(found.memory_end), lang),
        growth=figure(found.growth, 1),
    )
    return f"{told}\n{words('first', first=found.first)}" if found.first else told
