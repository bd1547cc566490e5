"""`assistant plan change`, `copy`, `delete` and `diff`: what is done to plans that are kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang

if TYPE_CHECKING:
    from assistant.plan.numbers.cards import CardEntry
    from assistant.plan.planning import Planning
    from assistant.plan.store import Entry, PlanStore, Saved

_LANG = "Language of what is said meanwhile."


@click.command("change", short_help="Change a target, an owner, an action, with a reason.")
@click.argument("id")
@click.argument("part")
@click.argument("text")
@click.option("--reason", default="", help="Why; it stands beside the change.")
@click.option("--base", type=int, help="The version that you read; the latest by default.")
@lang_option(_LANG)
@json_option
def change(
    id: str, part: str, text: str, reason: str, base: int | None, lang: Lang | None, json: bool
) -> None:
    """Change PART of plan ID to TEXT and keep it as the next version.

    PART is kpi/<id>/target, kpi/<id>/owner, kpi/<id>/cadence, kpi/<id>/source, <n>/smart,
    <n>/communication, <n>/action/<m> or title, with numbers from 0. An empty TEXT goes back to
    what was drafted. Where another version was saved since --base, nothing is overwritten.
    """
    from assistant.plan.request import Change

    planning = _planning(lang)
    read = base or planning.store.get(id).version
    _tell(planning.edit(id, read, (Change(part, text, reason),), reason), json)


@click.command("copy", short_help="A copy of a plan as a plan of its own.")
@click.argument("id")
@click.option("--version", type=int, help="Another version than the latest.")
@json_option
def copy(id: str, version: int | None, json: bool) -> None:
    """Keep a copy of plan ID as a plan of its own, and print its id."""
    saved = _store().get(id, version)
    _tell(_store().create(saved.plan, f"{saved.id} · {saved.version}"), json)


@click.command("delete", short_help="Remove a plan with all its versions.")
@click.argument("id")
@json_option
def delete(id: str, json: bool) -> None:
    """Remove plan ID with all its versions."""
    _store().delete(id)


@click.command("diff", short_help="What changed between two versions.")
@click.argument("id")
@click.argument("first", type=int)
@click.argument("second", type=int)
@json_option
def diff(id: str, first: int, second: int, json: bool) -> None:
    """What changed in plan ID from version FIRST to version SECOND."""
    from dataclasses import asdict

    from assistant.plan.comparing import differences
    from assistant.terminal import as_json

    store = _store()
    found = differences(store.get(id, first).plan, store.get(id, second).plan)
    if json:
        click.echo(as_json([asdict(each) for each in found]))
        return
    for each in found:
        click.echo(" · ".join(part for part in (each.kind, each.about) if part))
        click.echo(f"- {each.before}\n+ {each.after}")


def tell_kept(entries: Sequence[tuple[Entry | CardEntry, str]], json: bool) -> None:
    """Print what is kept, a line each, with the name that people gave it."""
    from dataclasses import asdict

    from assistant.terminal import as_json

    if json:
        click.echo(as_json([asdict(entry) for entry, _ in entries]))
        return
    for entry, name in entries:
        click.echo(f"{entry.id}  {entry.version:>3}  {entry.at[:16]}  {name}")


def _store() -> PlanStore:
    from assistant.plan.store import PlanStore

    return PlanStore(ready().home)


def _planning(lang: Lang | None) -> Planning:
    from assistant.terminal import open_assistant, terminal_language

    settings = ready()
    planning: Planning = open_assistant(settings, lang or terminal_language(settings)).planning
    return planning


def _tell(saved: Saved, json: bool) -> None:
    from assistant.terminal import as_json

    told = {"id": saved.id, "version": saved.version, "title": saved.plan.title}
    click.echo(as_json(told) if json else f"{saved.id}  {saved.version}")


KEPT = (change, copy, delete, diff)
