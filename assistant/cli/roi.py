"""`assistant roi`."""

from __future__ import annotations

from collections.abc import Callable
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
    written,
)
from assistant.cli.options import json_option, lang_option
from assistant.plan.numbers.inputs import INPUTS, Shape
from assistant.records import Lang


def _inputs(command: Callable[..., Any]) -> Callable[..., Any]:
    """One option for each input, its unit as its help."""
    for name, spec in reversed(list(INPUTS.items())):
        unit = spec.unit.replace("_", " a ", 1) if spec.unit != "money_each" else "money each"
        default = "" if spec.default is None else f"; {spec.default:g} by default"
        option = click.option(f"--{name.replace('_', '-')}", name, metavar="N|L:N:H",
                              help=f"{spec.group}, {unit}{default}.")  # fmt: skip
        command = option(command)
    return command


@click.command(short_help="Compute what social media brings back.")
@_inputs
@click.option(
    "--shape",
    type=click.Choice(["pert", "triangular"]),
    default="pert",
    show_default=True,
    help="Distribution of the ranges.",
)
@click.option("--draws", type=click.IntRange(1000, 1_000_000), default=100_000, show_default=True)
@click.option("--seed", type=click.IntRange(0), help="Seed of the draws.")
@click.option("--xlsx", type=click.Path(path_type=Path), help="Write a workbook with formulas.")
@charts_option
@mark_option
@markdown_option
@lang_option("Language of the result.")
@json_option
def roi(
    shape: Shape, draws: int, seed: int | None, xlsx: Path | None, charts: Path | None,
    decimal: Any, markdown: bool, lang: Lang | None, json: bool, **typed: str | None,
) -> None:  # fmt: skip
    """Return, payback, net present value, cost per customer: computed, with every formula.

    Give a value, or a range as low:likely:high: `--media 4000:5000:7000 --margin 40%`. Ranges
    become 100,000 draws; the result says how likely a loss is and which input drives it.
    """
    from assistant.plan.numbers.simulate import SEED
    from assistant.render.numbers_data import returns_data
    from assistant.render.returns_report import returns_report

    desk = Desk(lang)
    given = {name: value for name, value in typed.items() if value is not None}
    with desk.told(json):
        found = desk.numbers.returns(given, decimal, shape, draws, SEED if seed is None else seed)
    if xlsx:
        from assistant.export.workbook import returns_workbook

        written(xlsx, returns_workbook(found, desk.labels))
    if charts:
        from assistant.export.chart_returns import returns_charts

        save_charts(charts, returns_charts(found, desk.labels))
    show(returns_report(found, desk.labels), returns_data(found), json, markdown)
