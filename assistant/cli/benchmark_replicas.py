"""`assistant benchmark replicas`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli.benchmark_askers import asking_options, errors_told
from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang

if TYPE_CHECKING:
    from assistant.evaluation.replicas import Replicas
    from assistant.settings import Settings


@click.command(short_help="Several replicas, one of which dies.")
@click.option("--replicas", "count", type=click.IntRange(2, 9), default=3, show_default=True,
              help="Processes.")  # fmt: skip
@asking_options(askers=12, seconds=120, least=5)
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
    from assistant.evaluation.tables import decimal
    from assistant.terminal import grouped
    from assistant.wording import load_wording

    words = load_wording(settings.prompts, "replicas", lang)
    stopped = found.stopped
    told = words(
        "told",
        replicas=found.replicas,
        askers=found.askers,
        pause=decimal(found.pause, 1, lang),
        asked=grouped(found.asked, lang),
        seconds=decimal(found.duration, 0, lang),
        errors=errors_told(found.errors),
        median=decimal(found.median, 2, lang),
        p95=decimal(found.p95, 2, lang),
        slowest=decimal(found.slowest, 2, lang),
        back=decimal(found.back, 1, lang),
        stopped=words("left", seconds=decimal(stopped, 1, lang)) if stopped else words("never"),
    )
    return f"{told}\n{words('first', first=found.first)}" if found.first else told
