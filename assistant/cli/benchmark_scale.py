"""`assistant benchmark scale`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang

if TYPE_CHECKING:
    from assistant.evaluation.scale import Growth, Scale
    from assistant.wording import Wording


def _sizes(context: click.Context, parameter: click.Parameter, value: str) -> tuple[int, ...]:
    try:
        sizes = tuple(int(each) for each in value.split(","))
    except ValueError as error:
        raise click.BadParameter("numbers with commas between them, such as 1000,10000") from error
    if not all(100 <= size <= 2_000_000 for size in sizes):
        raise click.BadParameter("each from 100 to 2000000")
    return sizes


@click.command(short_help="Time building and asking as the number of passages grows.")
@click.option(
    "--passages",
    default="1000,10000,100000",
    show_default=True,
    callback=_sizes,
    help="Sizes to measure.",
)
@click.option(
    "--database-url",
    metavar="URL",
    default="",
    help="Measure PostgreSQL with pgvector instead of embedded Chroma.",
)
@lang_option("Language of the table.")
@json_option
def scale(passages: tuple[int, ...], database_url: str, lang: Lang | None, json: bool) -> None:
    """Build and ask indexes of generated texts with random vectors.

    Tells build time, p50 and p95 of a search without embedding the question, memory, disk and
    how times grow. Quality is not measured: random vectors mean nothing.
    """
    from dataclasses import asdict

    from assistant.evaluation.scale import growth, measure_scale
    from assistant.terminal import as_json, grouped, terminal_language
    from assistant.wording import load_wording

    settings = ready()
    lang = lang or terminal_language(settings)
    wording = load_wording(settings.prompts, "scale", lang)
    found = []
    for each in measure_scale(passages, database_url):
        found.append(each)
        click.echo(wording("done", passages=grouped(each.passages, lang)), err=True)
    store, grown = "postgresql" if database_url else "chroma", growth(found)
    if not json:
        click.echo(_table(store, found, grown, wording, lang))
        return
    sizes = [asdict(each) for each in found]
    state = {"texts": "generated", "vectors": "random", "store": store, "sizes": sizes}
    click.echo(as_json(state | {"growth": asdict(grown) if grown else None}))


def _table(
    store: str, found: Sequence[Scale], grown: Growth | None, wording: Wording, lang: Lang
) -> str:
    from assistant.evaluation.tables import aligned, decimal
    from assistant.terminal import grouped

    rows = [
        (
            grouped(each.passages, lang),
            decimal(each.build, 1, lang),
            decimal(each.p50, 1, lang),
            decimal(each.p95, 1, lang),
            decimal(each.memory / 2**30, 2, lang),
            decimal(each.building / 2**30, 2, lang),
            grouped(round(each.disk / 1e6), lang),
        )
        for each in found
    ]
    parts = [wording(store), wording("honest"), aligned(wording.several("head"), rows)]
    if grown:
        figures = {"build": decimal(grown.build, 2, lang), "query": decimal(grown.query, 2, lang)}
        parts.append(wording("growth", **figures))
    return "\n\n".join(parts)
