"""`assistant users …`, `assistant keys …` and `assistant groups …`: who may do what."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.errors import AccessError
from assistant.records import Lang

if TYPE_CHECKING:
    from assistant.access import Key, Person, Role
    from assistant.settings import Settings
    from assistant.wording import Wording

_role = click.option(
    "--role", type=click.Choice(["reader", "author", "admin"]), default="reader", show_default=True,
    help="What they may do.",
)  # fmt: skip
_group = click.option("--group", "groups", multiple=True, help="A group; may be repeated.")
_lang = lang_option("Language of the messages.")
_stdin = click.option(
    "--password-stdin", is_flag=True, help="Read the password from standard input."
)


def prepared(lang: Lang | None) -> tuple[Settings, Wording, Lang]:
    """The settings and the wording of these commands."""
    from assistant.terminal import terminal_language
    from assistant.wording import load_wording

    settings = ready()
    lang = lang or terminal_language(settings)
    return settings, load_wording(settings.prompts, "access", lang), lang


@click.group(short_help="Add, list or remove people who may sign in.")
def users() -> None:
    """People who may sign in with a password (ASSISTANT_SIGN_IN=users)."""


@users.command(short_help="Add somebody.")
@click.argument("name")
@_role
@_group
@_stdin
@_lang
def add(
    name: str, role: Role, groups: Sequence[str], password_stdin: bool, lang: Lang | None
) -> None:
    """Add NAME, with a password that is asked for."""
    from assistant.access import People

    settings, wording, _ = prepared(lang)
    person = People(settings.home).add(name, _password(wording, password_stdin), role, groups)
    click.echo(wording("users.added", name=person.name, role=person.role))


@users.command("list", short_help="Everybody who may sign in.")
@_lang
@json_option
def list_users(lang: Lang | None, json: bool) -> None:
    """List people with their roles and groups."""
    from assistant.access import People
    from assistant.terminal import as_json

    settings, wording, _ = prepared(lang)
    found = People(settings.home).all()
    if json:
        rows = [{"name": p.name, "role": p.role, "groups": sorted(p.groups)} for p in found]
        click.echo(as_json(rows))
        return
    for person in found:
        groups = _named(person, wording)
        click.echo(wording("users.line", name=person.name, role=person.role, groups=groups))
    if not found:
        click.echo(wording("users.none"))


@users.command(short_help="Take somebody off the list.")
@click.argument("name")
@_lang
def remove(name: str, lang: Lang | None) -> None:
    """Remove NAME, whose sessions end at once."""
    from assistant.access import People

    settings, wording, _ = prepared(lang)
    People(settings.home).remove(name)
    click.echo(wording("users.removed", name=name))


@users.command(short_help="Set another password.")
@click.argument("name")
@_stdin
@_lang
def passwd(name: str, password_stdin: bool, lang: Lang | None) -> None:
    """Set another password for NAME, which ends the sessions begun with the old one."""
    from assistant.access import People

    settings, wording, _ = prepared(lang)
    People(settings.home).set_password(name, _password(wording, password_stdin))
    click.echo(wording("users.password_set", name=name))


@users.command(short_help="Give another role.")
@click.argument("name")
@click.argument("role", type=click.Choice(["reader", "author", "admin"]))
@_lang
def role(name: str, role: Role, lang: Lang | None) -> None:
    """Give NAME the ROLE; it holds from the next request."""
    from assistant.access import People

    settings, wording, _ = prepared(lang)
    People(settings.home).set_role(name, role)
    click.echo(wording("users.role_set", name=name, role=role))


@users.command("groups", short_help="Put somebody into groups.")
@click.argument("name")
@click.argument("groups", nargs=-1)
@_lang
def set_groups(name: str, groups: Sequence[str], lang: Lang | None) -> None:
    """Put NAME into these GROUPS and no others."""
    from assistant.access import People

    settings, wording, _ = prepared(lang)
    people = People(settings.home)
    people.set_groups(name, groups)
    told = ", ".join(sorted(groups)) or wording("users.no_groups")
    click.echo(wording("users.groups_set", name=name, groups=told))


@click.group(short_help="Make, list or revoke API keys.")
def keys() -> None:
    """API keys of programs: sent as `Authorization: Bearer bw_…`."""


@keys.command(short_help="Make a key, shown once.")
@click.argument("name")
@click.option(
    "--scope", "scopes", multiple=True, required=True, help="What it may do; may be repeated."
)
@_role
@_group
@click.option(
    "--days", type=click.IntRange(0, 3660), default=0, help="Days until it ends; 0: never."
)
@_lang
@json_option
def create(
    name: str, scopes: Sequence[str], role: Role, groups: Sequence[str], days: int,
    lang: Lang | None, json: bool,
) -> None:  # fmt: skip
    """Make a key called NAME for the scopes given."""
    from assistant.access import Keys
    from assistant.terminal import as_json

    settings, wording, _ = prepared(lang)
    _check_scopes(scopes)
    key, text = Keys(settings.home).create(name, scopes, role, groups, days)
    if json:
        click.echo(as_json({**asdict(key), "key": text}))
        return
    click.echo(wording("keys.made", name=key.name), err=True)
    click.echo(text)


@keys.command("list", short_help="Every key.")
@_lang
@json_option
def list_keys(lang: Lang | None, json: bool) -> None:
    """List the keys, without what opens them."""
    from assistant.access import Keys
    from assistant.terminal import as_json

    settings, wording, _ = prepared(lang)
    found = Keys(settings.home).all()
    if json:
        click.echo(as_json([asdict(key) for key in found]))
        return
    for key in found:
        click.echo(wording("keys.line", **_told(key, wording)))
    if not found:
        click.echo(wording("keys.none"))


@keys.command(short_help="End a key.")
@click.argument("id")
@_lang
def revoke(id: str, lang: Lang | None) -> None:
    """End the key of this ID at once."""
    from assistant.access import Keys

    settings, wording, _ = prepared(lang)
    Keys(settings.home).revoke(id)
    click.echo(wording("keys.revoked", id=id))


def _password(wording: Wording, stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\n")
    ask = wording("users.ask_password")
    return str(click.prompt(ask, hide_input=True, confirmation_prompt=True, err=True))


def _named(person: Person, wording: Wording) -> str:
    return ", ".join(sorted(person.groups)) or wording("users.no_groups")


def _told(key: Key, wording: Wording) -> dict[str, Any]:
    until = wording("keys.over") if key.over else key.until or wording("keys.unending")
    return {
        "id": key.id,
        "name": key.name,
        "role": key.role,
        "scopes": ", ".join(key.scopes),
        "until": until,
    }


def _check_scopes(scopes: Sequence[str]) -> None:
    from assistant.web.access.table import scopes_of_keys

    for each in scopes:
        if each not in scopes_of_keys():
            known = ", ".join(sorted(scopes_of_keys()))
            raise AccessError(
                f"There is no scope {each!r}.",
                f"Take some of {known}.",
                code="scope-unknown",
                name=each[:60],
                known=known,
            )
