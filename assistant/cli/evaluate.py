"""`assistant evaluate`: the question set, its refusals, and plain rankings beside ours."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.evaluation.answers import Verdict
    from assistant.evaluation.questions import Case
    from assistant.service import Assistant
    from assistant.wording import Wording

# The question sets are developers' files: a clone has them, an installed package does not.
_SETS = Path(__file__).resolve().parents[2] / "tests" / "evaluation"


# Other things that are measured, each a command below this one: `assistant evaluate grounding`.
_SUBJECTS = {
    "answers": "assistant.cli.evaluate_answers:answers",
    "documents": "assistant.cli.evaluate_documents:documents",
    "grounding": "assistant.cli.evaluate_grounding:grounding",
    "narrator": "assistant.cli.evaluate_narrator:narrator",
    "objectives": "assistant.cli.evaluate_objectives:objectives",
}


class Subjects(click.Group):
    """What can be measured besides the answers, imported when named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every subject, in the alphabet's order."""
        return sorted(_SUBJECTS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that subject, None where there is none."""
        if cmd_name not in _SUBJECTS:
            return None
        module, _, name = _SUBJECTS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(
    cls=Subjects,
    invoke_without_command=True,
    short_help="Measure the answers on a set of questions.",
)
@click.option(
    "--questions",
    type=click.Path(path_type=Path),
    default=_SETS / "questions.yaml",
    show_default="tests/evaluation/questions.yaml",
    help="The set of questions.",
)
@click.option("--baseline", is_flag=True, help="Rank by E5 alone and by BM25 alone as well.")
@click.option(
    "--ablation",
    is_flag=True,
    help="Rank with each part off in turn instead, and by E5, BM25 and their rank fusion.",
)
@click.option("--missed", is_flag=True, help="List the questions that went wrong.")
@click.option(
    "--fit-refusal",
    is_flag=True,
    help="Fit the refusal to the questions instead, and to off_topic.yaml beside them.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where --fit-refusal writes; in force for every answer by default.",
)
@lang_option("Language of the tables.")
@json_option
@click.pass_context
def evaluate(
    context: click.Context,
    questions: Path,
    baseline: bool,
    ablation: bool,
    missed: bool,
    fit_refusal: bool,
    output: Path | None,
    lang: Lang | None,
    json: bool,
) -> None:
    """Ask every question of a set and tell, per slice, how many answers are right.

    A subject after `evaluate` measures that instead.
    """
    if context.invoked_subcommand:
        return
    from assistant.cli.evaluation_text import ablation_text, fitted_text, report_text
    from assistant.evaluation.questions import load_cases
    from assistant.terminal import as_json, open_assistant, terminal_language, terminal_wording

    settings = ready()
    lang = lang or terminal_language(settings)
    cases = load_cases(questions)
    service = open_assistant(settings, lang)
    wording = terminal_wording(settings.prompts, lang)
    if ablation:
        ranked = _ablation(service, cases, wording)
        click.echo(as_json(ranked) if json else ablation_text(ranked, wording, lang))
        return
    if fit_refusal:
        fitted = _fit(service, cases, questions.with_name("off_topic.yaml"), output)
        click.echo(as_json(fitted) if json else fitted_text(fitted, wording, lang))
        return
    report = _report(service, _ask_all(service, cases, wording), questions, baseline)
    click.echo(as_json(report) if json else report_text(report, missed, wording, lang))


def _ask_all(service: Assistant, cases: Sequence[Case], wording: Wording) -> tuple[Verdict, ...]:
    from assistant.evaluation.answers import run
    from assistant.terminal import TerminalProgress

    with TerminalProgress(wording) as progress:

        def counted() -> Iterator[Case]:
            for number, case in enumerate(cases):
                progress("questions", number, len(cases))
                yield case
            progress("questions", len(cases), len(cases))

        return run(counted(), lambda case: service.ask(case.question, case.history))


def _ablation(service: Assistant, cases: Sequence[Case], wording: Wording) -> dict[str, Any]:
    """The rankings of the library, the general passages and each kind of text, for JSON."""
    import tempfile
    from dataclasses import asdict

    from assistant.evaluation.ablation import on_library, on_passages, on_slices
    from assistant.evaluation.passage_sets import FOLDER, load_passages, load_slices
    from assistant.terminal import TerminalProgress

    general, kinds = load_passages(_SETS / FOLDER), load_slices(_SETS / FOLDER)
    with TerminalProgress(wording) as progress, tempfile.TemporaryDirectory() as home:

        def told(done: int, total: int) -> None:
            progress("questions", done, total)

        library = on_library(service, cases, told)
        passages = on_passages(service, general, Path(home) / "general", told)
        slices = on_slices(service, kinds, general, Path(home) / "slices", told)
    ranked = {"library": library, "passages": passages, "slices": slices}
    return {name: [asdict(line) for line in lines] for name, lines in ranked.items()}


def _report(
    service: Assistant, verdicts: Sequence[Verdict], questions: Path, baseline: bool
) -> dict[str, Any]:
    """Everything that is told, as JSON has it."""
    from dataclasses import asdict

    from assistant.evaluation.answers import as_json, table

    report = {
        "questions": questions.name,
        "threshold": service.retriever.threshold,
        **as_json(table(verdicts), verdicts),
    }
    if baseline:
        from assistant.evaluation.baseline import compare
        from assistant.models import build_embedder

        rows = compare(service, build_embedder(service.settings), verdicts)
        report["baseline"] = [asdict(row) for row in rows]
    return report


def _fit(
    service: Assistant, cases: Sequence[Case], bank: Path, output: Path | None
) -> dict[str, Any]:
    """Fit the refusal, write it, and return it with its curve."""
    from dataclasses import asdict

    import orjson

    import assistant.retrieve.refusal as shipped
    from assistant.evaluation.calibration import calibrate
    from assistant.evaluation.refusal_fit import as_json
    from assistant.models import build_embedder

    refusal, curve = calibrate(service, build_embedder(service.settings), cases, bank)
    path = output or Path(shipped.__file__).with_name("refusal.json")
    path.write_bytes(orjson.dumps(as_json(refusal)) + b"\n")
    return {
        "path": str(path),
        "threshold": refusal.threshold,
        "curve": [asdict(point) for point in curve],
    }
