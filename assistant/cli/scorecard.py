"""`assistant scorecard` and `assistant mirror`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from assistant.cli.numbers_options import (
    Desk,
    charts_option,
    dates_option,
    mark_option,
    markdown_option,
    save_charts,
    show,
    written,
)
from assistant.cli.options import json_option, lang_option
from assistant.records import Lang

_FILE = click.Path(path_type=Path, exists=True, allow_dash=True, dir_okay=False)


@click.command(short_help="Judge indicators against their targets.")
@click.argument("targets", type=_FILE)
@click.argument("actuals", type=_FILE, nargs=-1)
@click.option(
    "--map",
    "mapping",
    metavar="COLUMN=KPI",
    multiple=True,
    help="Which column holds which indicator; remembered for such files.",
)
@click.option("--board", is_flag=True, help="The board's one page: status and decisions.")
@click.option("--xlsx", type=click.Path(path_type=Path), help="Write a workbook with formulas.")
@charts_option
@mark_option
@dates_option
@markdown_option
@lang_option("Language of the result.")
@json_option
def scorecard(
    targets: Path, actuals: tuple[Path, ...], mapping: tuple[str, ...], board: bool,
    xlsx: Path | None, charts: Path | None, decimal: Any, dates: Any, markdown: bool,
    lang: Lang | None, json: bool,
) -> None:  # fmt: skip
    """Status of every indicator, forecast to its due date, and what to do next.

    TARGETS lists indicators: columns KPI, unit, better (up or down), baseline, target, start,
    due, counting (level or total). ACTUALS are CSV or XLSX files: a date and a column for each
    indicator, or columns date, KPI and value, or exports of Google Analytics, Meta or LinkedIn.
    """
    from assistant.plan.numbers.series import Reading
    from assistant.render.numbers_data import scorecard_data
    from assistant.render.scorecard_report import scorecard_report

    desk = Desk(lang)
    pairs = dict(each.split("=", 1) for each in mapping if "=" in each)
    with desk.told(json):
        indicators = desk.numbers.indicators(desk.table(targets), decimal)
        names = [each.name for each in indicators]
        found: dict[str, Any] = {}
        for path in actuals:
            reading = Reading(mark=decimal, order=dates)
            found |= desk.numbers.actuals(desk.table(path), names, reading, pairs)
        card = desk.numbers.scorecard(indicators, found)
    if xlsx:
        from assistant.export.workbook import scorecard_workbook

        written(xlsx, scorecard_workbook(card, desk.labels))
    if charts:
        from assistant.export.chart_series import scorecard_charts

        save_charts(charts, scorecard_charts(card, desk.labels))
    show(scorecard_report(card, desk.labels, not board), scorecard_data(card), json, markdown)


@click.command(short_help="Set two series against each other.")
@click.argument("first", type=_FILE)
@click.argument("second", type=_FILE)
@click.option("--first-value", default="", help="Column of the first file.")
@click.option("--second-value", default="", help="Column of the second file.")
@click.option(
    "--period",
    type=click.Choice(["day", "week", "month", "quarter", "year"]),
    help="Compare by; the longer of the two by default.",
)
@click.option(
    "--how",
    type=click.Choice(["sum", "mean", "last"]),
    help="How shorter periods are summed up; told from the headings by default.",
)
@charts_option
@mark_option
@dates_option
@markdown_option
@lang_option("Language of the result.")
@json_option
def mirror(
    first: Path, second: Path, first_value: str, second_value: str, period: Any, how: Any,
    charts: Path | None, decimal: Any, dates: Any, markdown: bool, lang: Lang | None, json: bool,
) -> None:  # fmt: skip
    """Do social data and survey or business data go together? What is seen, never why.

    FIRST and SECOND are CSV or XLSX files with a column of dates and one of values each.
    """
    from assistant.plan.numbers.series import Reading
    from assistant.render.numbers_data import mirror_data
    from assistant.render.scorecard_report import mirror_report

    desk = Desk(lang)
    with desk.told(json):
        series = [
            desk.numbers.series(desk.table(path), Reading("", value, decimal, dates, how or ""))
            for path, value in ((first, first_value), (second, second_value))
        ]
        found = desk.numbers.mirror(series[0], series[1], period)
    if charts:
        from assistant.export.chart_series import mirror_charts

        save_charts(charts, mirror_charts(found, desk.labels))
    show(mirror_report(found, desk.labels), mirror_data(found), json, markdown)
