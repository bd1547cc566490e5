"""`assistant collections …`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from assistant.cli.options import confirmed, json_option, lang_option, ready
from assistant.records import Lang

if TYPE_CHECKING:
    from assistant.collections import Collection, Store
    from assistant.settings import Settings
    from assistant.wording import Wording


@click.group(short_help="List, show, rename or delete collections of own documents.")
def collections() -> None:
    """Collections of the company's own documents."""


def _store(lang: Lang | None) -> tuple[Settings, Store, Wording, Lang]:
    """The collections of the home, without loading a model."""
    from assistant.collections import open_collections
    from assistant.database import database_of
    from assistant.terminal import terminal_language
    from assistant.wording import load_wording

    settings = ready()
    lang = lang or terminal_language(settings)
    wording = load_wording(settings.prompts, "documents", lang)
    return settings, open_collections(settings.home, database_of(settings)), wording, lang


@collections.command("list", short_help="Every collection.")
@lang_option("Language of the messages.")
@json_option
def list_(lang: Lang | None, json: bool) -> None:
    """List the collections with the number of their files."""
    from assistant.terminal import as_json, grouped

    _, store, wording, lang = _store(lang)
    found = store.collections()
    if json:
        click.echo(as_json([_plain(each) for each in found]))
        return
    for each in found:
        figures = {"files": len(each.files), "passages": grouped(each.passages, lang)}
        click.echo(wording("listed.collection", name=each.name, **figures))
    if not found:
        click.echo(wording("listed.none"))


@collections.command(short_help="The files of one collection.")
@click.argument("name")
@lang_option("Language of the messages.")
@json_option
def show(name: str, lang: Lang | None, json: bool) -> None:
    """Show the files of the collection NAME: title, author, date, language, pages, when."""
    from assistant.terminal import as_json

    _, store, wording, _ = _store(lang)
    found = store.find(name).read()
    if json:
        click.echo(as_json(_plain(found)))
        return
    for file in found.files:
        pages = wording(f"extent.{file.unit}", n=file.pages) if file.pages else ""
        facts = (file.name, file.title, file.author, file.date, file.lang, pages)
        told = " · ".join(fact for fact in facts if fact)
        added = wording("listed.added", day=file.added_at[:10])
        click.echo(f"{file.sha256[:12]}  {told} · {added}")


@collections.command(short_help="Give a collection another name.")
@click.argument("name")
@click.argument("new")
@lang_option("Language of the messages.")
@json_option
def rename(name: str, new: str, lang: Lang | None, json: bool) -> None:
    """Call the collection NAME by another name, NEW."""
    from assistant.terminal import as_json

    _, store, wording, _ = _store(lang)
    old = store.find(name).name()
    folder = store.rename(name, new)
    if json:
        click.echo(as_json({"id": folder.id, "name": folder.name()}))
        return
    click.echo(wording("listed.renamed", old=old, name=folder.name()))


@collections.command(short_help="Delete a collection, or one file of it.")
@click.argument("name")
@click.option("--file", metavar="FILE", help="Only this file: its name, or the start of its hash.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@lang_option("Language of the messages.")
@json_option
def delete(name: str, file: str | None, yes: bool, lang: Lang | None, json: bool) -> None:
    """Delete the collection NAME with all its files, or one FILE of it, for good."""
    from assistant.terminal import as_json

    settings, store, wording, _ = _store(lang)
    folder = store.find(name)
    called = folder.name()
    chosen = store.file(folder, file) if file else None
    if not yes:
        count = len(folder.read().files)
        question = (
            wording("listed.confirm_file", file=chosen.name, name=called)
            if chosen
            else wording("listed.confirm", name=called, files=count)
        )
        confirmed(question, wording)
    if chosen:
        from assistant.models import build_embedder

        store.delete_file(folder.id, chosen.sha256, build_embedder(settings))
        told = wording("listed.deleted_file", file=chosen.name, name=called)
    else:
        store.delete(folder.id)
        told = wording("listed.deleted", name=called)
    click.echo(as_json({"deleted": chosen.name if chosen else called}) if json else told)


def _plain(collection: Collection) -> dict[str, Any]:
    plain = asdict(collection)
    for file in plain["files"]:
        del file["sketch"]
    return plain
