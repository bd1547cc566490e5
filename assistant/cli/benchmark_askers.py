"""What the benchmarks in which people ask have in common: their options, and faults as told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

QUESTIONS = Path(__file__).resolve().parents[2] / "tests" / "evaluation" / "questions.yaml"

F = TypeVar("F", bound=Callable[..., Any])


def questions_option(command: F) -> F:
    """Add --questions, as the argument `questions`: a path."""
    add = click.option(
        "--questions",
        type=click.Path(path_type=Path),
        default=QUESTIONS,
        show_default="tests/evaluation/questions.yaml",
        help="The questions to ask.",
    )
    return add(command)


def asking_options(askers: int, seconds: int, least: int = 1) -> Callable[[F], F]:
    """Add --askers, --seconds (`least` of them), --pause and --questions, by these names."""

    def added(command: F) -> F:
        people = click.IntRange(1, 2000)
        time, reading = click.IntRange(least, 86400), click.FloatRange(0, 600)
        pause = "Seconds that each reads before asking again; 0 for none."
        command = questions_option(command)
        # What is added last is listed first.
        for name, kind, default, text in (
            ("--pause", reading, 3.0, pause),
            ("--seconds", time, seconds, "How long."),
            ("--askers", people, askers, "People."),
        ):
            option = click.option(name, type=kind, default=default, show_default=True, help=text)
            command = option(command)
        return command

    return added


def errors_told(errors: Mapping[str, int]) -> str:
    """How many questions went without an answer, and of which status: "3 (2 × 503, 1 × 0)"."""
    each = ", ".join(f"{count} × {status}" for status, count in errors.items())
    return f"{sum(errors.values())} ({each})" if errors else "0"
