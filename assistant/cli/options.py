"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from assistant.durable import RESTORING

if TYPE_CHECKING:
    from assistant.settings import Settings
    from assistant.wording import Wording

F = TypeVar("F", bound=Callable[..., Any])

# Where the context keeps what the telling of a fault needs.
JSON = "assistant.json"
LANG = "assistant.lang"


def _remember(name: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    def callback(context: click.Context, _: click.Parameter, value: Any) -> Any:
        context.meta[name] = value
        return value

    return callback


def json_option(command: F) -> F:
    """Add --json, as the argument `json`."""
    add = click.option(
        "--json",
        is_flag=True,
        is_eager=True,
        callback=_remember(JSON),
        help="Print JSON instead of text.",
    )
    return add(command)


def lang_option(text: str) -> Callable[[F], F]:
    """Add --lang, as the argument `lang`: fr, en or None; `text` is its help."""
    return click.option(
        "--lang",
        type=click.Choice(["fr", "en"]),
        is_eager=True,
        callback=_remember(LANG),
        help=text,
    )


def confirmed(question: str, wording: Wording) -> None:
    """Ask before something is replaced or deleted, in the reader's language.

    Ends the command with code 1 unless the answer is one of the words for yes, of either language.
    """
    asked = wording("confirm.choice", question=question)
    try:
        answer = click.prompt(asked, default="", show_default=False, prompt_suffix=" ", err=True)
    except click.Abort:
        answer = ""
    if str(answer).strip().casefold() not in wording("confirm.agreed").split():
        click.echo(wording("confirm.kept"), err=True)
        raise SystemExit(1)


def ready(**overrides: object) -> Settings:
    """The settings, with the log set up; raises SettingsError naming the variable at fault."""
    import logging

    from assistant.logs import formatter
    from assistant.settings import load_settings

    settings = load_settings(
        **{key: value for key, value in overrides.items() if value is not None}
    )
    handler = logging.StreamHandler()
    # On the handler too: bm25s sets its own logger to DEBUG.
    handler.setLevel(settings.log_level.upper())
    handler.setFormatter(formatter(settings.log_format))
    logging.basicConfig(level=settings.log_level.upper(), handlers=[handler])
    if (settings.home / RESTORING).exists():
        # No command may see, change or back up a home that is half restored.
        from assistant.backup import finish_restore

        finish_restore(settings.home)
    return settings
