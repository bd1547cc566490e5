"""`assistant backup` and `assistant restore`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from assistant.cli.options import confirmed, json_option, lang_option, ready
from assistant.records import Lang

_MEGABYTE = 1_000_000


@click.command(short_help="Back up everything the assistant keeps, into one file.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@lang_option("Language of the messages.")
@json_option
def backup(file: Path, lang: Lang | None, json: bool) -> None:
    """Write the state under ASSISTANT_HOME to FILE, a ZIP with checksums.

    The application may be running. Unpacked models are left out: they come back by themselves.
    """
    from assistant.backup import backup as write
    from assistant.terminal import (
        TerminalProgress,
        as_json,
        grouped,
        terminal_language,
        terminal_wording,
    )
    from assistant.wording import load_wording

    settings = ready()
    lang = lang or terminal_language(settings)
    with TerminalProgress(terminal_wording(settings.prompts, lang)) as progress:
        report = write(settings.home, file, progress)
    if json:
        click.echo(as_json(asdict(report)))
        return
    size = grouped(max(1, round(report.size / _MEGABYTE)), lang)
    wording = load_wording(settings.prompts, "documents", lang)
    click.echo(wording("backup.written", files=grouped(report.files, lang), path=file, size=size))


@click.command(short_help="Put a backup in the place of everything the assistant keeps.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask before replacing.")
@lang_option("Language of the messages.")
@json_option
def restore(file: Path, yes: bool, lang: Lang | None, json: bool) -> None:
    """Replace the state under ASSISTANT_HOME by that of FILE. Stop the application first.

    Every byte is checked before anything changes; what is interrupted is finished at the next
    start.
    """
    from assistant.backup import backup_date
    from assistant.backup import restore as put_back
    from assistant.terminal import (
        TerminalProgress,
        as_json,
        grouped,
        terminal_language,
        terminal_wording,
    )
    from assistant.wording import load_wording

    settings = ready()
    lang = lang or terminal_language(settings)
    wording = load_wording(settings.prompts, "documents", lang)
    at = backup_date(file)
    if not yes:
        confirmed(wording("backup.confirm", home=settings.home, at=at), wording)
    with TerminalProgress(terminal_wording(settings.prompts, lang)) as progress:
        report = put_back(settings.home, file, progress)
    if json:
        click.echo(as_json(asdict(report)))
        return
    click.echo(wording("backup.restored", files=grouped(report.files, lang), at=at))
