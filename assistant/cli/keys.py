"""`assistant keys …`: API keys of programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from assistant.cli.options import json_option, lang_option
from assistant.cli.users import group_option, prepared, role_option, say
from assistant.errors import AccessError
from assistant.records import Lang

if TYPE_CHECKING:
    from assistant.access import Key, Role
    from assistant.wording import Wording

_lang = lang_option("Language of the messages.")


@click.group(short_help="Make, list or revoke API keys.")
def keys() -> None:
    """API keys of programs: sent as `Authorization: Bearer bw_…`."""


@keys.command(short_help="Make a key, shown once.")
@click.argument("name")
@click.option(
    "--scope", "scopes", multiple=True, required=True, help="What it may do; may be repeated."
)
@role_option
@group_option
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
@json_option
def revoke(id: str, lang: Lang | None, json: bool) -> None:
    """End the key of this ID at once."""
    from assistant.access import Keys

    settings, wording, _ = prepared(lang)
    Keys(settings.home).revoke(id)
    say(json, wording("keys.revoked", id=id), id=id)


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
