"""`assistant doctor`."""

from __future__ import annotations

from dataclasses import asdict

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang


@click.command(short_help="Examine the set-up.")
@lang_option("Language of the messages.")
@json_option
def doctor(lang: Lang | None, json: bool) -> None:
    """Say what is wrong with the set-up and what to do; exit code 1 where something is."""
    from assistant.doctor import examine
    from assistant.terminal import as_json, terminal_language
    from assistant.wording import load_wording

    settings = ready()
    wording = load_wording(settings.prompts, "doctor", lang or terminal_language(settings))
    found = examine(settings)
    told = [wording(f"{each.what}.{each.state}", **each.about) for each in found]
    faults = sum(each.state == "fault" for each in found)
    if json:
        rows = [{**asdict(each), "told": text} for each, text in zip(found, told, strict=True)]
        click.echo(as_json({"faults": faults, "findings": rows}))
    else:
        for each, text in zip(found, told, strict=True):
            click.echo(f"{wording(f'state.{each.state}'):<8}{text}")
        summary = wording("summary.fault", count=faults) if faults else wording("summary.well")
        click.echo(summary)
    if faults:
        raise SystemExit(1)
