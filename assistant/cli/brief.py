"""`assistant brief`."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang


@click.command(short_help="Draft a cited note for the board.")
@click.argument("topic")
@click.option(
    "--audience",
    type=click.Choice(["board", "executive", "cfo", "hr"]),
    default="board",
    show_default=True,
    help="Who reads it.",
)
@click.option(
    "--length",
    type=click.Choice(["one-page", "three-pages", "six-slides"]),
    default="one-page",
    show_default=True,
    help="How long it is.",
)
@click.option(
    "--ask",
    type=click.Choice(["inform", "decide", "budget"]),
    default="decide",
    show_default=True,
    help="What is asked of the reader.",
)
@click.option(
    "--figure",
    "figures",
    metavar="TEXT",
    multiple=True,
    help='Your own: "Annual budget: €120,000".',
)
@click.option(
    "--option", "options", metavar="TEXT", multiple=True, help='Your own: "name | cost | return".'
)
@click.option("--organisation", metavar="NAME", default="", help="Named under the title.")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="File; its ending decides.")
@click.option("--format", "format", metavar="FORMAT", help="Format, where the ending does not say.")
@click.option("--accent", metavar="COLOUR", help="Your colour, such as #1F3A5F.")
@click.option("--logo", type=click.Path(exists=True, path_type=Path), help="PNG or JPEG.")
@click.option("--template", type=click.Path(exists=True, path_type=Path), help="Your DOCX or PPTX.")
@lang_option("Language of the note; that of the topic by default.")
@json_option
def brief(
    topic: str,
    audience: str,
    length: str,
    ask: str,
    figures: tuple[str, ...],
    options: tuple[str, ...],
    organisation: str,
    output: Path | None,
    format: str | None,
    accent: str | None,
    logo: Path | None,
    template: Path | None,
    lang: Lang | None,
    json: bool,
) -> None:
    """Draft a note on TOPIC: every fact cited, both sides, what is missing said.

    Without --output the note is printed as Markdown. Formats: docx, pptx, pdf, odt, html,
    markdown, mediawiki, dokuwiki, confluence, xwiki, csv. A topic without evidence gets a
    draft that says so: exit code 0.
    """
    from assistant.briefing import typed_request
    from assistant.export import format_of, read_style
    from assistant.terminal import as_json, open_assistant, terminal_language

    settings = ready()
    spoken = lang or terminal_language(settings)
    style = read_style(accent or "", _bytes(logo), _bytes(template))
    request = typed_request(
        topic, audience, length, ask, lang, spoken, organisation, figures, options
    )
    assistant = open_assistant(settings, spoken)
    briefing = assistant.brief(request, spoken)
    if json:
        click.echo(as_json(briefing.to_dict()))
    if output is None and not json:
        chosen = format_of(format or "markdown")
        click.echo(assistant.export_brief(briefing, chosen, style).data, nl=False)
    if output is not None:
        made = assistant.export_brief(briefing, format_of(format or output.name), style)
        _write(output, made.data)


def _write(path: Path, data: bytes) -> None:
    from assistant.errors import ExportError

    try:
        path.write_bytes(data)
    except OSError as error:
        raise ExportError(
            f"{path} cannot be written ({error.strerror}).",
            "Give another --output.",
            code="export-output",
            path=str(path),
        ) from error


def _bytes(path: Path | None) -> bytes:
    return path.read_bytes() if path else b""
