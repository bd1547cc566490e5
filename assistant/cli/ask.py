"""`assistant ask`."""

from __future__ import annotations

import shutil
import sys

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang

_WIDEST = 96


@click.command(short_help="Answer a question, with its sources.")
@click.argument("question")
@click.option(
    "--history",
    metavar="TEXT",
    multiple=True,
    help="An earlier question of the conversation; repeat it, oldest first.",
)
@click.option(
    "--collection",
    "within",
    metavar="NAME",
    multiple=True,
    help="Answer from this collection of own documents only; repeat it for several.",
)
@lang_option("Language of the answer; that of the question by default.")
@json_option
def ask(
    question: str,
    history: tuple[str, ...],
    within: tuple[str, ...],
    lang: Lang | None,
    json: bool,
) -> None:
    """Answer QUESTION from the library, every fact with its source.

    A question outside the library's evidence is declined, which is an answer: exit code 0.
    """
    from assistant.render import load_labels, to_dict
    from assistant.render.plain import to_plain
    from assistant.terminal import as_json, open_assistant, terminal_language

    settings = ready()
    spoken = lang or terminal_language(settings)
    assistant = open_assistant(settings, spoken)
    answer = assistant.ask(question, history, lang, fallback=spoken, within=within)
    labels = load_labels(settings.prompts, answer.lang)
    if json:
        click.echo(as_json(to_dict(answer) | {"text": to_plain(answer, labels)}))
    else:
        click.echo(to_plain(answer, labels, _columns()), nl=False)


def _columns() -> int:
    """Columns to wrap at: those of a terminal, none in a pipe or a file."""
    return min(shutil.get_terminal_size().columns, _WIDEST) if sys.stdout.isatty() else 0
