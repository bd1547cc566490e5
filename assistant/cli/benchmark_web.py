"""`assistant benchmark web`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang

if TYPE_CHECKING:
    from assistant.evaluation.endpoints import EndpointMeasure
    from assistant.evaluation.pages import PageMeasure, ScriptMeasure
    from assistant.wording import Wording


@click.command(short_help="Pages in a real browser, the embed script, the HTTP API.")
@click.option("--visits", type=click.IntRange(1, 50), default=3, show_default=True,
              help="Visits of each page in each language; the median counts.")  # fmt: skip
@click.option("--times", type=click.IntRange(1, 1000), default=20, show_default=True,
              help="Requests to each endpoint of the API.")  # fmt: skip
@click.option("--page", "pages", multiple=True, help="Only this page; may be repeated.")
@lang_option("Language of the table.")
@json_option
def web(visits: int, times: int, pages: Sequence[str], lang: Lang | None, json: bool) -> None:
    """Serve on this machine, open every page as a new reader in Chromium, ask the API.

    Interactive is the latest of: the document parsed and its scripts run, what the page is for
    there, and the end of the last task of more than 50 ms before a second without any. Exit code
    1 where the embed script is heavier than 30 KiB. Needs the developers' tools (playwright) and
    Chromium.
    """
    from assistant.evaluation.endpoints import measure_endpoints
    from assistant.evaluation.pages import PAGES, measure_pages, measure_script
    from assistant.evaluation.serving import ready_serving
    from assistant.records import LANGS
    from assistant.terminal import as_json, terminal_language
    from assistant.wording import load_wording

    if unknown := sorted(set(pages) - set(PAGES)):
        raise click.BadParameter(f"{unknown[0]!r}: take some of {', '.join(PAGES)}.")
    # Whoever measures has the machine to themselves, and each answer is composed anew.
    settings = ready().model_copy(update={"sign_in": "none", "answers_kept": 0})
    asked = {each: load_wording(settings.prompts, "answers", each).several("examples")
             for each in LANGS}  # fmt: skip
    with ready_serving(settings) as (_, url):
        first = {each: asked[each][0] for each in LANGS}
        seen = tuple(measure_pages(url, first, visits, tuple(pages)))
        script = measure_script(url)
        questions = [question for each in LANGS for question in asked[each]]
        taken = tuple(measure_endpoints(url, questions, times))
    if json:
        click.echo(as_json({"pages": [asdict(each) for each in seen],
                            "script": asdict(script) | {"kept": script.kept},
                            "endpoints": [asdict(each) for each in taken]}))  # fmt: skip
    else:
        lang = lang or terminal_language(settings)
        words = load_wording(settings.prompts, "benchmark_web", lang)
        click.echo(_told(seen, script, taken, words, lang))
    if not script.kept:
        raise SystemExit(1)


def _told(
    pages: Sequence[PageMeasure], script: ScriptMeasure, endpoints: Sequence[EndpointMeasure],
    words: Wording, lang: Lang,
) -> str:  # fmt: skip
    from assistant.evaluation.tables import ABSENT, aligned, decimal

    def ms(value: float | None) -> str:
        return ABSENT if value is None else decimal(value, 0, lang)

    rows = [
        (f"{words(f'page.{each.page}')} ({each.lang})", ms(each.paint), ms(each.largest),
         ms(each.interactive), decimal(each.transfer / 1000, 0, lang), str(each.requests))
        for each in pages
    ]  # fmt: skip
    api = [(each.endpoint, ms(each.p50), ms(each.p95), str(each.times)) for each in endpoints]
    kilo = {
        "plain": decimal(script.plain / 1000, 1, lang),
        "packed": decimal(script.packed / 1000, 1, lang),
    }
    return "\n\n".join(
        (
            aligned(words.several("head"), rows),
            words("how"),
            words("script", **kilo, verdict="✓" if script.kept else "✗"),
            aligned(words.several("api_head"), api),
        )
    )
