"""`assistant benchmark faults`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang

if TYPE_CHECKING:
    from assistant.evaluation.kills import Killed
    from assistant.wording import Wording


@click.command(short_help="Kill it while it writes, and look at what is left.")
@click.option(
    "--rounds", type=click.IntRange(1, 100_000), default=100, show_default=True,
    help="Kills in all, shared out among the kinds.",
)  # fmt: skip
@click.option(
    "--kind", "kinds", multiple=True,
    type=click.Choice(["ingest", "plan", "index", "backup", "restore"]),
    help="Only this kind of work; may be given several times.",
)  # fmt: skip
@click.option("--seed", type=int, help="Other moments of the kills.")
@lang_option("Language of the table.")
@json_option
def faults(
    rounds: int, kinds: tuple[str, ...], seed: int | None, lang: Lang | None, json: bool
) -> None:
    """Kill processes (SIGKILL) while they take in files, save plans, build an index, back up
    and restore, each at a moment drawn at random; then read what they left.

    Nothing that was acknowledged may be lost and nothing half-written served: exit code 1
    where one of them happened. Works in a folder of its own, which it removes.
    """
    from assistant.evaluation.kills import KINDS, SEED, measure_kills
    from assistant.terminal import as_json, terminal_language
    from assistant.wording import load_wording

    settings = ready()
    lang = lang or terminal_language(settings)
    wording = load_wording(settings.prompts, "faults", lang)

    def progress(kind: str, done: int, of: int) -> None:
        if not done % 10 or done == of:
            told = wording("done", kind=wording(f"kind.{kind}"), done=done, rounds=of)
            click.echo(told, err=True)

    wanted = tuple(each for each in KINDS if not kinds or each in kinds)
    moments = SEED if seed is None else seed
    found = tuple(measure_kills(settings, rounds, wanted, moments, progress))
    click.echo(as_json([asdict(each) for each in found]) if json else _table(found, wording))
    if any(each.lost or each.half_written for each in found):
        raise SystemExit(1)


def _table(found: Sequence[Killed], wording: Wording) -> str:
    from assistant.evaluation.tables import aligned

    def row(name: str, rows: Sequence[Killed]) -> tuple[str, ...]:
        figures = [(e.rounds, e.acknowledged, e.lost, e.half_written) for e in rows]
        return (name, *(str(sum(column)) for column in zip(*figures, strict=True)))

    rows = [row(wording(f"kind.{each.kind}"), [each]) for each in found]
    if len(found) > 1:
        rows.append(row(wording("all"), found))
    told = [f"{wording(f'kind.{each.kind}')}: {fault}" for each in found for fault in each.faults]
    return "\n".join([aligned(wording.several("head"), rows), *told])
