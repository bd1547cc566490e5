"""`assistant evaluate answers`."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang

if TYPE_CHECKING:
    from assistant.evaluation.questions import Case
    from assistant.records import Answer
    from assistant.wording import Wording

_SETS = Path(__file__).resolve().parents[2] / "tests" / "evaluation"


@click.command(short_help="Measure facts, figures and citations of whole answers.")
@click.option(
    "--questions",
    type=click.Path(path_type=Path),
    default=_SETS / "questions.yaml",
    show_default="tests/evaluation/questions.yaml",
    help="The set of questions.",
)
@click.option(
    "--turns",
    type=click.Path(path_type=Path),
    default=_SETS / "follow_ups.yaml",
    show_default="tests/evaluation/follow_ups.yaml",
    help="The set of follow-up turns.",
)
@click.option(
    "--every",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Ask only every nth question, for a quick look.",
)
@click.option("--missed", is_flag=True, help="List what went wrong.")
@lang_option("Language of the table.")
@json_option
def answers(
    questions: Path, turns: Path, every: int, missed: bool, lang: Lang | None, json: bool
) -> None:
    """Ask every question and follow-up turn, and check every sentence of the answers.

    A figure is unsupported that no cited statement has; a citation is right whose statement
    carries the sentence.
    """
    from assistant.evaluation.answers_whole import as_report, measure
    from assistant.evaluation.questions import load_cases
    from assistant.terminal import (
        TerminalProgress,
        as_json,
        open_assistant,
        terminal_language,
        terminal_wording,
    )

    settings = ready()
    lang = lang or terminal_language(settings)
    asked, following = load_cases(questions)[::every], load_cases(turns)[::every]
    service = open_assistant(settings, lang)
    wording = terminal_wording(settings.prompts, lang)
    place, total = count(), len(asked) + len(following)
    with TerminalProgress(wording) as progress:

        def ask(case: Case) -> Answer:
            progress("questions", next(place), total)
            return service.ask(case.question, case.history)

        report = as_report(measure(asked, following, ask))
    click.echo(as_json(report) if json else _text(report, missed, wording, lang))


def _text(report: dict[str, Any], missed: bool, wording: Wording, lang: Lang) -> str:
    """The table of questions, that of turns, and the counts under them."""
    from assistant.evaluation.tables import aligned, decimal, share

    parts = []
    for name in ("rows", "turns"):
        rows = [
            (
                row["slice"],
                str(row["questions"]),
                *(share(row[key], lang) for key in ("fact", "refused", "wrongly_refused")),
                share(row["language"], lang),
            )
            for row in report[name]
        ]
        parts.append(aligned(wording.several("evaluation.answers.head"), rows))
    parts.append(
        wording(
            "evaluation.answers.counts",
            figures=report["unsupported_figures"],
            cited=report["cited_sentences"],
            precision=share(report["citation_precision"], lang),
            median=decimal(report["p50_ms"], 0, lang),
            slow=decimal(report["p95_ms"], 0, lang),
        )
    )
    if missed:
        parts += [f"{m['id']}\n    {m['question']}\n    {m['wanted']}" for m in report["missed"]]
        parts += [f"{f['fault']}\n    {f['sentence']}" for f in report["faults"]]
    return "\n\n".join(parts)
