"""`assistant evaluate narrator`."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang

_SET = Path(__file__).resolve().parents[2] / "tests" / "evaluation" / "questions.yaml"


@click.command(short_help="Measure what a language model makes of the answers.")
@click.option(
    "--questions",
    type=click.Path(path_type=Path),
    default=_SET,
    show_default="tests/evaluation/questions.yaml",
    help="The set of questions.",
)
@click.option("--count", type=click.IntRange(1), default=100, show_default=True, help="Answers.")
@click.option(
    "--narrator",
    type=click.Choice(["openai", "local"]),
    help="Language model; ASSISTANT_NARRATOR by default.",
)
@click.option("--each", "every", is_flag=True, help="List every answer with what was withheld.")
@lang_option("Language of the table.")
@json_option
def narrator(
    questions: Path, count: int, narrator: str | None, every: bool, lang: Lang | None, json: bool
) -> None:
    """Have answers worded by a language model, and count what is withheld and what slips through.

    Times run from the question; the model is loaded before the first. `whole` is the time until
    nothing changes any more.
    """
    from assistant.answer.narrate import build_narrator
    from assistant.evaluation.narrator import retell, spread, summary
    from assistant.evaluation.questions import load_cases
    from assistant.terminal import (
        TerminalProgress,
        as_json,
        open_assistant,
        terminal_language,
        terminal_wording,
    )

    settings = ready(narrator=narrator)
    spoken = lang or terminal_language(settings)
    service = open_assistant(settings, spoken)
    teller = build_narrator(settings, service.embedder)
    if teller is None:
        raise click.UsageError("Set ASSISTANT_NARRATOR or pass --narrator.")
    load, found = os.getloadavg()[0], []
    with TerminalProgress(terminal_wording(settings.prompts, spoken)) as progress:
        progress("narrating")
        teller.prepare()
        for number, each in enumerate(retell(service, spread(load_cases(questions), count), count)):
            progress("questions", number + 1, count)
            found.append(each)
            if every and not json:
                times = f"{each.whole} s\t{each.processor} s"
                click.echo(f"{each.id}\t{each.narration}\t{times}\t{' '.join(each.shown)}")
                for text in each.withheld:
                    click.echo(f"\twithheld\t{text}")
    told = summary(found, (load, os.getloadavg()[0]))
    if json:
        click.echo(as_json(told | {"each": [asdict(each) for each in found]}))
        return
    width = max(map(len, told))
    for name, value in told.items():
        click.echo(f"{name.replace('_', ' '):<{width}}  {value}")
