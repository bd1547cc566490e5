"""`assistant groups …`, `assistant audit …` and `assistant privacy …`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import click

from assistant.cli.options import json_option, lang_option
from assistant.cli.users import prepared, say
from assistant.records import Lang

_lang = lang_option("Language of the messages.")


@click.group(short_help="Limit collections to groups.")
def groups() -> None:
    """Which groups see a collection of own documents; one without a limit is seen by everybody."""


@groups.command("list", short_help="Who sees which collection.")
@_lang
@json_option
def list_(lang: Lang | None, json: bool) -> None:
    """List the collections with the groups that see them."""
    from assistant.collections import open_collections
    from assistant.database import database_of
    from assistant.terminal import as_json

    settings, wording, _ = prepared(lang)
    store = open_collections(settings.home, database_of(settings))
    rows = [
        {"id": each.id, "name": each.name(), "groups": sorted(store.limited.groups(each.id))}
        for each in store.folders()
    ]
    if json:
        click.echo(as_json(rows))
        return
    for row in rows:
        told = ", ".join(row["groups"]) or wording("groups.everybody")
        click.echo(wording("groups.line", name=row["name"], groups=told))
    if not rows:
        click.echo(wording("groups.none"))


@groups.command(short_help="Let some groups only see a collection.")
@click.argument("collection")
@click.argument("names", nargs=-1, required=True)
@_lang
@json_option
def limit(collection: str, names: Sequence[str], lang: Lang | None, json: bool) -> None:
    """Let only the groups NAMES see COLLECTION, from the next question on."""
    from assistant.collections import open_collections
    from assistant.database import database_of

    settings, wording, _ = prepared(lang)
    store = open_collections(settings.home, database_of(settings))
    folder = store.find(collection)
    store.limited.limit(folder.id, names)
    allowed = sorted(store.limited.groups(folder.id))
    text = wording("groups.limited", name=folder.name(), groups=", ".join(allowed))
    say(json, text, id=folder.id, name=folder.name(), groups=allowed)


@groups.command("open", short_help="Let everybody see a collection.")
@click.argument("collection")
@_lang
@json_option
def open_(collection: str, lang: Lang | None, json: bool) -> None:
    """Let everybody who may sign in see COLLECTION."""
    from assistant.collections import open_collections
    from assistant.database import database_of

    settings, wording, _ = prepared(lang)
    store = open_collections(settings.home, database_of(settings))
    folder = store.find(collection)
    store.limited.limit(folder.id, ())
    text = wording("groups.opened", name=folder.name())
    say(json, text, id=folder.id, name=folder.name(), groups=[])


@click.group(short_help="Read or verify the log of who did what.")
def audit() -> None:
    """The log of who asked, took in, took away and changed something."""


@audit.command(short_help="The last lines of the log.")
@click.option("--count", type=click.IntRange(1), default=50, show_default=True, help="How many.")
@_lang
@json_option
def show(count: int, lang: Lang | None, json: bool) -> None:
    """Show the last lines, the newest at the end."""
    from collections import deque

    from assistant.access.audit import Audit
    from assistant.terminal import as_json

    settings, wording, _ = prepared(lang)
    found = list(deque(Audit(settings.home).lines(), maxlen=count))
    if json:
        click.echo(as_json(found))
        return
    for line in found:
        told = {key: line.get(key, "") for key in ("at", "who", "did", "path", "status")}
        click.echo(wording("audit.line", **told))
    if not found:
        click.echo(wording("audit.none"))


@audit.command(short_help="Whether the log is as it was written.")
@_lang
@json_option
def verify(lang: Lang | None, json: bool) -> None:
    """Check every seal; exit code 1 where a line was changed, added or taken out."""
    from assistant.access.audit import Audit
    from assistant.terminal import as_json

    settings, wording, _ = prepared(lang)
    found = Audit(settings.home).verify()
    if json:
        click.echo(as_json(asdict(found)))
    elif found.fault:
        click.echo(wording("audit.unsound", place=found.fault))
    else:
        told = {"lines": found.lines, "files": found.files, "seal": found.seal or "–"}
        click.echo(wording("audit.sound", **told))
    if found.fault:
        raise SystemExit(1)


@click.group(short_help="Export or erase what is kept of a person.")
def privacy() -> None:
    """What is kept of one person who signs in."""


@privacy.command(short_help="Everything that is kept of somebody, as JSON.")
@click.option("--user", required=True, help="The name with which they sign in.")
@_lang
@json_option
def export(user: str, lang: Lang | None, json: bool) -> None:
    """Print all that is kept of a person; it is JSON with and without --json.

    Opinions carry no name: those whose words mention it are listed, for somebody to judge.
    """
    from assistant.access.privacy import kept_of
    from assistant.database import database_of
    from assistant.feedback.mentions import mentions
    from assistant.terminal import as_json

    settings, _, _ = prepared(lang)
    kept = kept_of(settings.home, user)
    click.echo(as_json(kept | {"mentions": mentions(settings.home, user, database_of(settings))}))


@privacy.command(short_help="Erase everything that is kept of somebody.")
@click.option("--user", required=True, help="The name with which they sign in.")
@_lang
@json_option
def erase(user: str, lang: Lang | None, json: bool) -> None:
    """Erase a person: account, name in the log, ownership of files.

    Opinions that mention the name stay, since it may be an ordinary word; their ids are told.
    """
    from assistant.access.privacy import erase_person
    from assistant.feedback.mentions import mentions
    from assistant.terminal import as_json

    settings, wording, _ = prepared(lang)
    done = erase_person(settings.home, user)
    named = mentions(settings.home, user)
    if json:
        click.echo(as_json({"name": user, "erased": list(done), "mentions": named}))
        return
    if ids := [each["id"] for each in named["opinions"]]:
        click.echo(wording("privacy.mentioned", name=user, ids=", ".join(ids)), err=True)
    if asked := named["declined"]:
        click.echo(wording("privacy.asked", name=user, count=len(asked)), err=True)
    for what in done:
        click.echo(wording("privacy.erased", name=user, what=wording(f"privacy.{what}")))
    if not done:
        click.echo(wording("privacy.nothing", name=user))
