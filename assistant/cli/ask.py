"""`assistant ask`."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.records import Answer
    from assistant.wording import Wording

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
@click.option(
    "--narrator",
    type=click.Choice(["off", "openai", "local"]),
    help="Language model that words the lead; ASSISTANT_NARRATOR by default.",
)
@lang_option("Language of the answer; that of the question by default.")
@json_option
def ask(
    question: str,
    history: tuple[str, ...],
    within: tuple[str, ...],
    narrator: str | None,
    lang: Lang | None,
    json: bool,
) -> None:
    """Answer QUESTION from the library, every fact with its source.

    A question outside the library's evidence is declined, which is an answer: exit code 0.
    With a narrator the answer is printed when its lead is worded and verified.
    """
    from assistant.render import load_labels, to_dict
    from assistant.render.plain import to_plain
    from assistant.terminal import as_json, open_assistant, terminal_language, terminal_wording

    settings = ready(narrator=narrator)
    spoken = lang or terminal_language(settings)
    assistant = open_assistant(settings, spoken)
    told = assistant.ask_stream(question, history, lang, fallback=spoken, within=within)
    answer = _last(told, terminal_wording(settings.prompts, spoken))
    labels = load_labels(settings.prompts, answer.lang)
    if json:
        click.echo(as_json(to_dict(answer) | {"text": to_plain(answer, labels)}))
    else:
        click.echo(to_plain(answer, labels, _columns()), nl=False)


def _last(told: Iterator[Answer], wording: Wording) -> Answer:
    """The final answer; that a language model is at work is told meanwhile."""
    from assistant.terminal import TerminalProgress

    with TerminalProgress(wording) as progress:
        composed = next(told)
        if composed.narration:
            progress("narrating")
        *_, answer = composed, *told
    return answer


def _columns() -> int:
    """Columns to wrap at: those of a terminal, none in a pipe or a file."""
    return min(shutil.get_terminal_size().columns, _WIDEST) if sys.stdout.isatty() else 0
