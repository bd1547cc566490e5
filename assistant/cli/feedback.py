"""`assistant feedback`: what readers said of answers, and what could not be answered."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang

if TYPE_CHECKING:
    from assistant.feedback import Feedback
    from assistant.settings import Settings
    from assistant.wording import Wording


@click.group(short_help="What readers say, and what is not answered.")
def feedback() -> None:
    """Opinions on answers that readers sent, and questions that the library declined."""


@feedback.command("list", short_help="The opinions, the latest first.")
@lang_option("Language of the list.")
@json_option
def list_(lang: Lang | None, json: bool) -> None:
    """Every opinion, the latest first."""
    from assistant.terminal import as_json

    settings = ready()
    found = _store(settings).all()
    if json:
        click.echo(as_json([asdict(each) for each in found]))
        return
    words = _words(settings, lang)
    for each in found:
        verdict = words(f"verdict.{each.verdict}")
        click.echo(f"{each.id}  {each.at[:16]}  {verdict}  {each.question}")
        if each.reason:
            click.echo(f"    {each.reason}")
    if not found:
        click.echo(words("none"), err=True)


@feedback.command(short_help="All opinions as a file.")
@click.option("--csv", "csv", is_flag=True, help="CSV for a spreadsheet, instead of JSON lines.")
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="File to write."
)
@json_option
def export(csv: bool, output: Path | None, json: bool) -> None:
    """Every opinion with question, answer, evidence ids, language and time.

    JSON lines, one opinion each; --json gives one JSON list, --csv a table.
    """
    from json import dumps

    from assistant.feedback import Opinion, as_csv
    from assistant.terminal import as_json

    found = _store(ready()).all()
    if csv:
        text = as_csv(found, Opinion)
    elif json:
        text = as_json([asdict(each) for each in found]) + "\n"
    else:
        text = "".join(dumps(asdict(each), ensure_ascii=False) + "\n" for each in found)
    if output is None:
        click.echo(text, nl=False)
    else:
        _write(output, text)


@feedback.command(short_help="Questions that the library declined.")
@click.option("--csv", "csv", is_flag=True, help="CSV for a spreadsheet.")
@lang_option("Language of what is said meanwhile.")
@json_option
def unanswered(csv: bool, lang: Lang | None, json: bool) -> None:
    """Questions without an answer, the most frequent first.

    Those of opinions are always there; others are kept where ASSISTANT_KEEP_QUESTIONS allows
    it.
    """
    from assistant.feedback import Unanswered, as_csv
    from assistant.terminal import as_json

    settings = ready()
    found = _store(settings).unanswered()
    if json:
        click.echo(as_json([asdict(each) for each in found]))
        return
    if csv:
        click.echo(as_csv(found, Unanswered), nl=False)
        return
    for each in found:
        click.echo(f"{each.times:>4}  {each.last[:10]}  {each.lang}  {each.question}")
    if not found:
        kept = "nothing_kept" if settings.keep_questions else "nothing_allowed"
        click.echo(_words(settings, lang)(kept), err=True)


@feedback.command(short_help="Erase an opinion, or everything.")
@click.argument("id", required=False)
@click.option("--all", "all_", is_flag=True, help="Every opinion and every kept question.")
@lang_option("Language of what is said.")
@json_option
def erase(id: str | None, all_: bool, lang: Lang | None, json: bool) -> None:
    """Erase the opinion ID, or all that is kept with --all."""
    from assistant.terminal import as_json

    if bool(id) == all_:
        raise click.UsageError("Give an ID, or --all.")
    settings = ready()
    store = _store(settings)
    count = store.erase_all() if all_ else 1
    if id:
        store.erase(id)
    told = _words(settings, lang)("erased", n=count)
    click.echo(as_json({"erased": count}) if json else told)


def _store(settings: Settings) -> Feedback:
    from assistant.database import database_of
    from assistant.feedback import Feedback

    return Feedback(settings.home, settings.keep_questions, database_of(settings))


def _words(settings: Settings, lang: Lang | None) -> Wording:
    from assistant.terminal import terminal_language
    from assistant.wording import load_wording

    return load_wording(settings.prompts, "feedback", lang or terminal_language(settings))


def _write(path: Path, text: str) -> None:
    from assistant.errors import ExportError

    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ExportError(
            f"{path} cannot be written ({error.strerror}).",
            "Give another --output.",
            code="export-output",
            path=str(path),
        ) from error
