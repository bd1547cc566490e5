"""`assistant users …`: who may sign in, and what all commands about access share."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang

if TYPE_CHECKING:
    from assistant.access import Person, Role
    from assistant.settings import Settings
    from assistant.wording import Wording

role_option = click.option(
    "--role", type=click.Choice(["reader", "author", "admin"]), default="reader", show_default=True,
    help="What they may do.",
)  # fmt: skip
group_option = click.option("--group", "groups", multiple=True, help="A group; may be repeated.")
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


def say(json: bool, text: str, **data: Any) -> None:
    """Tell what was done: in words, or as the data that it was done to."""
    from assistant.terminal import as_json

    click.echo(as_json(data) if json else text)


@click.group(short_help="Add, list or remove people who may sign in.")
def users() -> None:
    """People who may sign in with a password (ASSISTANT_SIGN_IN=users)."""


@users.command(short_help="Add somebody.")
@click.argument("name")
@role_option
@group_option
@_stdin
@_lang
@json_option
def add(
    name: str,
    role: Role,
    groups: Sequence[str],
    password_stdin: bool,
    lang: Lang | None,
    json: bool,
) -> None:
    """Add NAME, with a password that is asked for."""
    from assistant.access import People

    settings, wording, _ = prepared(lang)
    person = People(settings.home).add(name, _password(wording, password_stdin), role, groups)
    text = wording("users.added", name=person.name, role=person.role)
    say(json, text, name=person.name, role=person.role, groups=sorted(person.groups))


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
@json_option
def remove(name: str, lang: Lang | None, json: bool) -> None:
    """Remove NAME, whose sessions end at once."""
    from assistant.access import People

    settings, wording, _ = prepared(lang)
    People(settings.home).remove(name)
    say(json, wording("users.removed", name=name), name=name)


@users.command(short_help="Set another password.")
@click.argument("name")
@_stdin
@_lang
@json_option
def passwd(name: str, password_stdin: bool, lang: Lang | None, json: bool) -> None:
    """Set another password for NAME, which ends the sessions begun with the old one."""
    from assistant.access import People

    settings, wording, _ = prepared(lang)
    People(settings.home).set_password(name, _password(wording, password_stdin))
    say(json, wording("users.password_set", name=name), name=name)


@users.command(short_help="Give another role.")
@click.argument("name")
@click.argument("role", type=click.Choice(["reader", "author", "admin"]))
@_lang
@json_option
def role(name: str, role: Role, lang: Lang | None, json: bool) -> None:
    """Give NAME the ROLE; it holds from the next request."""
    from assistant.access import People

    settings, wording, _ = prepared(lang)
    People(settings.home).set_role(name, role)
    say(json, wording("users.role_set", name=name, role=role), name=name, role=role)


@users.command("groups", short_help="Put somebody into groups.")
@click.argument("name")
@click.argument("groups", nargs=-1)
@_lang
@json_option
def set_groups(name: str, groups: Sequence[str], lang: Lang | None, json: bool) -> None:
    """Put NAME into these GROUPS and no others."""
    from assistant.access import People

    settings, wording, _ = prepared(lang)
    people = People(settings.home)
    people.set_groups(name, groups)
    told = ", ".join(sorted(groups)) or wording("users.no_groups")
    text = wording("users.groups_set", name=name, groups=told)
    say(json, text, name=name, groups=sorted(groups))


def _password(wording: Wording, stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\n")
    ask = wording("users.ask_password")
    return str(click.prompt(ask, hide_input=True, confirmation_prompt=True, err=True))


def _named(person: Person, wording: Wording) -> str:
    return ", ".join(sorted(person.groups)) or wording("users.no_groups")
