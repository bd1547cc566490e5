"""`assistant settings`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from assistant.cli.options import json_option, ready

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from assistant.settings import Settings

# Defaults that depend on the machine are named instead of shown.
_NAMED_DEFAULTS = {
    "home": "`boardwise` in the user’s data folder",
    "knowledge": "`knowledge/`",
    "prompts": "`prompts/`",
}


@click.command(short_help="List every setting.")
@click.option("--markdown", is_flag=True, help="Print the table of README.md, with the defaults.")
@json_option
def settings(markdown: bool, json: bool) -> None:
    """List every setting: its variable, its value in force and what it does."""
    from assistant.settings import Settings
    from assistant.terminal import as_json

    if markdown:
        click.echo("\n".join(markdown_table()))
        return
    values = ready().model_dump(mode="json")
    rows = [
        {"name": variable(name), "value": values[name], "description": field.description}
        for name, field in _fields(Settings).items()
    ]
    if json:
        click.echo(as_json(rows))
        return
    for row in rows:
        click.echo(f"{row['name']}={row['value']}\n    {row['description']}")


def markdown_table() -> Iterator[str]:
    """Yield the lines of the table of settings: variable, default, description."""
    from assistant.settings import Settings

    yield "| Variable | Default | What it does |"
    yield "| --- | --- | --- |"
    for name, field in _fields(Settings).items():
        default = _NAMED_DEFAULTS.get(name, f"`{field.default}`")
        yield f"| `{variable(name)}` | {default} | {field.description} |"


def _fields(settings: type[Settings]) -> dict[str, FieldInfo]:
    """The fields, those of the narrator, then of sign-in and operations last: few need them."""
    from assistant.settings_narrator import NarratorSettings
    from assistant.settings_trust import TrustSettings

    fields = settings.model_fields
    later = (*NarratorSettings.model_fields, *TrustSettings.model_fields)
    last = {name: fields[name] for name in later}
    return {name: field for name, field in fields.items() if name not in last} | last


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return f"ASSISTANT_{name.upper()}"
