"""`assistant ground`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang


@click.command(short_help="Check a text, sentence by sentence, against its sources.")
@click.option(
    "--answer",
    metavar="FILE",
    required=True,
    help="The text to check, plain or Markdown; - reads standard input.",
)
@click.option(
    "--sources",
    type=click.Path(path_type=Path),
    multiple=True,
    help="A source: text, Markdown, or a JSON or JSONL list of {id, text}. Several may follow.",
)
@click.option("--shelf", is_flag=True, help="Check against the built-in library instead.")
@click.argument("more", type=click.Path(path_type=Path), nargs=-1, metavar="[FILE]...")
@lang_option("Language of the text; found out by default.")
@json_option
@click.pass_context
def ground(
    context: click.Context,
    answer: str,
    sources: tuple[Path, ...],
    shelf: bool,
    more: tuple[Path, ...],
    lang: Lang | None,
    json: bool,
) -> None:
    """Tell, for every sentence of a text, whether the sources carry it, and if not, why.

    Text files are sources 1, 2, 3 in order, which is what [1] in the text cites; a sentence that
    cites nothing is checked against all of them. Exit code 1 when a sentence is not supported.
    """
    from assistant.render.grounding import report_plain
    from assistant.terminal import as_json
    from assistant.wording import load_wording

    if shelf == bool(sources or more):
        raise click.UsageError("Give --sources FILE or --shelf.")
    settings = ready()
    text = _text(answer)
    if shelf:
        from assistant.terminal import open_assistant, terminal_language

        service = open_assistant(settings, lang or terminal_language(settings))
        report = service.ground(text, None, lang)
    else:
        from assistant.answer.grounding import check_draft
        from assistant.answer.grounding.files import read_sources
        from assistant.models import build_embedder

        report = check_draft(text, read_sources([*sources, *more]), lang, build_embedder(settings))
    wording = load_wording(settings.prompts, "grounding", report.lang)
    if json:
        click.echo(as_json(_told(report.to_dict(), report, wording)))
    else:
        click.echo(report_plain(report, wording), nl=False)
    context.exit(0 if report.passed else 1)


def _text(answer: str) -> str:
    """The text of a file or of standard input; raises AssistantError where it cannot be read."""
    from assistant.errors import AssistantError

    try:
        if answer == "-":
            return sys.stdin.read()
        return Path(answer).read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        raise AssistantError(
            f"{answer}: cannot be read ({error}).", "Give text in UTF-8.", "sources-unreadable",
            path=answer,
        ) from error  # fmt: skip


def _told(data: dict[str, object], report: object, wording: object) -> dict[str, object]:
    """The report with each reason in words as well."""
    from assistant.answer.grounding import Report
    from assistant.render.grounding import reason_text, summary
    from assistant.wording import Wording

    assert isinstance(report, Report)
    assert isinstance(wording, Wording)
    sentences = data["sentences"]
    assert isinstance(sentences, list)
    for told, checked in zip(sentences, report.sentences, strict=True):
        for entry, reason in zip(told["reasons"], checked.reasons, strict=True):
            entry["text"] = reason_text(reason, wording)
    return data | {"summary": summary(report, wording)}
