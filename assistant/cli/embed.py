"""`assistant embed token`: lets a page of another site show the chat where people sign in."""

from __future__ import annotations

from collections.abc import Sequence

import click

from assistant.cli.options import json_option, lang_option
from assistant.cli.users import group_option, prepared
from assistant.records import Lang


@click.group(short_help="The chat inside pages of other sites.")
def embed() -> None:
    """What pages of other sites need to show the chat."""


@embed.command(short_help="Make a short-lived, read-only token.")
@click.option("--origin", required=True, help="The site, as https://wiki.example.org.")
@click.option(
    "--minutes",
    type=click.IntRange(1, 1440),
    default=60,
    show_default=True,
    help="How long it opens the chat.",
)
@click.option("--collection", default="", help="Answers from this collection only (id or name).")
@group_option
@click.option("--name", default="", help="Whom the log names; the host of the site by default.")
@click.option("--server", default="", help="Address of the assistant: prints the lines to paste.")
@lang_option("Language of the chat, and of the messages.")
@json_option
def token(
    origin: str, minutes: int, collection: str, groups: Sequence[str], name: str, server: str,
    lang: Lang | None, json: bool,
) -> None:  # fmt: skip
    """Make a token that opens chat and card inside pages of one site, and nothing else.

    It reads as a member of the groups given, changes nothing, and ends by itself. Let the site
    fetch a fresh one for each page it serves; a page that everybody may read makes it public.
    """
    from dataclasses import asdict

    from assistant.terminal import as_json
    from assistant.web.embed.choices import Choices
    from assistant.web.embed.snippets import snippets
    from assistant.web.embed.tokens import issue_token

    settings, wording, _ = prepared(lang)
    made = issue_token(settings, origin, minutes, groups, collection, name)
    choices = Choices(lang=lang or "", collection=made.collection, token=made.text)
    paste = snippets("html", server.rstrip("/"), choices, "", "Boardwise")[0].text if server else ""
    if json:
        told = {key: value for key, value in asdict(made).items() if key != "text"}
        click.echo(as_json({"token": made.text, **told, "snippet": paste}))
        return
    click.echo(wording("embed.made", origin=made.origin, until=made.until), err=True)
    click.echo(paste or made.text)
