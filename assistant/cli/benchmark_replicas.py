"""`assistant benchmark replicas`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang

if TYPE_CHECKING:
    from assistant.evaluation.replicas import Replicas
    from assistant.settings import Settings

_QUESTIONS = Path(__file__).resolve().parents[2] / "tests" / "evaluation" / "questions.yaml"


@click.command(short_help="Several replicas, one of which dies.")
@click.option("--replicas", "count", type=click.IntRange(2, 9), default=3, show_default=True,
              help="Processes.")  # fmt: skip
@click.option("--askers", type=click.IntRange(1, 2000), default=12, show_default=True,
              help="People.")  # fmt: skip
@click.option("--seconds", type=click.IntRange(5, 86400), default=120, show_default=True,
              help="How long.")  # fmt: skip
@click.option("--pause", type=click.FloatRange(0, 600), default=3.0, show_default=True,
              help="Seconds that each reads before asking again; 0 for none.")  # fmt: skip
@click.option(
    "--questions", type=click.Path(path_type=Path), default=_QUESTIONS,
    show_default="tests/evaluation/questions.yaml", help="The questions to ask.",
)  # fmt: skip
@lang_option("Language of the table.")
@json_option
def replicas(
    count: int, askers: int, seconds: int, pause: float, questions: Path, lang: Lang | None,
    json: bool,
) -> None:  # fmt: skip
    """Serve from several processes behind nginx, on one PostgreSQL, and let people ask while one
    process is killed and started again, and another is asked to stop.

    The database is that of ASSISTANT_DATABASE_URL, or one of its own where that is not set.
    Exit code 1 where a question went without an answer.
    """
    from tempfile import TemporaryDirectory

    from assistant.evaluation.questions import load_cases
    from assistant.evaluation.replicas import measure_replicas
    from assistant.terminal import as_json, terminal_language

    settings = ready()
    asked = [case.question for case in load_cases(questions)]
    with TemporaryDirectory(prefix="boardwise-replicas-") as name:
        folder = Path(name)
        # As root the database runs as another user, who must get in.
        folder.chmod(0o755)
        found = measure_replicas(settings, asked, folder, count, askers, seconds, pause)
    if json:
        click.echo(as_json(asdict(found)))
    else:
        click.echo(_told(found, settings, lang or terminal_language(settings)))
    if found.errors:
        raise SystemExit(1)


def _told(found: Replicas, settings: Settings, lang: Lang) -> str:
    from assistant.terminal import grouped
    from assistant.wording import load_wording

    words = load_wording(settings.prompts, "replicas", lang)

    def figure(value: float, places: int = 2) -> str:
        return f"{value:.{places}f}".replace(".", "," if lang == "fr" else ".")

    lost = sum(found.errors.values())
    each = ", ".join(f"{count} × {status}" for status, count in found.errors.items())
    stopped = found.stopped
    told = words(
        "told",
        replicas=found.replicas,
        askers=found.askers,
        pause=figure(found.pause, 1),
        asked=grouped(found.asked, lang),
        seconds=figure(found.duration, 0),
        errors=f"{lost} ({each})" if lost else "0",
        median=figure(found.median),
        p95=figure(found.p95),
        slowest=figure(found.slowest),
        back=figure(found.back, 1),
        stopped=words("left", seconds=figure(stopped, 1)) if stopped else words("never"),
    )
    return f"{told}\n{words('first', first=found.first)}" if found.first else told
