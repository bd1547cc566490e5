"""`assistant licences`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.doctor.licences import Licence
    from assistant.wording import Wording


@click.command(short_help="The licence of every package that is used.")
@click.option("--markdown", is_flag=True, help="Print docs/licences.md.")
@lang_option("Language of the headings.")
@json_option
def licences(markdown: bool, lang: Lang | None, json: bool) -> None:
    """Name every installed package that the product runs on, with the licence that it states."""
    from assistant.doctor.licences import licences as found
    from assistant.evaluation.tables import aligned
    from assistant.terminal import as_json, terminal_language
    from assistant.wording import load_wording

    settings = ready()
    rows = found()
    wording = load_wording(
        settings.prompts, "licences", lang or ("en" if markdown else terminal_language(settings))
    )
    if json:
        click.echo(as_json([asdict(each) for each in rows]))
    elif markdown:
        click.echo("\n".join(_page(rows, wording)))
    else:
        cells = [(each.name, each.version, each.stated) for each in rows]
        click.echo(aligned(wording.several("head"), cells))


def _page(rows: Sequence[Licence], wording: Wording) -> Iterator[str]:
    yield f"# {wording('title')}"
    yield f"\n{wording('intro')}\n"
    yield f"## {wording('copyleft_title')}\n"
    yield from (f"- {line}" for line in wording.several("copyleft"))
    yield f"\n## {wording('packages')}\n"
    yield f"| {' | '.join(wording.several('head'))} |"
    yield "| --- | --- | --- |"
    for each in rows:
        yield f"| {each.name} | {each.version} | {each.stated.replace('|', '/')} |"
