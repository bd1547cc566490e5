"""`assistant index build` and `assistant index status`."""

from __future__ import annotations

from dataclasses import asdict

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang

_MEGABYTE = 1_000_000


@click.group(short_help="Build the search index, or look at its state.")
def index() -> None:
    """The search index under ASSISTANT_HOME."""


@index.command(short_help="Bring the index in step with the library.")
@click.option("--force", is_flag=True, help="Build everything anew.")
@lang_option("Language of the messages.")
@json_option
def build(force: bool, lang: Lang | None, json: bool) -> None:
    """Unpack the model and bring the index in step: only what changed is embedded."""
    from assistant.terminal import (
        as_json,
        grouped,
        open_assistant,
        terminal_language,
        terminal_wording,
    )

    settings = ready()
    lang = lang or terminal_language(settings)
    report = asdict(open_assistant(settings, lang, force).report)
    if json:
        click.echo(as_json(report))
        return
    counts = ("passages", "added", "removed", "embedded")
    figures = {name: grouped(report[name], lang) for name in counts}
    click.echo(terminal_wording(settings.prompts, lang)("index.built", **figures))


@index.command(short_help="Tell whether the index is there and up to date.")
@lang_option("Language of the messages.")
@json_option
def status(lang: Lang | None, json: bool) -> None:
    """Tell whether the index is ready, stale, missing or damaged, without loading the model."""
    from assistant.database import database_of
    from assistant.index.status import index_status
    from assistant.library import fingerprint
    from assistant.terminal import as_json, grouped, terminal_language, terminal_wording
    from assistant.wording import variables

    settings = ready()
    state = fingerprint(settings.knowledge)
    found = index_status(settings.home, settings.embedder, state, database_of(settings))
    if json:
        click.echo(as_json(asdict(found)))
        return
    lang = lang or terminal_language(settings)
    wording = terminal_wording(settings.prompts, lang)
    figures = asdict(found) | {
        "passages": grouped(found.passages, lang),
        "size": grouped(round(found.size / _MEGABYTE), lang),
    }
    key = f"index.{found.state}"
    wanted = variables(str(wording.template(key)))
    click.echo(wording(key, **{name: figures[name] for name in wanted}))


@index.command(short_help="Write the vectors that ship with the library.")
@lang_option("Language of the messages.")
@json_option
def ship(lang: Lang | None, json: bool) -> None:
    """Bring the index in step and write its vectors beside the library, for first starts.

    A first start takes a vector from that file where text and model are unchanged.
    """
    from assistant.index import CACHE
    from assistant.index.shipping import ship_vectors
    from assistant.terminal import (
        as_json,
        grouped,
        open_assistant,
        terminal_language,
        terminal_wording,
    )

    settings = ready()
    lang = lang or terminal_language(settings)
    path = settings.knowledge / CACHE
    count = ship_vectors(open_assistant(settings, lang).retriever.index, path)
    if json:
        click.echo(as_json({"path": str(path), "vectors": count, "bytes": path.stat().st_size}))
        return
    size = grouped(round(path.stat().st_size / _MEGABYTE), lang)
    figures = {"path": path, "vectors": grouped(count, lang), "size": size}
    click.echo(terminal_wording(settings.prompts, lang)("index.shipped", **figures))


@index.command(short_help="Check every index, that of each collection too.")
@lang_option("Language of the messages.")
@json_option
def verify(lang: Lang | None, json: bool) -> None:
    """Read everything that is kept and count it; nothing is changed. Exit code 1 for a fault."""
    from assistant.cli.upkeep import tell, verified

    settings = ready()
    findings = verified(settings)
    tell(findings, settings, lang, json)
    if findings:
        raise SystemExit(1)


@index.command(short_help="Mend what verify finds.")
@lang_option("Language of the messages.")
@json_option
def repair(lang: Lang | None, json: bool) -> None:
    """Make damaged indexes anew: the library's from its files, a collection's from its copies.

    Exit code 1 where something is lost and must be uploaded again.
    """
    from assistant.cli.upkeep import repaired, tell
    from assistant.terminal import terminal_language

    settings = ready()
    findings = repaired(settings, lang or terminal_language(settings))
    tell(findings, settings, lang, json)
    if not all(each.mended for each in findings):
        raise SystemExit(1)
