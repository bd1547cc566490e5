"""An AssistantError as a person or a script reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from assistant.cli.options import JSON, LANG
from assistant.errors import AssistantError, PromptError
from assistant.settings import Settings, load_settings
from assistant.terminal import as_json, terminal_language, terminal_wording
from assistant.wording import explain


def tell(fault: AssistantError, meta: Mapping[str, Any]) -> None:
    """Write one line to standard error; with --json also `{"error": …}` to standard output.

    `meta` is the command's context: the language asked for, and whether JSON was.
    """
    message, remedy = fault.message, fault.remedy
    line = f"Error: {message} {remedy}".rstrip()
    try:
        settings = _settings(fault)
        lang = meta.get(LANG) or terminal_language(settings)
        message, remedy = explain(fault, settings.prompts, lang)
        wording = terminal_wording(settings.prompts, lang)
        line = wording("error", message=message, remedy=remedy).rstrip()
    except PromptError:
        # Without its wording the fault is told in its own English.
        pass
    if meta.get(JSON):
        error = {"code": fault.code, "message": message, "remedy": remedy}
        click.echo(as_json({"error": error}))
    click.echo(" ".join(line.split("\n")), err=True)


def _settings(fault: AssistantError) -> Settings:
    """The settings in force, the defaults where a malformed one is the fault."""
    try:
        return load_settings()
    except AssistantError:
        return Settings.model_construct()
