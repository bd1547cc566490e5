"""`assistant mcp`."""

from __future__ import annotations

import click

from assistant.cli.options import lang_option, ready
from assistant.records import Lang


@click.command(short_help="Serve other programs' models over MCP.")
@lang_option("Language of progress and faults on standard error.")
def mcp(lang: Lang | None) -> None:
    """Serve one client of the Model Context Protocol over standard input and output.

    A client starts this command by itself: give it `assistant mcp`. `assistant serve` offers
    the same over HTTP at /mcp.
    """
    from assistant.terminal import open_assistant, terminal_language
    from assistant.web.mcp import serve_stdio

    settings = ready()
    assistant = open_assistant(settings, lang or terminal_language(settings))
    serve_stdio(settings, assistant)
