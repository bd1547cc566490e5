"""`assistant serve`, which is also `app.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from assistant.cli.options import lang_option, ready
from assistant.records import Lang

if TYPE_CHECKING:
    from assistant.watch import LivingAssistant
    from assistant.web.app import ProgressCallback

# The opening page has one wording for all that happens to the index.
_ON_THE_PAGE = dict.fromkeys(("embedding", "writing", "repair", "waiting"), "index")


@click.command(short_help="Serve the web application.")
@click.option("--host", metavar="ADDRESS", help="Instead of ASSISTANT_HOST.")
@click.option("--port", type=int, help="Instead of ASSISTANT_PORT; 0 picks a free one.")
@lang_option("Language of the messages in this terminal.")
def serve(host: str | None, port: int | None, lang: Lang | None) -> None:
    """Serve the web application until Ctrl-C; its address is the last line printed."""
    from assistant.terminal import TerminalProgress, terminal_language, terminal_wording
    from assistant.tracing import start_tracing
    from assistant.web.app import serve as serve_application

    settings = ready(host=host, port=port)
    start_tracing(settings.otlp_endpoint)
    wording = terminal_wording(settings.prompts, lang or terminal_language(settings))

    def build(page: ProgressCallback) -> LivingAssistant:
        from assistant.watch import start_watched

        with TerminalProgress(wording) as terminal:

            def progress(stage: str, done: int, total: int) -> None:
                page(_ON_THE_PAGE.get(stage, stage), done, total)
                terminal(stage, done, total)

            return start_watched(settings, progress)

    serve_application(settings, build)
