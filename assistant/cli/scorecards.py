"""`assistant scorecards`: the scorecards that are kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.cli.numbers_options import (
    Desk,
    dates_option,
    mark_option,
    markdown_option,
    show,
    written,
)
from assistant.cli.options import json_option, lang_option
from assistant.cli.plan_kept import tell_kept
from assistant.records import Lang

if TYPE_CHECKING:
    from assistant.plan.numbers.cards import Card

_FILE = click.Path(path_type=Path, exists=True, allow_dash=True, dir_okay=False)
_LANG = "Language of the result."


@click.group(short_help="Keep scorecards, and add what is measured.")
def scorecards() -> None:
    """Keep a scorecard, add new values to it, make one of a plan, take it away."""


@scorecards.command("keep", short_help="Keep a scorecard.")
@click.argument("name")
@click.argument("targets", type=_FILE)
@click.argument("actuals", type=_FILE, nargs=-1)
@click.option("--map", "mapping", metavar="COLUMN=KPI", multiple=True, help="A column's KPI.")
@mark_option
@dates_option
@lang_option(_LANG)
@json_option
def keep(
    name: str, targets: Path, actuals: tuple[Path, ...], mapping: tuple[str, ...], decimal: Any,
    dates: Any, lang: Lang | None, json: bool,
) -> None:  # fmt: skip
    """Keep NAME, with TARGETS and ACTUALS as `assistant scorecard` takes them; prints its id."""
    desk = Desk(lang)
    with desk.told(json):
        indicators = desk.numbers.indicators(desk.table(targets), decimal)
        names = tuple(each.name for each in indicators)
        found = _actuals(desk, actuals, names, mapping, decimal, dates)
        desk.numbers.scorecard(indicators, found)
        _tell(desk.numbers.cards.create(name, indicators, found), json)


@scorecards.command("of-plan", short_help="A scorecard of what a kept plan promised.")
@click.argument("plan")
@lang_option(_LANG)
@json_option
def of_plan(plan: str, lang: Lang | None, json: bool) -> None:
    """Keep a scorecard of the KPIs of PLAN (its id), without values yet; prints its id."""
    from assistant.library.fingerprint import fingerprint
    from assistant.library.snapshot import remembered_library
    from assistant.plan.following import indicators_of_plan
    from assistant.plan.store import PlanStore

    desk = Desk(lang)
    settings = desk.settings
    kept = PlanStore(settings.home).get(plan)
    state = fingerprint(settings.knowledge)
    library = remembered_library(settings.knowledge, settings.home, state)
    indicators = indicators_of_plan(kept.plan, library.kpis)
    _tell(desk.numbers.cards.create(kept.plan.title, indicators, {}, kept.id), json)


@scorecards.command("add", short_help="Add new values.")
@click.argument("id")
@click.argument("actuals", type=_FILE, nargs=-1, required=True)
@click.option("--map", "mapping", metavar="COLUMN=KPI", multiple=True, help="A column's KPI.")
@mark_option
@dates_option
@lang_option(_LANG)
@json_option
def add(
    id: str, actuals: tuple[Path, ...], mapping: tuple[str, ...], decimal: Any, dates: Any,
    lang: Lang | None, json: bool,
) -> None:  # fmt: skip
    """Add ACTUALS to the scorecard ID; a new value of a period takes the place of the old one."""
    desk = Desk(lang)
    with desk.told(json):
        card = desk.numbers.cards.get(id)
        names = tuple(each.name for each in card.indicators)
        found = _actuals(desk, actuals, names, mapping, decimal, dates)
        _tell(desk.numbers.add(card, found), json)


@scorecards.command("list", short_help="The scorecards that are kept.")
@json_option
def list_(json: bool) -> None:
    """Every scorecard that is kept, the one changed last first."""
    tell_kept([(each, each.name) for each in Desk(None).numbers.cards.list()], json)


@scorecards.command("show", short_help="A scorecard, judged as it stands.")
@click.argument("id")
@click.option("--board", is_flag=True, help="The board's one page: status and decisions.")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file: xlsx, pdf, docx, pptx, md or csv; with --board pdf or docx.",
)
@markdown_option
@lang_option(_LANG)
@json_option
def show_(
    id: str, board: bool, output: Path | None, markdown: bool, lang: Lang | None, json: bool
) -> None:
    """Status of every indicator of ID, forecast to its due date, and what to do next."""
    from assistant.render.numbers_data import scorecard_data
    from assistant.render.scorecard_report import scorecard_report

    desk = Desk(lang)
    with desk.told(json):
        card = desk.numbers.cards.get(id)
        judged = desk.numbers.judged(card)
    if output is not None:
        from assistant.render.card_files import card_file

        ending = output.suffix.lstrip(".").lower()
        wanted = f"board-{ending}" if board else {"md": "markdown"}.get(ending, ending)
        written(output, card_file(card, judged, desk.labels, wanted).data)
        return
    show(scorecard_report(judged, desk.labels, not board), scorecard_data(judged), json, markdown)


@scorecards.command("delete", short_help="Remove a scorecard with its values.")
@click.argument("id")
@lang_option(_LANG)
@json_option
def delete(id: str, lang: Lang | None, json: bool) -> None:
    """Remove the scorecard ID with all its values."""
    desk = Desk(lang)
    with desk.told(json):
        desk.numbers.cards.delete(id)


def _actuals(
    desk: Desk, files: tuple[Path, ...], names: tuple[str, ...], mapping: tuple[str, ...],
    decimal: Any, dates: Any,
) -> dict[str, Any]:  # fmt: skip
    from assistant.plan.numbers.series import Reading

    pairs = dict(each.split("=", 1) for each in mapping if "=" in each)
    found: dict[str, Any] = {}
    for path in files:
        reading = Reading(mark=decimal, order=dates)
        found |= desk.numbers.actuals(desk.table(path), names, reading, pairs)
    return found


def _tell(card: Card, json: bool) -> None:
    from assistant.terminal import as_json

    told = {"id": card.id, "version": card.version, "name": card.name, "plan": card.plan}
    click.echo(as_json(told) if json else card.id)
