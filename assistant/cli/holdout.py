"""`assistant holdout` and `assistant reallocate`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from assistant.cli.numbers_options import (
    Desk,
    charts_option,
    mark_option,
    markdown_option,
    save_charts,
    show,
)
from assistant.cli.options import json_option, lang_option
from assistant.records import Lang


@click.command(short_help="Plan a holdout test, or read a finished one.")
@click.option("--baseline", metavar="RATE", help="Conversion rate without the activity.")
@click.option("--lift", metavar="RATE", help="Relative lift to detect, such as 10%.")
@click.option("--audience", metavar="N", help="People available, in place of --lift.")
@click.option("--weekly", metavar="N", help="People who become eligible a week.")
@click.option("--share", metavar="RATE", default="10%", show_default=True, help="Held out.")
@click.option("--power", metavar="RATE", default="80%", show_default=True)
@click.option("--alpha", metavar="RATE", default="5%", show_default=True, help="False alarms.")
@click.option("--cluster", metavar="N", default="1", help="Mean people a group, where groups.")
@click.option("--icc", metavar="N", default="0", help="Intraclass correlation of the groups.")
@click.option("--exposed", metavar="PEOPLE/CONVERSIONS", help="Read a test: those reached.")
@click.option("--held-out", metavar="PEOPLE/CONVERSIONS", help="Read a test: those held out.")
@mark_option
@markdown_option
@lang_option("Language of the result.")
@json_option
def holdout(
    exposed: str | None, held_out: str | None, decimal: Any, markdown: bool,
    lang: Lang | None, json: bool, **typed: str | None,
) -> None:  # fmt: skip
    """How many people, for how long, to see which effect; or what a finished test says."""
    from assistant.plan.numbers.typed import read_counts, read_design
    from assistant.render.holdout_report import holdout_reading_report, holdout_report
    from assistant.render.numbers_data import holdout_data, holdout_reading_data

    desk = Desk(lang)
    with desk.told(json):
        if exposed or held_out:
            counts = read_counts(exposed or "", "exposed"), read_counts(held_out or "", "held_out")
            reading = desk.numbers.read_holdout(*counts[0], *counts[1])
            report, data = (
                holdout_reading_report(reading, desk.labels),
                holdout_reading_data(reading),
            )
        else:
            given = {name: value for name, value in typed.items() if value is not None}
            plan = desk.numbers.holdout(read_design(given, decimal))
            report, data = holdout_report(plan, desk.labels), holdout_data(plan)
    show(report, data, json, markdown)


@click.command(short_help="Move budget between channels, with its doubt.")
@click.argument("table", type=click.Path(path_type=Path, exists=True, allow_dash=True))
@click.option("--from", "source", required=True, help="Channel that gives.")
@click.option("--to", "target", required=True, help="Channel that takes.")
@click.option("--share", default="10%", show_default=True, help="Share of the giver's spend.")
@click.option("--response", default="", help="Column of the response, where not named so.")
@charts_option
@mark_option
@markdown_option
@lang_option("Language of the result.")
@json_option
def reallocate(
    table: Path, source: str, target: str, share: str, response: str, charts: Path | None,
    decimal: Any, markdown: bool, lang: Lang | None, json: bool,
) -> None:  # fmt: skip
    """What moving a share of one channel's spend to another does.

    TABLE is a CSV or XLSX file with columns channel, spend and response, one row for each period
    of each channel.
    """
    from assistant.plan.numbers.amounts import read_amount
    from assistant.plan.numbers.series import Reading
    from assistant.render.numbers_data import reallocation_data
    from assistant.render.reallocation_report import reallocation_report

    desk = Desk(lang)
    with desk.told(json):
        channels = desk.numbers.channels(desk.table(table), Reading(mark=decimal), response)
        moved = read_amount(share, "rate", decimal, "share").value
        found = desk.numbers.reallocate(channels, source, target, moved)
    if charts:
        from assistant.export.chart_returns import reallocation_charts

        save_charts(charts, reallocation_charts(found, desk.labels))
    show(reallocation_report(found, desk.labels), reallocation_data(found), json, markdown)
